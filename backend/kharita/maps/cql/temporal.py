"""Moments, days and periods compared (T_…): Allen's relations over starts and ends.

Periods are closed. Between days alone ends are days; as soon as a moment is among them a day reaches from its
first to its last microsecond in UTC.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kharita.maps.cql.tree import CqlFault
from kharita.maps.cql.typed import Typed, kind_title

# {a} and {b} are starts, {A} and {B} ends.
_RELATIONS = {
    "t_after": "{a} > {B}",
    "t_before": "{A} < {b}",
    "t_contains": "{a} < {b} AND {A} > {B}",
    "t_disjoint": "{A} < {b} OR {a} > {B}",
    "t_during": "{a} > {b} AND {A} < {B}",
    "t_equals": "{a} = {b} AND {A} = {B}",
    "t_finishedby": "{a} < {b} AND {A} = {B}",
    "t_finishes": "{a} > {b} AND {A} = {B}",
    "t_intersects": "{a} <= {B} AND {A} >= {b}",
    "t_meets": "{A} = {b}",
    "t_metby": "{a} = {B}",
    "t_overlappedby": "{a} > {b} AND {a} < {B} AND {A} > {B}",
    "t_overlaps": "{a} < {b} AND {A} > {b} AND {A} < {B}",
    "t_startedby": "{a} = {b} AND {A} > {B}",
    "t_starts": "{a} = {b} AND {A} < {B}",
}
_END = "infinity"


def as_day(part: Typed) -> Typed:
    """A moment as its day in UTC; a day as it is."""
    if part.kind == "date":
        return part
    return Typed("date", f"({part.sql} AT TIME ZONE 'UTC')::date", part.params, part.at, part.subject)


@dataclass(frozen=True)
class Period:
    """From `start` to `end`; None is open, and so is a property without a value."""

    start: Typed | None
    end: Typed | None
    is_interval: bool

    @classmethod
    def of(cls, start: Typed | None, end: Typed | None, *, at: str = "") -> "Period":
        """Raises `CqlFault` where an end is no day or moment, or the start lies after the end."""
        for part in (start, end):
            if part is not None and part.kind not in ("date", "timestamp"):
                raise CqlFault(
                    _("%(wanted)s is expected here, and this is %(found)s.")
                    % {"wanted": kind_title("timestamp"), "found": kind_title(part.kind)},
                    part.at,
                    part.subject,
                )
        return cls(start, end, is_interval=bool(at))

    @property
    def kinds(self) -> set[str]:
        return {part.kind for part in (self.start, self.end) if part is not None}

    def start_as(self, kind: str) -> tuple[str, tuple[object, ...]]:
        return self._as(kind, self.start, f"-{_END}", "{sql}::timestamp AT TIME ZONE 'UTC'")

    def end_as(self, kind: str) -> tuple[str, tuple[object, ...]]:
        last = "({sql} + 1)::timestamp AT TIME ZONE 'UTC' - interval '1 microsecond'"
        return self._as(kind, self.end, _END, last)

    def _as(
        self, kind: str, part: Typed | None, when_open: str, widened: str
    ) -> tuple[str, tuple[object, ...]]:
        cast = "date" if kind == "date" else "timestamptz"
        if part is None:
            return f"'{when_open}'::{cast}", ()
        sql = part.sql if part.kind == kind else f"({widened.format(sql=part.sql)})"
        if self.is_interval and part.subject:
            sql = f"coalesce({sql}, '{when_open}'::{cast})"
        return sql, part.params


def compare(op: str, left: Period, right: Period, at: str) -> Typed:
    """The relation `op` between the two."""
    kind = "date" if left.kinds | right.kinds <= {"date"} else "timestamp"
    named = {
        "a": left.start_as(kind),
        "A": left.end_as(kind),
        "b": right.start_as(kind),
        "B": right.end_as(kind),
    }
    relation = _RELATIONS[op]
    # The values in the order in which their places come in the relation.
    order = [relation[place + 1] for place, sign in enumerate(relation) if sign == "{"]
    params = tuple(value for name in order for value in named[name][1])
    return Typed(
        "boolean", f"({relation.format(**{name: sql for name, (sql, _values) in named.items()})})", params, at
    )
