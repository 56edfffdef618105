"""Lists of values compared as sets (A_…)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kharita.maps.cql.tree import CqlFault
from kharita.maps.cql.typed import CASTS, Typed

_SIGNS = {"a_contains": "@>", "a_containedby": "<@", "a_overlaps": "&&"}


def list_of(items: Sequence[Typed], at: str) -> Typed:
    """A list of operands of one kind. Raises `CqlFault` where they are geometries or lists."""
    if not items:
        return Typed("array", "ARRAY[]::text[]", (), at)
    cast = CASTS.get(items[0].kind)
    if cast is None:
        raise CqlFault(_("A list holds texts, numbers or dates."), at)
    sql = ", ".join(f"({item.sql})::{cast}" for item in items)
    return Typed("array", f"ARRAY[{sql}]", tuple(value for item in items for value in item.params), at)


def compare(op: str, left: Typed, right: Typed, at: str) -> Typed:
    """Order and repetition do not count (OGC 21-065, 7.9)."""
    if op == "a_equals":
        sql = f"({left.sql} @> {right.sql} AND {left.sql} <@ {right.sql})"
        return Typed("boolean", sql, (left.params + right.params) * 2, at)
    return Typed("boolean", f"({left.sql} {_SIGNS[op]} {right.sql})", left.params + right.params, at)
