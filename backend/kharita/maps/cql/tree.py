"""The tree that a condition is read into, the same for CQL2 as text and as JSON, and its bounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

LENGTH_MAX = 32_000
"""Characters of a filter."""
NODES_MAX = 4_000
DEPTH_MAX = 48
"""How deep operators and parentheses may stand in one another."""

COMPARISONS = frozenset({"=", "<>", "<", "<=", ">", ">="})
ARITHMETIC = frozenset({"+", "-", "*", "/", "%", "div", "^"})
SPATIAL = frozenset(
    f"s_{name}"
    for name in (
        "intersects",
        "disjoint",
        "contains",
        "within",
        "touches",
        "crosses",
        "overlaps",
        "equals",
    )
)
TEMPORAL_NAMES = (
    "after",
    "before",
    "contains",
    "disjoint",
    "during",
    "equals",
    "finishedBy",
    "finishes",
    "intersects",
    "meets",
    "metBy",
    "overlappedBy",
    "overlaps",
    "startedBy",
    "starts",
)
TEMPORAL = frozenset(f"t_{name}".lower() for name in TEMPORAL_NAMES)
ARRAY = frozenset({"a_equals", "a_contains", "a_containedby", "a_overlaps"})
FOLDING = frozenset({"casei", "accenti"})


class CqlFault(Exception):
    """Something in a condition that cannot be understood; `told` says it in the reader's language."""

    def __init__(self, told: str, position: str = "", subject: str = "") -> None:
        super().__init__(told)
        self.told, self.position, self.subject = told, position, subject


@dataclass(frozen=True)
class Node:
    """`at` is the place in the filter: the number of the character, or the path in the JSON."""

    at: str


@dataclass(frozen=True)
class Property(Node):
    name: str


@dataclass(frozen=True)
class Literal(Node):
    """A text, number, boolean, date or time (with its zone)."""

    value: str | int | float | bool | date | datetime


@dataclass(frozen=True)
class Geometry(Node):
    """A shape as it is written: in the filter's CRS and its order of axes."""

    shape: BaseGeometry


@dataclass(frozen=True)
class Interval(Node):
    """From one instant to another; None is open."""

    start: "Tree | None"
    end: "Tree | None"


@dataclass(frozen=True)
class Array(Node):
    items: "tuple[Tree, ...]"


@dataclass(frozen=True)
class Operation(Node):
    """`op` in the standard's JSON name, in lower case."""

    op: str
    args: "tuple[Tree, ...]"


Tree = Property | Literal | Geometry | Interval | Array | Operation


class Bounds:
    """Counts what is read and how deep, so that no filter can exhaust us. Raises `CqlFault`."""

    def __init__(self) -> None:
        self._nodes = count(1)
        self._depth = 0

    def count_node(self, at: str) -> None:
        if next(self._nodes) > NODES_MAX:
            raise CqlFault(_("The filter has too many parts (at most %(count)d).") % {"count": NODES_MAX}, at)

    def enter(self, at: str) -> None:
        self._depth += 1
        if self._depth > DEPTH_MAX:
            raise CqlFault(_("The filter is nested too deep (at most %(count)d).") % {"count": DEPTH_MAX}, at)

    def leave(self) -> None:
        self._depth -= 1


def checked_text(value: str, at: str) -> str:
    """`value`, if a database can hold it. Raises `CqlFault`."""
    if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise CqlFault(_("The filter holds a character that is none."), at)
    return value


def checked_number(text: str, at: str) -> int | float:
    """The number that `text` writes: whole where it has no fraction. Raises `CqlFault`."""
    try:
        number = int(text) if text.lstrip("+-").isdigit() and len(text) <= 18 else float(text)
    except ValueError as error:
        raise CqlFault(_("“%(text)s” is no number.") % {"text": text[:40]}, at) from error
    if number in (float("inf"), float("-inf")) or number != number:
        raise CqlFault(_("“%(text)s” is beyond what numbers hold.") % {"text": text[:40]}, at)
    return number


def checked_date(text: str, at: str) -> date:
    """The day that `text` writes (RFC 3339). Raises `CqlFault`."""
    try:
        if len(text) != len("2024-01-31"):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise CqlFault(
            _("“%(text)s” is no day; write it like 2024-01-31.") % {"text": text[:40]}, at
        ) from error


def checked_timestamp(text: str, at: str) -> datetime:
    """The moment that `text` writes (RFC 3339, with its zone). Raises `CqlFault`."""
    try:
        moment = datetime.fromisoformat(text)
        if "T" not in text.upper() or moment.tzinfo is None:
            raise ValueError(text)
        # Its distance from UTC must not carry it out of the calendar.
        moment.timestamp()
    except (ValueError, OverflowError) as error:
        raise CqlFault(
            _("“%(text)s” is no moment; write it like 2024-01-31T08:00:00Z.") % {"text": text[:40]}, at
        ) from error
    return moment


def checked_instant(text: str, at: str) -> date | datetime | None:
    """An interval's end: a day, a moment, or None for `..`. Raises `CqlFault`."""
    if text == "..":
        return None
    return checked_timestamp(text, at) if "T" in text.upper() else checked_date(text, at)


def checked_arity(op: str, args: Sequence[object], at: str) -> None:
    """Refuse an operation with more or fewer operands than it has. Raises `CqlFault`."""
    least, most = _ARITY.get(op, (2, 2))
    if not least <= len(args) <= most:
        raise CqlFault(_("“%(op)s” does not take %(count)d operands.") % {"op": op, "count": len(args)}, at)


_ARITY = {
    "and": (2, NODES_MAX),
    "or": (2, NODES_MAX),
    "not": (1, 1),
    "isnull": (1, 1),
    "casei": (1, 1),
    "accenti": (1, 1),
    "between": (3, 3),
    "-": (1, 2),
}
KNOWN = COMPARISONS | ARITHMETIC | SPATIAL | TEMPORAL | ARRAY | FOLDING
OPERATIONS = KNOWN | {"and", "or", "not", "isnull", "like", "in", "between"}
