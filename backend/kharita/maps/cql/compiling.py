"""The tree turned into SQL over the columns that the asker is shown; every operand's kind is checked.

Values are bound, never written into the SQL; what is written are operators and the names of shown columns.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import shapely
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _

from kharita.maps.cql import arrays, temporal
from kharita.maps.cql.geometries import official
from kharita.maps.cql.tree import (
    ARITHMETIC,
    ARRAY,
    COMPARISONS,
    SPATIAL,
    TEMPORAL,
    Array,
    CqlFault,
    Geometry,
    Interval,
    Literal,
    Operation,
    Property,
    Tree,
)
from kharita.maps.cql.typed import CASTS, Kind, Typed, kind_title
from kharita.maps.door import OpenLayer
from kharita.maps.fields import column_of
from kharita.maps.selection import Condition

GEOMETRY = "geometry"
"""What the one geometry of a layer's rows is called in every condition."""
_KINDS: dict[str, Kind] = {
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
    "datetime": "timestamp",
    "string": "text",
}
_MARKS = "[\u0300-\u036f\u064b-\u065f\u0670]"
"""What decomposing sets apart from its letter: accents, and the vowel signs of Arabic."""
_FUNCTIONS = {name: f"ST_{name[2:].capitalize()}" for name in SPATIAL}


@dataclass(frozen=True)
class Queryable:
    """A column that a condition may speak of."""

    sql: str
    kind: Kind


def queryables_of(opened: OpenLayer) -> dict[str, Queryable]:
    """By name: the id, the shown columns that can be compared, and the geometry."""
    found = {"id": Queryable("source.id", "number")}
    for name in opened.fields:
        field = opened.model._meta.get_field(name)
        kind: Kind = "array" if isinstance(field, ArrayField) else _KINDS[column_of(opened, name).kind]
        if not isinstance(field, models.JSONField):
            found[name] = Queryable(f'source."{name}"', kind)
    return found | {GEOMETRY: Queryable("source.geometry", "geometry")}


