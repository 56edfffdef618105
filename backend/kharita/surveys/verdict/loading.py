"""What lies at the changes, from the database: a few statements for all of them, each through an index.

This reads without a person in mind: it is a job of the commune's, and who sees its findings holds
`surveys.view_finding`. Only permits that were issued are named, which are public.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import shapely
from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry
from django.db import connection
from django.db.models import Max
from django.utils import timezone
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from kharita.permits.checks.burdens import has_lapsed, years_later
from kharita.permits.checks.limits import load_limits as load_check_limits
from kharita.permits.checks.site import Plan
from kharita.permits.in_force import AMENDMENT, issued_amendments
from kharita.permits.models import Permit, PermitParcel, SiteDeclaration
from kharita.surveys.verdict.limits import VerdictLimits
from kharita.surveys.verdict.things import Burden, Land, Permission, Piece, Surroundings
from kharita.territory.models import Easement, Parcel, Reservation, Zone

_NEAR_M = 1.0
_TABLES = frozenset({"territory_parcel", "territory_easement", "territory_reservation", "territory_zone",
                     "permits_permit"})  # fmt: skip


def shape_of(stored: GEOSGeometry) -> BaseGeometry:
    """A stored geometry as shapely's."""
    return shapely.from_wkb(bytes(stored.wkb))


def lands_at(commune_id: int, changes: Sequence[BaseGeometry]) -> list[Land]:
    """The present parcels of the commune that touch any of the changes."""
    rows = Parcel.objects.current().filter(pk__in=_touching("territory_parcel", changes))
    return [
        Land(one.pk, one.reference, shape_of(one.geometry))
        for one in rows.filter(commune_id=commune_id).only("pk", "reference", "geometry").order_by("pk")
    ]


class Loader:
    """The surroundings of pieces, read once for all of them; `on` is the day of the later flight."""

    def __init__(
        self, commune_id: int, pieces: Sequence[Piece], *, on: datetime, limits: VerdictLimits
    ) -> None:
        self.day = timezone.localdate(on)
        shapes = [piece.change.geometry for piece in pieces]
        self.permissions = permissions_at(commune_id, pieces, on=on, limits=limits)
        self.burdens, self.zones = _ground(commune_id, shapes, self.day, limits)
        self._sites = STRtree([one.site or shapely.Point() for one in self.permissions])
        self._burdens = STRtree([one.geometry for one in self.burdens])
        self._zones = STRtree([geometry for _code, geometry in self.zones])

    def around(self, piece: Piece) -> Surroundings:
        """What lies at `piece`."""
        ground = piece.change.geometry
        here = {int(index) for index in self._sites.query(ground, predicate="intersects")}
        if piece.parcel is not None:
            here |= {i for i, one in enumerate(self.permissions) if piece.parcel.id in one.parcels}
        inside = sorted(int(index) for index in self._burdens.query(ground, predicate="intersects"))
        zones = [self.zones[int(index)] for index in self._zones.query(ground, predicate="intersects")]
        code = max(zones, key=lambda zone: zone[1].intersection(ground).area, default=("", None))[0]
        return Surroundings(
            tuple(self.permissions[index] for index in sorted(here)),
            tuple(self.burdens[index] for index in inside),
            code,
        )


def permissions_at(
    commune_id: int, pieces: Sequence[Piece], *, on: datetime, limits: VerdictLimits
) -> list[Permission]:
    """The issued permits of the pieces' ground and parcels, each as it was in force at `on`."""
    parcels = {piece.parcel.id for piece in pieces if piece.parcel is not None}
    wanted = set(_touching("permits_permit", [piece.change.geometry for piece in pieces], column="site"))
    wanted |= set(PermitParcel.objects.filter(parcel_id__in=parcels).values_list("permit_id", flat=True))
    return _permissions(commune_id, wanted, on=on, limits=limits)


def permissions_in(
    commune_id: int, area: BaseGeometry, *, on: datetime, limits: VerdictLimits
) -> list[Permission]:
    """The issued permits whose site meets the box of `area` (official CRS), as they were in force at `on`."""
    wanted = set(_touching("permits_permit", [area], column="site"))
    return _permissions(commune_id, wanted, on=on, limits=limits)


def _permissions(
    commune_id: int, wanted: set[int], *, on: datetime, limits: VerdictLimits
) -> list[Permission]:
    counted = limits.permits.building + limits.permits.demolition + limits.permits.occupation
    found = list(
        Permit.objects.filter(pk__in=wanted, commune_id=commune_id, issued_at__isnull=False)
        .filter(kind_id__in=counted)
        .exclude(state__in=limits.permits.ended)
        .defer("web_geometry", "answers")
        .order_by("pk")
    )
    # An amendment stands in the place of its permit, and is not counted a second time beside it.
    roots = {one.parent_id if one.kind_id == AMENDMENT and one.parent_id else one.pk for one in found}
    rows = {one.pk: one for one in found if one.pk in roots}
    rows |= Permit.objects.filter(issued_at__isnull=False).exclude(
        state__in=limits.permits.ended
    ).in_bulk(roots - rows.keys())  # fmt: skip
    amended = {one.parent_id: one for one in issued_amendments(roots).filter(issued_at__lte=on)}
    pairs = [(root, amended.get(root.pk, root)) for _pk, root in sorted(rows.items())]
    links = _links([one.pk for pair in pairs for one in pair])
    done = _completed([root.pk for root, _now in pairs])
    return [
        one
        for root, now in pairs
        if (one := _permission(root, now, links, done.get(root.pk), limits)) is not None
    ]


