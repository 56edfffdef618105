"""The query parameters of /items, each read strictly: what cannot be understood is refused by its name."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kharita.core.errors import BadInput
from kharita.maps import cql
from kharita.maps.door import OpenLayer
from kharita.maps.features import Shape
from kharita.maps.selection import Box, Condition, Selection, in_order, require_column
from kharita.ogc.answers import EVERYWHERE
from kharita.ogc.systems import DEFAULT, System, system_asked

LIMIT_MAX = 10_000
LIMIT_DEFAULT = 10
SORT_COLUMNS_MAX = 8
ITEM = ("crs",)
ITEMS = (
    "limit",
    "cursor",
    "bbox",
    "bbox-crs",
    "datetime",
    "filter",
    "filter-lang",
    "filter-crs",
    "sortby",
    "properties",
    "skipGeometry",
    *ITEM,
)
V = TypeVar("V")


@dataclass(frozen=True)
class Wanted:
    """What a request for items is about."""

    selection: Selection
    limit: int
    cursor: str | None
    shape: Shape
    system: System


def wanted_of(request: HttpRequest, opened: OpenLayer, *, limit_max: int | None = None) -> Wanted:
    """What is asked of a layer, at most `limit_max` rows. Raises `BadInput` that names the parameter."""
    system = system_asked(request.GET.get("crs"), parameter="crs")
    box_system = system_asked(request.GET.get("bbox-crs"), parameter="bbox-crs")
    condition = _both(
        _given(request, "datetime", lambda text: _during(opened, text)),
        _given(request, "filter", lambda text: _filter(request, opened, text)),
        *(cql.equal(name, request.GET[name], opened) for name in _named(request, opened)),
    )
    selection = Selection(
        bbox=_given(request, "bbox", lambda text: box_of(text, box_system)),
        bbox_srid=box_system.srid,
        condition=condition,
        fields=_given(request, "properties", lambda text: _fields(opened, text)),
        order=_given(request, "sortby", lambda text: _order(opened, text)) or (),
    )
    return Wanted(
        selection=selection,
        limit=min(_limit(request.GET.get("limit")), limit_max or LIMIT_MAX),
        cursor=request.GET.get("cursor"),
        shape=shape_of(request, system),
        system=system,
    )


def shape_of(request: HttpRequest, system: System) -> Shape:
    """How the request wants its geometries."""
    left_out = request.GET.get("skipGeometry", "false")
    if left_out not in ("true", "false"):
        raise BadInput(_("“%(name)s” is true or false.") % {"name": "skipGeometry"}, field="skipGeometry")
    return Shape(system.srid, system.northing_first, is_left_out=left_out == "true")


def _given(request: HttpRequest, name: str, read: Callable[[str], V]) -> V | None:
    text = request.GET.get(name)
    return None if text is None else read(text)


def _both(*conditions: Condition | None) -> Condition | None:
    given = [one for one in conditions if one is not None]
    if not given:
        return None
    sql = " AND ".join(f"({one.sql})" for one in given)
    return Condition(sql, tuple(value for one in given for value in one.params))


def _named(request: HttpRequest, opened: OpenLayer) -> list[str]:
    """The properties whose value is asked for by a parameter of their own name."""
    own = {*EVERYWHERE, *ITEMS}
    return [name for name in cql.names_of(opened) if name in request.GET and name not in own]


def _limit(text: str | None) -> int:
    """More than the most is the most (Part 1, /req/core/fc-limit-response-1)."""
    if text is None:
        return LIMIT_DEFAULT
    if not (text.isascii() and text.isdigit()) or len(text) > 18 or int(text) < 1:
        raise BadInput(
            _("“limit” is a whole number from 1 to %(most)d.") % {"most": LIMIT_MAX}, field="limit"
        )
    return min(int(text), LIMIT_MAX)


def box_of(text: str, system: System) -> Box:
    """Four numbers in the system's order of axes, or six with heights, which are left out.

    In degrees the west may lie east of the east: then the box crosses the antimeridian. Raises `BadInput`.
    """
    refusal = BadInput(
        _("“bbox” is four or six numbers: the lower corner, then the upper one, in the order of the axes."),
        field="bbox",
    )
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise refusal from error
    if len(numbers) not in (4, 6) or not all(math.isfinite(number) for number in numbers):
        raise refusal
    half = len(numbers) // 2
    (left, low), (right, high) = numbers[:2], numbers[half : half + 2]
    if system.northing_first:
        left, low, right, high = low, left, high, right
    turned = left > right and not system.in_degrees
    beyond = system.in_degrees and (
        max(-left, right) > 180 or max(left, -right) > 180 or max(-low, high) > 90
    )
    if low > high or turned or beyond:
        raise refusal
    return left, low, right, high


def _during(opened: OpenLayer, text: str) -> Condition | None:
    """The rows that hold at some moment between; all where the layer has no time, or it is not shown."""
    start, end = period_of(text)
    columns = opened.layer.period
    if columns is None or not set(columns) <= {*opened.fields, *opened.times}:
        return None
    first, last = (f'source."{name}"' for name in columns)
    parts = []
    if end is not None:
        parts.append(Condition(f"({first} <= %s OR {first} IS NULL)", (end,)))
    if start is not None:
        parts.append(Condition(f"({last} >= %s OR {last} IS NULL)", (start,)))
    return _both(*parts)


def period_of(text: str) -> tuple[datetime | None, datetime | None]:
    """A moment (RFC 3339), a day, or two of them with a slash between, of which one may be open (None).

    Raises `BadInput`.
    """
    refusal = BadInput(
        _("“datetime” is a moment like 2024-01-31T08:00:00Z, a day, or an interval like 2024-01-01/.."),
        field="datetime",
    )
    ends = text.split("/")
    if len(ends) > 2:
        raise refusal
    try:
        first = _moment(ends[0], is_end=False)
        last = _moment(ends[-1], is_end=True)
    except (ValueError, OverflowError) as error:
        raise refusal from error
    if (first is None and last is None) or (first is not None and last is not None and first > last):
        raise refusal
    return first, last


def _moment(text: str, *, is_end: bool) -> datetime | None:
    if text in ("", ".."):
        return None
    if len(text) == len("2024-01-31"):
        midnight = datetime.combine(date.fromisoformat(text), time(), UTC)
        return midnight + timedelta(days=1) - timedelta(microseconds=1) if is_end else midnight
    moment = datetime.fromisoformat(text)
    if "T" not in text.upper() or moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)


def _filter(request: HttpRequest, opened: OpenLayer, text: str) -> Condition:
    lang = request.GET.get("filter-lang", cql.LANGUAGES[0])
    if lang not in cql.LANGUAGES:
        raise BadInput(
            _("The languages of filters are %(languages)s.") % {"languages": ", ".join(cql.LANGUAGES)},
            field="filter-lang",
        )
    system = _given(request, "filter-crs", lambda uri: system_asked(uri, parameter="filter-crs")) or DEFAULT
    return cql.parse(
        text,
        lang,
        opened,
        srid=system.srid,
        northing_first=system.northing_first,
    )


def _fields(opened: OpenLayer, text: str) -> tuple[str, ...]:
    return in_order(
        opened, [name.strip() for name in text.split(",") if name.strip()], parameter="properties"
    )


def _order(opened: OpenLayer, text: str) -> tuple[tuple[str, bool], ...]:
    order = []
    for part in text.split(","):
        # A plus sign that was not escaped arrives as a space.
        name = part.lstrip("+ ") if part[:1] in ("+", " ") else part.removeprefix("-")
        if name != "id":
            require_column(opened, name, parameter="sortby")
        order.append((name, not part.startswith("-")))
    if len(order) > SORT_COLUMNS_MAX:
        raise BadInput(
            _("At most %(count)d columns to sort by.") % {"count": SORT_COLUMNS_MAX}, field="sortby"
        )
    return tuple(order)
