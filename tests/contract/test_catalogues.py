"""Every text of the server exists in Arabic and French, placeholders and compiled form included."""

import ast
import re
import subprocess
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import pytest

BACKEND = Path(__file__).resolve().parent.parent.parent / "backend"
LANGUAGES = ["ar", "fr"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|{\w*}")
FIELD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")$')
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "_lazy"}
TEMPLATE_TEXT = re.compile(r"{%\s*(?:translate|trans)\s+\"([^\"]+)\"")


def _entries(language: str) -> list[dict[str, str]]:
    """The catalogue's entries as field → text (the header is the one with an empty msgid)."""
    found: list[dict[str, str]] = [{}]
    field = ""
    text = (BACKEND / "locale" / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    for line in text.splitlines():
        if match := FIELD.match(line):
            field = match[1]
            found[-1][field] = ast.literal_eval(match[2])
        elif line.startswith('"'):
            found[-1][field] += ast.literal_eval(line)
        elif not line.strip():
            found.append({})
        elif line.startswith("#,") and "fuzzy" in line:
            found[-1]["fuzzy"] = line
    return [entry for entry in found if "msgid" in entry]


def _texts_in_code() -> Iterator[str]:
    """Every text that is marked for translation, read from the source itself (no tools needed)."""
    for path in BACKEND.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value
    for path in BACKEND.rglob("templates/**/*.html"):
        yield from TEMPLATE_TEXT.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_marked_text_is_in_the_catalogue(language: str) -> None:
    known = {entry["msgid"] for entry in _entries(language)}
    assert sorted(set(_texts_in_code()) - known) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_translated_with_its_placeholders(language: str) -> None:
    wrong = []
    for entry in _entries(language):
        if not entry["msgid"]:
            continue
        forms = {name: text for name, text in entry.items() if name.startswith("msgstr")}
        wanted = set(PLACEHOLDER.findall(entry["msgid"]))
        for name, text in forms.items():
            # Arabic says "one minute" and "two minutes" without a number.
            spelled_out = "[" in name and set(PLACEHOLDER.findall(text)) < wanted
            if not text.strip() or (set(PLACEHOLDER.findall(text)) != wanted and not spelled_out):
                wrong.append((entry["msgid"], name, text))
        if "fuzzy" in entry:
            wrong.append((entry["msgid"], "fuzzy", ""))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_says_what_the_written_one_says(language: str) -> None:
    with (BACKEND / "locale" / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # no public way to list it
    written: dict[object, str] = {}
    for entry in _entries(language):
        for name, text in entry.items():
            if name == "msgstr":
                written[entry["msgid"]] = text
            elif name.startswith("msgstr["):
                written[(entry["msgid"], int(name[7:-1]))] = text
    assert {key: text for key, text in compiled.items() if key} == {k: t for k, t in written.items() if k}


def test_no_catalogue_is_left_out_of_version_control() -> None:
    for language in LANGUAGES:
        for suffix in ("po", "mo"):
            path = BACKEND / "locale" / language / "LC_MESSAGES" / f"django.{suffix}"
            ignored = subprocess.run(["git", "check-ignore", "-q", path], cwd=BACKEND, check=False)
            assert ignored.returncode != 0, path
