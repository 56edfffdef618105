"""What surveys add to a parcel's dossier: the flights that show it, and what they found on it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.core.facets import FacetContent, FacetTable, ParcelFacet
from kharita.surveys.models import Finding, Survey
from kharita.surveys.models.comparison import FINDINGS

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
            "href": f"/s/{survey.pk}",
        }
        for survey in found
    )
    return FacetContent(table=FacetTable(columns, rows))


def findings(parcel: Any, user: Any) -> FacetContent:
    """What drone surveys found on this parcel, latest first: for who follows findings up."""
    found = (
        Finding.objects.visible_to(user)
        .filter(parcel_id=parcel.pk)
        .select_related("comparison__after")
        .defer("geometry", "web_geometry", "comparison__area", "comparison__after__footprint")
        .order_by("-comparison__after__flown_at", "-score")[:SHOWN_MAX]
    )
    columns = (
        ("survey", _("Survey")), ("verdict", _("Verdict")), ("area_m2", _("Area (m²)")),
        ("height_m", _("Height (m)")), ("state", _("State")),
    )  # fmt: skip
    rows = tuple(
        {
            "survey": one.comparison.after.number,
            "verdict": one.get_verdict_display(),
            "area_m2": round(one.area_m2, 1),
            "height_m": None if one.height_m is None else round(one.height_m, 1),
            "state": one.get_state_display(),
            "finding_id": one.pk,
        }
        for one in found
    )
    return FacetContent(table=FacetTable(columns, rows))


FACETS: tuple[ParcelFacet, ...] = (
    ParcelFacet("surveys", gettext_lazy("Drone surveys"), surveys, order=60),
    ParcelFacet(
        "findings", gettext_lazy("Findings of drone surveys"), findings, permission=FINDINGS, order=61
    ),
)