class Compiler:
    """`condition` turns a tree into SQL; geometries in it are written in `srid`. Raises `CqlFault`."""

    def __init__(self, opened: OpenLayer, *, srid: int, northing_first: bool) -> None:
        self.queryables = queryables_of(opened)
        self.srid, self.northing_first = srid, northing_first

    def condition(self, tree: Tree) -> Condition:
        typed = self._of_kind(tree, "boolean")
        return Condition(typed.sql, typed.params)

    # Operands

    def _typed(self, tree: Tree) -> Typed:
        if isinstance(tree, Operation):
            return self._operation(tree)
        if isinstance(tree, Property):
            return self._property(tree)
        if isinstance(tree, Literal):
            return self._literal(tree)
        if isinstance(tree, Geometry):
            shape = official(tree.shape, self.srid, northing_first=self.northing_first, at=tree.at)
            bytes_ = shapely.to_wkb(shape)
            return Typed("geometry", f"ST_GeomFromWKB(%s, {settings.KHARITA_SRID})", (bytes_,), tree.at)
        if isinstance(tree, Interval):
            raise CqlFault(_("An interval stands in the functions of time only (T_…)."), tree.at)
        raise CqlFault(_("A list stands after IN and in the functions of lists only (A_…)."), tree.at)

    def _of_kind(self, tree: Tree, kind: Kind) -> Typed:
        typed = self._typed(tree)
        if typed.kind != kind:
            raise CqlFault(
                _("%(wanted)s is expected here, and this is %(found)s.")
                % {"wanted": kind_title(kind), "found": kind_title(typed.kind)},
                tree.at,
                typed.subject,
            )
        return typed

    def _property(self, tree: Property) -> Typed:
        known = self.queryables.get(tree.name)
        if known is None:
            raise CqlFault(
                _("This layer has no property called “%(name)s”.") % {"name": tree.name[:60]},
                tree.at,
                tree.name[:60],
            )
        return Typed(known.kind, known.sql, (), tree.at, tree.name)

    def _literal(self, tree: Literal) -> Typed:
        value = tree.value
        if isinstance(value, bool):
            return Typed("boolean", "true" if value else "false", (), tree.at)
        if isinstance(value, int | float):
            # A whole number keeps a whole column's index in use; beyond its range only a fraction compares.
            whole = isinstance(value, int) and abs(value) < 2**63
            cast = "bigint" if whole else "double precision"
            return Typed("number", f"%s::{cast}", (value if whole else float(value),), tree.at)
        if isinstance(value, str):
            return Typed("text", "%s::text", (value,), tree.at)
        kind: Kind = "timestamp" if isinstance(value, datetime) else "date"
        return Typed(kind, f"%s::{CASTS[kind]}", (value,), tree.at)

    # Operations

    def _operation(self, tree: Operation) -> Typed:
        for ops, compile_one in self._FAMILIES:
            if tree.op in ops:
                return compile_one(self, tree)
        raise CqlFault(_("There is no function called “%(name)s”.") % {"name": tree.op}, tree.at)

    def _join(self, tree: Operation) -> Typed:
        parts = [self._of_kind(item, "boolean") for item in tree.args]
        return _boolean(tree, f" {tree.op.upper()} ".join(part.sql for part in parts), parts)

    def _not(self, tree: Operation) -> Typed:
        part = self._of_kind(tree.args[0], "boolean")
        return _boolean(tree, f"NOT {part.sql}", [part])

    def _is_null(self, tree: Operation) -> Typed:
        part = self._typed(tree.args[0])
        return _boolean(tree, f"{part.sql} IS NULL", [part])

    def _comparison(self, tree: Operation) -> Typed:
        left, right = self._alike([self._typed(item) for item in tree.args])
        if left.kind in ("geometry", "array"):
            raise CqlFault(
                _("%(found)s is compared by functions, not by “%(sign)s”.")
                % {"found": kind_title(left.kind), "sign": tree.op},
                tree.at,
                left.subject,
            )
        return _boolean(tree, f"{left.sql} {tree.op} {right.sql}", [left, right])

    def _between(self, tree: Operation) -> Typed:
        value, low, high = self._alike([self._typed(item) for item in tree.args])
        if value.kind not in ("number", "date", "timestamp", "text"):
            raise CqlFault(
                _("%(found)s lies between nothing.") % {"found": kind_title(value.kind)},
                tree.at,
                value.subject,
            )
        return _boolean(tree, f"{value.sql} BETWEEN {low.sql} AND {high.sql}", [value, low, high])

    def _in(self, tree: Operation) -> Typed:
        value, listed = tree.args
        if not isinstance(listed, Array) or not listed.items:
            raise CqlFault(_("IN is followed by a list of values."), tree.at)
        first, *others = self._alike([self._typed(item) for item in (value, *listed.items)])
        if first.kind in ("geometry", "array"):
            raise CqlFault(
                _("%(found)s is compared by functions, not by “%(sign)s”.")
                % {"found": kind_title(first.kind), "sign": "IN"},
                tree.at,
                first.subject,
            )
        return _boolean(tree, f"{first.sql} IN ({', '.join(one.sql for one in others)})", [first, *others])

    def _like(self, tree: Operation) -> Typed:
        value, pattern = (self._of_kind(item, "text") for item in tree.args)
        for text in pattern.params:
            if isinstance(text, str) and (len(text) - len(text.rstrip("\\"))) % 2:
                raise CqlFault(_("A pattern does not end with a single “\\”."), pattern.at)
        return _boolean(tree, f"{value.sql} LIKE {pattern.sql}", [value, pattern])

    def _casei(self, tree: Operation) -> Typed:
        text = self._of_kind(tree.args[0], "text")
        return text.within(f'lower({text.sql} COLLATE "und-x-icu") COLLATE "default"')

    def _accenti(self, tree: Operation) -> Typed:
        text = self._of_kind(tree.args[0], "text")
        stripped = f"regexp_replace(normalize({text.sql}, NFD), '{_MARKS}', '', 'g')"
        return text.within(f"normalize({stripped}, NFC)")

    def _arithmetic(self, tree: Operation) -> Typed:
        parts = [self._of_kind(item, "number") for item in tree.args]
        # In double precision throughout: no product is too large for its column's kind of number.
        numbers = [f"({part.sql})::double precision" for part in parts]
        if len(numbers) == 1:
            sql = f"(- {numbers[0]})"
        elif tree.op in ("/", "div"):
            sql = f"({numbers[0]} / NULLIF({numbers[1]}, 0))"
            sql = f"trunc({sql})" if tree.op == "div" else sql
        elif tree.op == "%":
            # psycopg reads a percent sign as the place of a value.
            sql = f"mod({numbers[0]}::numeric, NULLIF({numbers[1]}, 0)::numeric)::double precision"
        else:
            sql = f"({numbers[0]} {tree.op} {numbers[1]})"
        return Typed("number", sql, tuple(value for part in parts for value in part.params), tree.at)

    def _spatial(self, tree: Operation) -> Typed:
        for item in tree.args:
            mixed = isinstance(item, Geometry) and item.shape.geom_type == "GeometryCollection"
            if mixed and tree.op not in ("s_intersects", "s_disjoint"):
                raise CqlFault(_("A collection of shapes works with intersects and disjoint only."), item.at)
        left, right = (self._of_kind(item, "geometry") for item in tree.args)
        if tree.op == "s_disjoint":
            return _boolean(tree, f"NOT ST_Intersects({left.sql}, {right.sql})", [left, right])
        return _boolean(tree, f"{_FUNCTIONS[tree.op]}({left.sql}, {right.sql})", [left, right])

    def _temporal(self, tree: Operation) -> Typed:
        left, right = (self._period(item) for item in tree.args)
        return temporal.compare(tree.op, left, right, tree.at)

    def _period(self, tree: Tree) -> temporal.Period:
        if not isinstance(tree, Interval):
            instant = self._typed(tree)
            return temporal.Period.of(instant, instant)
        start, end = (None if item is None else self._typed(item) for item in (tree.start, tree.end))
        return temporal.Period.of(start, end, at=tree.at)

    def _array(self, tree: Operation) -> Typed:
        left, right = (self._list(item) for item in tree.args)
        return arrays.compare(tree.op, left, right, tree.at)

    def _list(self, tree: Tree) -> Typed:
        items = tree.items if isinstance(tree, Array) else (tree,)
        typed = [self._typed(item) for item in items]
        if len(typed) == 1 and typed[0].kind == "array":
            return typed[0]
        return arrays.list_of(self._alike(typed), tree.at)

    def _alike(self, parts: Sequence[Typed]) -> list[Typed]:
        """The operands, if they can be compared: a moment and a day are, by the day in UTC."""
        kinds = {part.kind for part in parts}
        if kinds == {"date", "timestamp"}:
            return [temporal.as_day(part) for part in parts]
        for part in parts[1:]:
            if part.kind != parts[0].kind:
                raise CqlFault(
                    _("%(found)s cannot be compared with %(wanted)s.")
                    % {"found": kind_title(part.kind), "wanted": kind_title(parts[0].kind)},
                    part.at,
                    parts[0].subject or part.subject,
                )
        return list(parts)

    _FAMILIES: "tuple[tuple[frozenset[str], Callable[[Compiler, Operation], Typed]], ...]" = (
        (frozenset({"and", "or"}), _join),
        (frozenset({"not"}), _not),
        (frozenset({"isnull"}), _is_null),
        (COMPARISONS, _comparison),
        (frozenset({"between"}), _between),
        (frozenset({"in"}), _in),
        (frozenset({"like"}), _like),
        (frozenset({"casei"}), _casei),
        (frozenset({"accenti"}), _accenti),
        (ARITHMETIC, _arithmetic),
        (SPATIAL, _spatial),
        (TEMPORAL, _temporal),
        (ARRAY, _array),
    )


def _boolean(tree: Operation, sql: str, parts: Sequence[Typed]) -> Typed:
    params: tuple[Any, ...] = tuple(value for part in parts for value in part.params)
    return Typed("boolean", f"({sql})", params, tree.at)
