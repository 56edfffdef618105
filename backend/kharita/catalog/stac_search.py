"""Finding surveys as the STAC API asks: by place, time, number; in pages that new flights leave alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import shapely
from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

from kharita.catalog.stac_items import COLLECTION
from kharita.core.crs import way
from kharita.core.errors import BadInput
from kharita.core.geo import WEB_MERCATOR, WGS84
from kharita.importing.geometry import moved
from kharita.surveys.models import Survey

LIMIT, LIMIT_MAX = 10, 1_000
LISTED_MAX = 1_000
VERTICES_MAX = 20_000
WORLD = shapely.box(-180, -85.06, 180, 85.06)
KNOWN = frozenset({"bbox", "intersects", "datetime", "ids", "collections", "limit", "token"})


@dataclass(frozen=True)
class Search:
    """What is looked for; `place` in web mercator, `ids` are numbers of surveys, `before` the key of the last
    one shown."""

    place: GEOSGeometry | None = None
    start: datetime | None = None
    end: datetime | None = None
    ids: tuple[str, ...] | None = None
    is_elsewhere: bool = False
    limit: int = LIMIT
    before: tuple[datetime, int] | None = None


def search_from(asked: Mapping[str, Any]) -> Search:
    """A search from the query of a GET or the body of a POST. Raises `BadInput` that names the parameter."""
    unknown = set(asked) - KNOWN
    if unknown:
        name = sorted(unknown)[0]
        raise BadInput(_("There is no parameter called “%(name)s”.") % {"name": name[:60]}, field=name[:60])
    if asked.get("bbox") and asked.get("intersects"):
        raise BadInput(_("Give a box or a shape, not both."), field="intersects")
    start, end = _period(asked.get("datetime"))
    collections = _list(asked, "collections")
    return Search(
        place=_box(asked.get("bbox")) or _shape(asked.get("intersects")),
        start=start,
        end=end,
        ids=_list(asked, "ids"),
        is_elsewhere=collections is not None and COLLECTION not in collections,
        limit=_limit(asked.get("limit")),
        before=_key(asked.get("token")),
    )


def found(search: Search, user: Any) -> tuple[list[Survey], str, int]:
    """A page of surveys, the latest flight first, the token of the next page ("": there is none), and how
    many match in all."""
    rows: QuerySet[Survey] = Survey.objects.visible_to(user).filter(
        state=Survey.State.READY, footprint__isnull=False
    )
    if search.is_elsewhere:
        rows = rows.none()
    if search.place is not None:
        rows = rows.filter(web_geometry__intersects=search.place)
    if search.start is not None:
        rows = rows.filter(flown_at__gte=search.start)
    if search.end is not None:
        rows = rows.filter(flown_at__lte=search.end)
    if search.ids is not None:
        rows = rows.filter(number__in=search.ids)
    matched = rows.count()
    if search.before is not None:
        moment, pk = search.before
        rows = rows.filter(Q(flown_at__lt=moment) | Q(flown_at=moment, pk__lt=pk))
    page = list(
        rows.prefetch_related("products")
        .defer("web_geometry")
        .order_by("-flown_at", "-pk")[: search.limit + 1]
    )
    token = ""
    if len(page) > search.limit:
        page = page[: search.limit]
        token = f"{page[-1].flown_at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}-{page[-1].pk}"
    return page, token, matched


def _limit(told: Any) -> int:
    try:
        limit = LIMIT if told in (None, "") else int(str(told))
    except ValueError:
        limit = 0
    if limit < 1:
        raise BadInput(_("limit is a whole number from 1."), field="limit")
    return min(limit, LIMIT_MAX)


def _list(asked: Mapping[str, Any], name: str) -> tuple[str, ...] | None:
    told = asked.get(name)
    if told in (None, ""):
        return None
    items = told.split(",") if isinstance(told, str) else told
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise BadInput(_("This is a list of texts."), field=name)
    if len(items) > LISTED_MAX:
        raise BadInput(_("At most %(count)d can be named.") % {"count": LISTED_MAX}, field=name)
    return tuple(item.replace("\0", "") for item in items)


def _box(told: Any) -> GEOSGeometry | None:
    if told in (None, "", []):
        return None
    parts = told.split(",") if isinstance(told, str) else told
    refusal = BadInput(
        _("bbox is west,south,east,north in degrees (or six numbers with heights)."), field="bbox"
    )
    try:
        numbers = [float(part) for part in parts]
    except (TypeError, ValueError) as error:
        raise refusal from error
    if len(numbers) == 6:
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or not all(abs(number) <= 180 for number in numbers) or numbers[1] > numbers[3]:
        raise refusal
    west, south, east, north = numbers
    sides = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]  # across the date line
    return _mercator(shapely.union_all([shapely.box(left, south, right, north) for left, right in sides]))


def _shape(told: Any) -> GEOSGeometry | None:
    if told in (None, ""):
        return None
    refusal = BadInput(_("intersects is a geometry in GeoJSON, in degrees."), field="intersects")
    try:
        drawn = shapely.from_geojson(told if isinstance(told, str) else json.dumps(told))
    except (GEOSException, ValueError, TypeError) as error:
        raise refusal from error
    if drawn is None or drawn.is_empty or not shapely.is_valid(drawn):
        raise refusal
    if shapely.get_num_coordinates(drawn) > VERTICES_MAX or not all(
        abs(part) <= 180 for part in drawn.bounds
    ):
        raise refusal
    return _mercator(shapely.force_2d(drawn))


def _mercator(place: BaseGeometry) -> GEOSGeometry:
    """A place in degrees in web mercator, which knows no poles."""
    inside = shapely.intersection(place, WORLD)
    placed = moved(inside, way(WGS84, WEB_MERCATOR))
    return GEOSGeometry(memoryview(shapely.to_wkb(placed)), srid=WEB_MERCATOR)


def _period(told: Any) -> tuple[datetime | None, datetime | None]:
    """RFC 3339: a moment, or two with a slash between them, either of which may be open."""
    if told in (None, ""):
        return None, None
    parts = str(told).split("/")
    moments = [None if part in ("", "..") else _moment(part) for part in parts]
    if len(parts) == 1 and moments[0] is not None:
        return moments[0], moments[0]
    if len(parts) != 2 or moments == [None, None]:
        raise BadInput(_("datetime is a moment, or two with a slash between them."), field="datetime")
    start, end = moments
    if start is not None and end is not None and start > end:
        raise BadInput(_("It ends before it begins."), field="datetime")
    return start, end


def _moment(text: str) -> datetime:
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadInput(_("A moment is written as 2026-11-30T10:00:00Z."), field="datetime")
    return moment


def _key(token: Any) -> tuple[datetime, int] | None:
    if token in (None, ""):
        return None
    moment, _dash, pk = str(token).partition("-")
    try:
        at = datetime.strptime(moment, "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC)
        number = int(pk)
    except ValueError as error:
        raise BadInput(_("This is no token of ours."), field="token") from error
    if not 0 < number < 2**63:
        raise BadInput(_("This is no token of ours."), field="token")
    return at, number
