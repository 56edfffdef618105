"""What imports say of their files was kept as sentences in their makers' language; now by code and values.

A sentence is recognised by the texts from which it was made, in any of our languages. One that is not (its
wording has changed since) is kept word for word.
"""

import re

from django.db import migrations
from django.utils import translation

from kharita.importing.faults import ERRORS
from kharita.importing.messages import MESSAGES, Message, message_of, told

LANGUAGES = ("ar", "fr", "en")
_WHERE = ("no-place-on-earth", "lands-far")


def _patterns():
    """(code, pattern) of every message in every language; the longest texts first, so that the most exact wins."""
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            for code, text in MESSAGES.items():
                parts = re.split(r"\{(\w+)\}", str(text))
                if "".join(parts[::2]).strip():
                    seen = set()
                    pattern = ""
                    for place, part in enumerate(parts):
                        if place % 2 == 0:
                            pattern += re.escape(part)
                        else:
                            pattern += f"(?P={part})" if part in seen else f"(?P<{part}>.*)"
                            seen.add(part)
                    found.append((len("".join(parts[::2])), code, re.compile(pattern, re.DOTALL)))
    return [(code, pattern) for _length, code, pattern in sorted(found, key=lambda item: -item[0])]


def recognised(text, patterns):
    """The message from which `text` was made."""
    for code, pattern in patterns:
        match = pattern.fullmatch(text)
        if match is not None:
            values = {
                name: recognised(value, [p for p in patterns if p[0] in _WHERE]) if name == "where" else value
                for name, value in match.groupdict().items()
            }
            return Message(code, values)
    return told("verbatim", text=text)


def _kind_of(title):
    for language in LANGUAGES:
        with translation.override(language):
            for error in ERRORS:
                if str(error.title) == title:
                    return error.code
    return "unprocessable"


def _error_by_code(error, patterns):
    others = {
        name: value for name, value in error.items() if name not in ("type", "title", "status", "detail")
    }
    return {
        "code": error.get("type", "").rpartition("/")[2],
        "kind": _kind_of(error.get("title", "")),
        "status": error.get("status", 422),
        "message": recognised(error.get("detail", ""), patterns).as_json(),
        **others,
    }


def by_code(apps, schema_editor):
    patterns = _patterns()
    for made in apps.get_model("importing", "Import").objects.all().iterator():
        fields = []
        if made.error is not None and "message" not in made.error:
            made.error = _error_by_code(made.error, patterns)
            fields.append("error")
        crs = (made.source or {}).get("crs")
        if crs and isinstance(crs.get("reason"), str):
            made.source = {
                **made.source,
                "crs": {**crs, "reason": recognised(crs["reason"], patterns).as_json()},
            }
            fields.append("source")
        if fields:
            made.save(update_fields=fields)


def in_words(apps, schema_editor):
    for made in apps.get_model("importing", "Import").objects.all().iterator():
        fields = []
        with translation.override("en"):
            if made.error is not None and "message" in made.error:
                error = made.error
                title = next((str(e.title) for e in ERRORS if e.code == error["kind"]), error["code"])
                inner = ("code", "kind", "message")
                made.error = {
                    "type": f"/problems/{error['code']}",
                    "title": title,
                    "detail": str(message_of(error["message"])),
                    **{name: value for name, value in error.items() if name not in inner},
                }
                fields.append("error")
            crs = (made.source or {}).get("crs")
            if crs and isinstance(crs.get("reason"), dict):
                made.source = {**made.source, "crs": {**crs, "reason": str(message_of(crs["reason"]))}}
                fields.append("source")
        if fields:
            made.save(update_fields=fields)


class Migration(migrations.Migration):
    dependencies = [("importing", "0001_initial")]

    operations = [migrations.RunPython(by_code, in_words)]
