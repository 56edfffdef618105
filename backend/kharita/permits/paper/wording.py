"""The text of a paper: paragraphs in which `{name}` stands for a value. Checked when it is kept.

Nothing in a text is executed: there are no conditions, calls or attributes, only names from a closed list.
A paragraph all of whose values are unknown is left out: a letter without a term does not speak of one.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.core.errors import DomainError

LENGTH_MAX = 20_000
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_STRAY_BRACE = re.compile(r"[{}]")


class BadWording(DomainError):
    """A text that could not be filled; `code` and `extra` say what is wrong in it."""

    code = "bad-wording"
    title = gettext_lazy("This text cannot be used")


@dataclass(frozen=True)
class Part:
    """A piece of a paragraph: the text's own words, or a value."""

    text: str
    is_value: bool = False


Paragraph = tuple[Part, ...]


def placeholders(text: str) -> list[str]:
    """The names that `text` uses, in the order of their first use."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(text)))


def check(text: str, known: Collection[str]) -> None:
    """Raises `BadWording` for an empty or endless text, stray braces, and names that are not `known`."""
    if not text.strip():
        raise BadWording(_("The text is empty."), code="empty-wording")
    if len(text) > LENGTH_MAX:
        raise BadWording(
            _("The text has more than {limit} characters.").format(limit=LENGTH_MAX), code="long-wording"
        )
    unknown = [name for name in placeholders(text) if name not in known]
    if unknown:
        near = {name: get_close_matches(name, known, n=1) for name in unknown}
        listed = ", ".join(
            f"{{{name}}}" + (f" → {{{near[name][0]}}}?" if near[name] else "") for name in unknown
        )
        raise BadWording(
            _("These names stand for nothing: {names}").format(names=listed),
            code="unknown-placeholder",
            names=unknown,
        )
    if stray := _STRAY_BRACE.search(_PLACEHOLDER.sub("", text)):
        raise BadWording(
            _("A brace “{brace}” stands alone; names are written {example}.").format(
                brace=stray[0], example="{reference}"
            ),
            code="stray-brace",
        )


def _with_nearest(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"{{{name}}} → {{{near[0]}}}?" if near else f"{{{name}}}"


def filled(text: str, value_of: Callable[[str], str]) -> Iterator[Paragraph]:
    """The paragraphs of `text` with `value_of(name)` for each name ("" for what is not known)."""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        names = placeholders(paragraph)
        if names and not any(value_of(name) for name in names):
            continue
        pieces = _PLACEHOLDER.split(paragraph)
        yield tuple(
            Part(value_of(piece) or "—", is_value=True) if index % 2 else Part(piece)
            for index, piece in enumerate(pieces)
            if index % 2 or piece
        )
