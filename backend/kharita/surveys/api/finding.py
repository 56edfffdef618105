"""What the routes look up before they do anything: always through what the person may see."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kharita.core.errors import NotFound
from kharita.permits.api.finding import commune_of, person, visible
from kharita.surveys.models import Comparison, Finding, Survey

__all__ = ["commune_of", "comparison_of", "finding_of", "person", "survey_of", "visible"]
_SURVEY = ("authorisation", "created_by", "commune")


def survey_of(request: HttpRequest, survey_id: int) -> Survey:
    """A survey that the person may see, with its products. Raises `NotFound`."""
    found: Survey | None = (
        Survey.objects.visible_to(request.user)
        .select_related(*_SURVEY)
        .defer("commune__boundary", "commune__web_geometry", "web_geometry")
        .prefetch_related("products")
        .filter(pk=survey_id)
        .first()
    )
    if found is None:
        raise NotFound(_("There is no such survey, or it is not yours to see."))
    return found


def comparison_of(request: HttpRequest, comparison_id: int) -> Comparison:
    """A comparison that the person may see. Raises `NotFound`."""
    found: Any = (
        Comparison.objects.visible_to(request.user)
        .select_related("before", "after", "thresholds", "created_by")
        .prefetch_related("before__products", "after__products")
        .filter(pk=comparison_id)
        .first()
    )
    if found is None:
        raise NotFound(_("There is no such comparison, or it is not yours to see."))
    comparison: Comparison = found
    return comparison


def finding_of(request: HttpRequest, finding_id: int) -> Finding:
    """A finding that the person may see, with what it rests on. Raises `NotFound`."""
    found: Any = (
        Finding.objects.visible_to(request.user)
        .select_related(
            "comparison__before", "comparison__after", "comparison__thresholds", "parcel", "permit",
            "offence", "inspection__inspector", "judged_by", "commune",
        )
        .defer("commune__boundary", "commune__web_geometry", "web_geometry", "parcel__web_geometry")
        .prefetch_related("comparison__before__products", "comparison__after__products")
        .filter(pk=finding_id)
        .first()
    )  # fmt: skip
    if found is None:
        raise NotFound(_("There is no such finding, or it is not yours to see."))
    finding: Finding = found
    return finding
