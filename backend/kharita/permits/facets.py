"""What permits add to a parcel's dossier: those on it and on what it came from."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.core.facets import FacetContent, FacetTable, ParcelFacet
from kharita.permits.models import Permit, PermitParcel, State
from kharita.territory.models import ParcelLineage

SHOWN_MAX = 100


def permits(parcel: Any, user: Any) -> FacetContent:
    """The permits that the reader may see on this parcel, on its parents and on what it became."""
    lineage = ParcelLineage.objects.filter(Q(parent=parcel) | Q(child=parcel))
    kin = {parcel.pk, *(pk for pair in lineage.values_list("parent_id", "child_id") for pk in pair)}
    found = (
        Permit.objects.visible_to(user)
        .exclude(state=State.DRAFT)
        .filter(pk__in=PermitParcel.objects.filter(parcel_id__in=kin).values("permit_id"))
        .select_related("kind")
        .defer("site", "footprint", "web_geometry")
        .order_by("-submitted_at", "-pk")[:SHOWN_MAX]
    )
    columns = (
        ("reference", _("Reference")),
        ("kind", _("Type")),
        ("state", _("State")),
        ("submitted_at", _("Submitted")),
        ("issued_at", _("Issued")),
    )
    rows = tuple(
        {
            "reference": permit.reference,
            "kind": permit.kind.name,
            "state": permit.get_state_display(),
            "submitted_at": permit.submitted_at,
            "issued_at": permit.issued_at,
            "permit_id": permit.pk,
        }
        for permit in found
    )
    return FacetContent(table=FacetTable(columns, rows))


FACETS: tuple[ParcelFacet, ...] = (ParcelFacet("permits", gettext_lazy("Permits"), permits, order=55),)
