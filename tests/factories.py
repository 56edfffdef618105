"""Tiny factories: data to check by eye, in metres of the official CRS (EPSG:26191) near Berkane."""

from itertools import count
from typing import Any

from django.contrib.gis.geos import GEOSGeometry, LineString, MultiPolygon, Point, Polygon
from django.utils import timezone

from kharita.accounts.models import Membership, User
from kharita.accounts.roles import Role
from kharita.territory.models import Commune, Parcel

PASSWORD = "Moulouya-Zegzel-26"
CENTRE = (781_000.0, 484_000.0)
SIDE = 4_000.0
SRID = 26191
_numbers = count(1)


def square(x: float, y: float, side: float, height: float | None = None) -> Polygon:
    """A rectangle with its lower left corner at (x, y), `side` wide and `height` (or `side`) high."""
    ring = Polygon.from_bbox((x, y, x + side, y + (side if height is None else height)))
    ring.srid = SRID
    return ring


def multi(*polygons: Polygon) -> MultiPolygon:
    return MultiPolygon(*polygons, srid=SRID)


def line(*points: tuple[float, float]) -> LineString:
    return LineString(*points, srid=SRID)


def point(x: float, y: float) -> Point:
    return Point(x, y, srid=SRID)


def make_commune(
    code: str = "113.01.09", *, name_fr: str = "Berkane", name_ar: str = "بركان", east: int = 0, **fields: Any
) -> Commune:
    """A square commune of 4 km around CENTRE, moved `east` times its own width."""
    x, y = CENTRE
    boundary = multi(square(x - SIDE / 2 + east * SIDE, y - SIDE / 2, SIDE))
    return Commune.objects.create(code=code, name_fr=name_fr, name_ar=name_ar, boundary=boundary, **fields)


def make_neighbour(**fields: Any) -> Commune:
    """The commune to the east of the first one, sharing its border."""
    return make_commune("113.01.29", name_fr="Sidi Slimane", name_ar="سيدي سليمان", east=1, **fields)


def make_parcel(
    commune: Commune,
    reference: str = "",
    *,
    xy: tuple[float, float] = CENTRE,
    side: float = 20,
    geometry: GEOSGeometry | None = None,
    **fields: Any,
) -> Parcel:
    """A current parcel: `geometry`, or a square with its lower left corner at `xy`."""
    reference = reference or f"{next(_numbers)}/40"
    shape = square(*xy, side) if geometry is None else geometry
    defaults = {"slug": reference.replace("/", "-").replace(" ", "-").lower(), "valid_from": timezone.now()}
    return Parcel.objects.create(
        commune=commune,
        reference=reference,
        geometry=multi(shape) if isinstance(shape, Polygon) else shape,
        **defaults | fields,
    )


def make_user(role: Role | str | None = None, commune: Commune | None = None, **fields: Any) -> User:
    """A person with PASSWORD; `role` (in `commune`) is optional."""
    username = fields.pop("username", "") or f"person{next(_numbers)}"
    user: User = User.objects.create_user(
        username,
        password=fields.pop("password", PASSWORD),
        full_name=fields.pop("full_name", f"Person {username}"),
        **fields,
    )
    if role is not None and commune is not None:
        Membership.objects.create(user=user, commune_id=commune.pk, role=Role(role))
    return user
