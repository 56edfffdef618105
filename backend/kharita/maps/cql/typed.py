"""An operand of a condition: its SQL and what kind of value that is."""

from dataclasses import dataclass, replace
from typing import Any
from typing import Literal as OneOf

from django.utils.translation import gettext as _

Kind = OneOf["text", "number", "boolean", "date", "timestamp", "geometry", "array"]
CASTS: dict[Kind, str] = {
    "text": "text",
    "number": "double precision",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "timestamptz",
}


@dataclass(frozen=True)
class Typed:
    """`subject` is the property that it is made of, for telling faults."""

    kind: Kind
    sql: str
    params: tuple[Any, ...]
    at: str
    subject: str = ""

    def within(self, sql: str) -> "Typed":
        """The same value inside a function that keeps its kind."""
        return replace(self, sql=sql)


def kind_title(kind: Kind) -> str:
    """What people call it."""
    return {
        "text": _("a text"),
        "number": _("a number"),
        "boolean": _("a yes or no"),
        "date": _("a day"),
        "timestamp": _("a moment"),
        "geometry": _("a geometry"),
        "array": _("a list"),
    }[kind]
