"""CQL2 JSON read into the tree."""

import json
from typing import Any

from django.utils.translation import gettext as _

from kharita.maps.cql import geometries
from kharita.maps.cql.tree import (
    OPERATIONS,
    Array,
    Bounds,
    CqlFault,
    Geometry,
    Interval,
    Literal,
    Operation,
    Property,
    Tree,
    checked_arity,
    checked_date,
    checked_instant,
    checked_number,
    checked_text,
    checked_timestamp,
)


def tree_of_json(text: str) -> Tree:
    """Raises `CqlFault` with the path of what cannot be read (`args/0/args/1`)."""
    try:
        document = json.loads(text, parse_constant=lambda name: float(name))
    except (ValueError, RecursionError) as error:
        # A JSON that is nested too deep is told like one that is none: nothing of it has been read.
        raise CqlFault(_("The filter is no JSON."), str(getattr(error, "pos", 0) + 1)) from error
    return _Reader().tree(document, "")


def _below(at: str, *steps: object) -> str:
    return "/".join([*([at] if at else []), *map(str, steps)])


class _Reader:
    def __init__(self) -> None:
        self.bounds = Bounds()

    def tree(self, node: Any, at: str) -> Tree:
        self.bounds.count_node(at)
        self.bounds.enter(at)
        found = self._object(node, at) if isinstance(node, dict) else self._plain(node, at)
        self.bounds.leave()
        return found

    def _plain(self, node: Any, at: str) -> Tree:
        if isinstance(node, bool):
            return Literal(at, node)
        if isinstance(node, int | float):
            return Literal(at, checked_number(repr(node) if isinstance(node, float) else _digits(node), at))
        if isinstance(node, str):
            return Literal(at, checked_text(node, at))
        if isinstance(node, list):
            return Array(at, tuple(self.tree(item, _below(at, place)) for place, item in enumerate(node)))
        raise CqlFault(_("A filter compares with no null; ask with isNull."), at)

    def _object(self, node: dict[str, Any], at: str) -> Tree:
        if "op" in node:
            return self._operation(node, at)
        if "property" in node:
            return Property(at, self._text(node["property"], _below(at, "property")))
        if "date" in node:
            return Literal(at, checked_date(self._text(node["date"], at), at))
        if "timestamp" in node:
            return Literal(at, checked_timestamp(self._text(node["timestamp"], at), at))
        if "interval" in node:
            return self._interval(node["interval"], _below(at, "interval"))
        if "bbox" in node and "type" not in node:
            return Geometry(at, geometries.from_bbox(self._numbers(node["bbox"], at), at))
        if "type" in node:
            return Geometry(at, geometries.from_geojson(node, at))
        raise CqlFault(_("This part of the filter is none that CQL2 knows."), at)

    def _operation(self, node: dict[str, Any], at: str) -> Operation:
        op, args = self._text(node["op"], _below(at, "op")), node.get("args")
        if op.lower() not in OPERATIONS:
            raise CqlFault(_("There is no function called “%(name)s”.") % {"name": op[:40]}, _below(at, "op"))
        if not isinstance(args, list):
            raise CqlFault(_("An operation's args are a list."), _below(at, "args"))
        checked_arity(op.lower(), args, at)
        return Operation(
            at,
            op.lower(),
            tuple(self.tree(item, _below(at, "args", place)) for place, item in enumerate(args)),
        )

    def _interval(self, ends: Any, at: str) -> Interval:
        if not isinstance(ends, list) or len(ends) != 2:
            raise CqlFault(_("An interval has a start and an end."), at)
        start, end = (self._end(item, _below(at, place)) for place, item in enumerate(ends))
        return Interval(at, start, end)

    def _end(self, item: Any, at: str) -> Tree | None:
        if not isinstance(item, str):
            return self.tree(item, at)
        instant = checked_instant(item, at)
        return None if instant is None else Literal(at, instant)

    def _text(self, value: Any, at: str) -> str:
        if not isinstance(value, str):
            raise CqlFault(_("A text is expected here."), at)
        return checked_text(value, at)

    def _numbers(self, value: Any, at: str) -> list[float]:
        if not isinstance(value, list) or not all(
            isinstance(number, int | float) and not isinstance(number, bool) and abs(number) < 1e300
            for number in value
        ):
            raise CqlFault(_("A box is four numbers: west,south,east,north."), at)
        return [float(number) for number in value]


def _digits(number: int) -> str:
    # Python refuses to write out whole numbers of thousands of digits, which no column holds anyway.
    return str(number) if abs(number) < 10**30 else "1e999"
