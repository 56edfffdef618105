"""What the territory itself tells in a parcel's dossier: what it is, where, whose, and what it was."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django.contrib.gis.db.models.functions import Distance
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.core.facets import Entry, FacetContent, FacetTable, ParcelFacet
from kharita.territory.models import District, Parcel, ParcelLineage, ParcelOwner, Street
from kharita.territory.models.base import DESK
from kharita.territory.permissions import may
from kharita.territory.planning_facets import buildings, burdens, zoning

# Declared against surveyed area, in per cent of the declared one: what a survey of this precision explains,
# and beyond what the title or the survey wants a second look.
AREA_TOLERANCE = 2.0
AREA_ALERT = 5.0
TOUCHING_M = 0.5  # neighbours surveyed apart leave hairline gaps
FRONTING_M = 20.0
NEIGHBOURS_MAX = 40


def identity(parcel: Any, user: Any) -> FacetContent:
    """The reference and the areas; tenure and the declared area are the desk's."""
    entries = [Entry("reference", _("Reference"), parcel.reference)]
    if parcel.valid_to is not None:
        entries.append(Entry("retired", _("No longer in the cadastre since"), parcel.valid_to, level="late"))
    for_desk = may(user, DESK, parcel.commune_id)
    if for_desk:
        entries.append(Entry("tenure", _("Tenure"), parcel.get_tenure_display()))
    entries.append(Entry("area", _("Surveyed area"), round(parcel.area_m2, 1), "m²"))
    if for_desk:
        entries += _declared(parcel)
    return FacetContent(entries=tuple(entries))


def _declared(parcel: Any) -> Iterator[Entry]:
    declared = parcel.declared_area_m2
    if declared is None:
        yield Entry("declared_area", _("Declared area"), None)
        return
    yield Entry("declared_area", _("Declared area"), round(declared, 1), "m²")
    if declared > 0:
        difference = 100 * (parcel.area_m2 - declared) / declared
        gap = abs(difference)
        level: Any = "ok" if gap <= AREA_TOLERANCE else "waiting" if gap <= AREA_ALERT else "late"
        yield Entry("area_difference", _("Surveyed against declared"), round(difference, 1) + 0.0, "%", level)


def place(parcel: Any, user: Any) -> FacetContent:
    """The commune, the districts, the streets it fronts; the address is the desk's."""
    entries = [Entry("commune", _("Commune"), parcel.commune.name)]
    for district in District.objects.visible_to(user).around(parcel):
        entries.append(Entry(f"district.{district.kind}", district.get_kind_display(), district.name))
    if may(user, DESK, parcel.commune_id):
        entries += [
            Entry(field, title, text)
            for field, title, text in (
                ("address", _("Address"), parcel.address),
                ("address_ar", _("Address in Arabic"), parcel.address_ar),
            )
            if text
        ]
    streets = list(dict.fromkeys(street.name for street in _fronting(parcel, user)))
    if streets:
        entries.append(Entry("streets", _("Streets"), " · ".join(streets)))
    return FacetContent(entries=tuple(entries))


def _fronting(parcel: Any, user: Any) -> list[Street]:
    """The named streets whose carriageway runs along the parcel, nearest first."""
    near = (
        Street.objects.visible_to(user)
        .exclude(name_ar="", name_fr="", name_en="")
        .filter(geometry__dwithin=(parcel.geometry, FRONTING_M))
        .annotate(away=Distance("geometry", parcel.geometry))
        .order_by("away", "pk")
        .defer("geometry", "web_geometry")[:8]
    )
    return [street for street in near if street.away.m <= (street.width_m or 8.0) / 2 + 4.0][:3]


def owners(parcel: Any, user: Any) -> FacetContent:
    """Who holds which undivided share. Only for who may see owners in this commune."""
    rows = list(ParcelOwner.objects.visible_to(user).filter(parcel=parcel).order_by("pk"))
    if not rows:
        return FacetContent(notes=(_("No owner is recorded."),))
    columns = (
        ("name", _("Name")),
        ("name_ar", _("Name in Arabic")),
        ("national_id", _("Identity number")),
        ("share", _("Share")),
    )
    shares = [Fraction(row.share_numerator, row.share_denominator) for row in rows]
    table = tuple(
        {
            "name": row.name,
            "name_ar": row.name_ar,
            "national_id": row.national_id,
            "share": f"{row.share_numerator}/{row.share_denominator}",
        }
        for row in rows
    )
    total = sum(shares)
    notes = () if total == 1 else (_("The shares add up to %(total)s, not to one.") % {"total": total},)
    return FacetContent(table=FacetTable(columns, table), notes=notes)


