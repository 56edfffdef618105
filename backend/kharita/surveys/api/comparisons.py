"""Comparisons of two surveys: asked for, followed, run again."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema, Status

from kharita.accounts.rules import needs
from kharita.permits.shapes import area_from
from kharita.surveys import presenting
from kharita.surveys.api.finding import comparison_of, person, survey_of
from kharita.surveys.api.schemas import ComparisonIn, SurveyComparisonOut
from kharita.surveys.models import Comparison, Finding
from kharita.surveys.models.comparison import FINDINGS, JUDGE
from kharita.surveys.services import comparisons

router = Router(tags=["surveys"])
ROWS_MAX = 200


class ComparisonsIn(Schema):
    """Which runs: of a commune, in which a survey takes part."""

    commune: int | None = None
    survey: int | None = None


@router.get("/surveys/comparisons", response=list[SurveyComparisonOut])
@needs(FINDINGS)
def listed(request: HttpRequest, wanted: Query[ComparisonsIn]) -> list[dict[str, Any]]:
    """The comparisons of the reader's communes, latest first."""
    found = (
        Comparison.objects.visible_to(request.user)
        .select_related("before", "after", "thresholds", "created_by")
        .prefetch_related("before__products", "after__products")
    )
    if wanted.commune is not None:
        found = found.filter(commune_id=wanted.commune)
    if wanted.survey is not None:
        found = found.filter(after_id=wanted.survey) | found.filter(before_id=wanted.survey)
    rows = list(found.order_by("-pk")[:ROWS_MAX])
    counts = _counts([one.pk for one in rows])
    return [presenting.comparison(one, counts.get(one.pk, {})) for one in rows]


@router.post("/surveys/comparisons", response={201: SurveyComparisonOut})
@needs(JUDGE)
def ask(request: HttpRequest, wanted: ComparisonIn) -> Status[dict[str, Any]]:
    """Have two surveys compared."""
    made = comparisons.ask_comparison(
        before=survey_of(request, wanted.before), after=survey_of(request, wanted.after),
        area=area_from(wanted.area, field="area"), actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return Status(201, presenting.comparison(comparison_of(request, made.pk), {}))


@router.get("/surveys/comparisons/{int:comparison_id}", response=SurveyComparisonOut)
@needs(FINDINGS)
def one(request: HttpRequest, comparison_id: int) -> dict[str, Any]:
    """One comparison, and how far it is."""
    return _presented(request, comparison_id)


@router.post("/surveys/comparisons/{int:comparison_id}/retry", response=SurveyComparisonOut)
@needs(JUDGE)
def retry(request: HttpRequest, comparison_id: int) -> dict[str, Any]:
    """Run it once more, after it failed."""
    comparisons.retry_comparison(
        comparison=comparison_of(request, comparison_id), actor=person(request), now=timezone.now()
    )
    return _presented(request, comparison_id)


def _presented(request: HttpRequest, comparison_id: int) -> dict[str, Any]:
    found = comparison_of(request, comparison_id)
    return presenting.comparison(found, _counts([found.pk]).get(found.pk, {}))


def _counts(ids: list[int]) -> dict[int, dict[str, int]]:
    """The number of findings in each state, by comparison."""
    found: dict[int, dict[str, int]] = {}
    rows = Finding.objects.filter(comparison_id__in=ids).values_list("comparison_id", "state")
    for comparison_id, state, count in rows.annotate(n=Count("pk")).order_by():
        found.setdefault(comparison_id, {})[state] = count
    return found
