"""A step as messages: one text for the mail, its simple HTML, a short one for the phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kharita.permits.mail.steps import DESK_FALLBACK, DESK_STEPS, FALLBACK, STEPS, Step

SMS_MAX = 300
"""Two messages of Arabic (70 letters each in UCS-2, less in parts), four of French: longer ones are cut."""


@dataclass(frozen=True)
class Written:
    """A step as told to one person: nothing in it is markup but `html`."""

    subject: str
    text: str
    html: str
    sms: str


@dataclass(frozen=True)
class Told:
    """A step as a page tells it: its title, what happened, what happens next ("": nothing is awaited)."""

    title: str
    text: str
    next: str


def tell(event: str, *, reference: str, data: Mapping[str, Any], at_desk: bool) -> Told:
    """What `event` is told as in the language that is active; see `write`."""
    step, values = _step(event, at_desk), {"reference": reference, "until": _date(data.get("until"))}
    return Told(_filled(step.subject, values), _filled(step.happened, values), _next(step, values))


def _step(event: str, at_desk: bool) -> Step:
    return DESK_STEPS.get(event, DESK_FALLBACK) if at_desk else STEPS.get(event, FALLBACK)


def write(
    event: str,
    *,
    language: str,
    reference: str,
    name: str,
    commune: str,
    url: str,
    data: Mapping[str, Any],
    at_desk: bool = False,
) -> Written:
    """What `event` is told as in `language`. Of `data` only "until" (an ISO date) is told.

    `at_desk`: to who handles the dossier, not to whose it is.
    """
    with translation.override(language):
        told = tell(event, reference=reference, data=data, at_desk=at_desk)
        subject = _one_line(told.title)
        context = {
            "language": language,
            "direction": "rtl" if language == "ar" else "ltr",
            "greeting": _("Hello {name},").format(name=name) if name else _("Hello,"),
            "happened": told.text,
            "next": told.next,
            "link": _("Open the dossier"),
            "url": url,
            "commune": commune,
            "subject": subject,
        }
        return Written(
            subject=subject,
            text=_plain(context),
            html=render_to_string("mail/step.html", context),
            sms=f"{subject}. {url}"[:SMS_MAX] if _step(event, at_desk).sms else "",
        )


def _filled(text: Any, values: Mapping[str, str]) -> str:
    return str(text).format_map(values)


def _next(step: Step, values: Mapping[str, str]) -> str:
    # A term that the step did not tell is not made up: the sentence about it is left out.
    if "{until}" in str(step.next) and not values["until"]:
        return ""
    return _filled(step.next, values)


def _plain(context: Mapping[str, str]) -> str:
    parts = (context["greeting"], context["happened"], context["next"], context["url"], context["commune"])
    return "\n\n".join(part for part in parts if part) + "\n"


def _one_line(text: str) -> str:
    """A header's text: a name with a line break must not become another header."""
    return " ".join(text.split())[:200]


def _date(text: Any) -> str:
    try:
        return date_format(date.fromisoformat(str(text)[:10]), "DATE_FORMAT") if text else ""
    except ValueError:
        return ""


def dossier_url(reference: str, *, at_desk: bool) -> str:
    """Where a person follows a dossier: its own people on one page, those who handle it at the desk."""
    page = "desk/permits" if at_desk else "permits"
    return f"{settings.KHARITA.public_url.rstrip('/')}/{page}/{reference}"