def history(parcel: Any, user: Any) -> FacetContent:
    """From when to when it is in the cadastre, by which import, and what it came from and became."""
    entries = [Entry("valid_from", _("In the cadastre since"), timezone.localdate(parcel.valid_from))]
    if parcel.valid_to is not None:
        entries.append(Entry("valid_to", _("Until"), parcel.valid_to, level="late"))
    if parcel.created_by_import is not None:
        entries.append(Entry("created_by", _("Came with import"), parcel.created_by_import))
    if parcel.retired_by_import is not None:
        entries.append(Entry("retired_by", _("Retired by import"), parcel.retired_by_import))
    columns = (
        ("relation", _("Relation")),
        ("reference", _("Reference")),
        ("kind", _("Kind of change")),
        ("at", _("Date")),
        ("area_m2", _("Area (m²)")),
    )
    links = (
        ParcelLineage.objects.filter(Q(child=parcel) | Q(parent=parcel))
        .select_related("parent", "child")
        .defer("parent__geometry", "parent__web_geometry", "child__geometry", "child__web_geometry")
        .order_by("at", "pk")
    )
    rows = tuple(_lineage_row(link, parcel) for link in links)
    return FacetContent(entries=tuple(entries), table=FacetTable(columns, rows) if rows else None)


def _lineage_row(link: ParcelLineage, parcel: Any) -> dict[str, Any]:
    is_parent = link.child_id == parcel.pk
    other = link.parent if is_parent else link.child
    return {
        "relation": _("Came from") if is_parent else _("Became"),
        "kind": link.get_kind_display(),
        "at": link.at,
        **_parcel_row(other),
    }


def _parcel_row(parcel: Any) -> dict[str, Any]:
    """The cells by which a client links to another parcel."""
    return {
        "reference": parcel.reference,
        "area_m2": round(parcel.area_m2, 1),
        "slug": parcel.slug,
        "commune_id": parcel.commune_id,
        "version": parcel.pk,
    }


def neighbours(parcel: Any, user: Any) -> FacetContent:
    """The parcels of the present cadastre that touch this one."""
    touching = (
        Parcel.objects.visible_to(user)
        .current()
        .filter(geometry__dwithin=(parcel.geometry, TOUCHING_M))
        .exclude(pk=parcel.pk)
        .order_by("reference")
        .defer("geometry", "web_geometry", "attributes")
    )
    rows = tuple(_parcel_row(other) for other in touching[:NEIGHBOURS_MAX])
    return FacetContent(table=FacetTable((("reference", _("Reference")), ("area_m2", _("Area (m²)"))), rows))


def attributes(parcel: Any, user: Any) -> FacetContent:
    """The further columns of the file that it came from."""
    return FacetContent(
        entries=tuple(
            Entry(str(key), str(key), value if isinstance(value, str | int | float) else str(value))
            for key, value in sorted(parcel.attributes.items())
            if value not in (None, "")
        )
    )


FACETS: tuple[ParcelFacet, ...] = (
    ParcelFacet("identity", gettext_lazy("Identity"), identity, order=10),
    ParcelFacet("place", gettext_lazy("Place"), place, order=20),
    ParcelFacet("zoning", gettext_lazy("Zone and what may be built"), zoning, order=30),
    ParcelFacet("burdens", gettext_lazy("Easements and reservations"), burdens, order=40),
    ParcelFacet("buildings", gettext_lazy("Buildings"), buildings, order=50),
    ParcelFacet("owners", gettext_lazy("Owners"), owners, permission="territory.view_owner", order=60),
    ParcelFacet(
        "history", gettext_lazy("History and lineage"), history, permission="territory.view_history", order=70
    ),
    ParcelFacet("neighbours", gettext_lazy("Neighbouring parcels"), neighbours, order=80),
    ParcelFacet(
        "attributes",
        gettext_lazy("From the file"),
        attributes,
        permission="territory.view_attributes",
        order=90,
    ),
)