def _permission(
    root: Permit, now: Permit, links: dict[int, frozenset[int]], done: date | None, limits: VerdictLimits
) -> Permission | None:
    """The permit `root` as `now`, itself or the amendment in its place, says it is to be built."""
    project = now.project
    kinds = limits.permits
    purpose = "building"
    if root.kind_id in kinds.demolition or project.get("works") == "demolition":
        purpose = "demolition"
    elif root.kind_id in kinds.occupation:
        purpose = "occupation"
    elif root.kind_id not in kinds.building or project.get("works") in kinds.works_that_build_nothing:
        return None
    site = now.site or root.site
    ended, completed = _ends(root, now, done, limits)
    assert root.issued_at is not None  # noqa: S101 - only issued ones are loaded
    return Permission(
        id=now.pk,
        reference=now.reference,
        purpose=purpose,  # type: ignore[arg-type]  # one of the three
        issued_on=timezone.localdate(root.issued_at),
        parcels=links.get(root.pk, frozenset()) | links.get(now.pk, frozenset()),
        site=None if site is None else shape_of(site),
        footprint=None if now.footprint is None else shape_of(now.footprint),
        height_m=project.get("height_m"),
        floors=project.get("floors"),
        ended_on=ended,
        completed_on=completed,
    )


def _ends(
    root: Permit, now: Permit, done: date | None, limits: VerdictLimits
) -> tuple[date | None, date | None]:
    """The day on which it lapsed without works, and the one by which they were done."""
    ended = root.valid_until if root.state in limits.permits.lapsing else None
    if root.state == "expired" and ended is None and root.issued_at is not None:
        ended = timezone.localdate(root.issued_at)  # when is not known: it is not counted on
    if until := now.project.get("until_on"):
        ended = date.fromisoformat(until)
    completed = done if root.state in limits.permits.completed else None
    if root.created_by_import is not None and root.valid_until is None and root.issued_at is not None:
        completed = years_later(timezone.localdate(root.issued_at), limits.permits.past_years)
    return ended, completed


def _links(permits: Iterable[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    rows = PermitParcel.objects.filter(permit_id__in=set(permits))
    for permit_id, parcel_id in rows.values_list("permit_id", "parcel_id"):
        found.setdefault(permit_id, set()).add(parcel_id)
    return {pk: frozenset(parcels) for pk, parcels in found.items()}


def _completed(permits: Sequence[int]) -> dict[int, date]:
    """The day on which the works were declared completed, by permit."""
    rows = SiteDeclaration.objects.filter(permit_id__in=permits, kind=SiteDeclaration.Kind.COMPLETION)
    return dict(rows.values("permit_id").annotate(last=Max("on")).values_list("permit_id", "last"))


def _ground(
    commune_id: int, shapes: Sequence[BaseGeometry], day: date, limits: VerdictLimits
) -> tuple[list[Burden], list[tuple[str, BaseGeometry]]]:
    """The ground on which nothing may be built, and all zones with their codes."""
    servitudes = load_check_limits().servitudes
    burdens = [
        Burden("easement", one.kind, shape_of(one.geometry), _names(one), one.legal_ref)
        for one in Easement.objects.filter(
            pk__in=_touching("territory_easement", shapes), commune_id=commune_id,
            kind__in=[kind for kind, rule in servitudes.items() if rule.effect == "forbids"],
        ).order_by("pk")
    ]  # fmt: skip
    reserved = Reservation.objects.filter(
        pk__in=_touching("territory_reservation", shapes), commune_id=commune_id,
        kind__in=limits.ground.reservations,
    ).select_related("plan")  # fmt: skip
    burdens += [
        Burden("reservation", one.kind, shape_of(one.geometry), _names(one), one.legal_ref)
        for one in reserved.order_by("pk")
        if _is_reserved(one, day)
    ]
    in_force = Zone.objects.filter(
        pk__in=_touching("territory_zone", shapes), commune_id=commune_id, plan__state="in_force"
    )
    zones = [(zone.code, zone.category, shape_of(zone.geometry)) for zone in in_force.order_by("pk")]
    burdens += [
        Burden("zone", code, shape) for code, category, shape in zones if category in limits.ground.zones
    ]
    return burdens, [(code, shape) for code, _category, shape in zones]


def _is_reserved(one: Reservation, day: date) -> bool:
    if one.plan is None:
        return True
    plan = Plan(kind=one.plan.kind, approved_on=one.plan.approved_on)
    years = load_check_limits().reservation.effect_years
    return bool(one.plan.state == "in_force") and not has_lapsed(plan, years, day)


def _names(one: Easement | Reservation) -> dict[str, str]:
    return {"ar": one.name_ar, "fr": one.name_fr, "en": one.name_en}


def _touching(table: str, shapes: Iterable[BaseGeometry], *, column: str = "geometry") -> list[int]:
    """The ids of rows whose box meets that of a shape: one index scan for each shape, in one statement."""
    assert table in _TABLES and column in ("geometry", "site")  # noqa: S101 - nothing a person wrote
    boxes = [shapely.box(*shape.bounds).buffer(_NEAR_M, join_style="mitre") for shape in shapes]
    if not boxes:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT t.id FROM unnest(%s::bytea[]) AS shape JOIN {table} t "  # noqa: S608 - our tables
            f"ON t.{column} && ST_SetSRID(ST_GeomFromWKB(shape), %s)",
            [[shapely.to_wkb(box) for box in boxes], settings.KHARITA_SRID],
        )
        return [pk for (pk,) in cursor.fetchall()]
