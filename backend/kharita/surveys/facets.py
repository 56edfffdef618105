"""What surveys add to a parcel's dossier: the flights that show it, and what they found on it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.core.facets import FacetContent, FacetTable, ParcelFacet
from kharita.surveys.models import Survey

SHOWN_MAX = 50


def surveys(parcel: Any, user: Any) -> FacetContent:
    """The surveys that the reader may see and that show this parcel, latest first."""
    found = (
        Survey.objects.visible_to(user)
        .filter(state=Survey.State.READY, footprint__intersects=parcel.geometry)
        .defer("footprint", "web_geometry")
        .order_by("-flown_at")[:SHOWN_MAX]
    )
    columns = (("number", _("Survey")), ("title", _("Title")), ("flown_at", _("Flown")))
    rows = tuple(
        {
            "number": survey.number,
            "title": survey.title,
            "flown_at": survey.flown_at,
            "survey_id": survey.pk,
        }
        for survey in found
    )
    return FacetContent(table=FacetTable(columns, rows))


FACETS: tuple[ParcelFacet, ...] = (ParcelFacet("surveys", gettext_lazy("Drone surveys"), surveys, order=60),)
