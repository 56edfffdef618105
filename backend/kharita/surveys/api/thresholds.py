"""The thresholds of the detection over the API: as they hold, what judged findings say of them, set anew."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from kharita.accounts.rules import needs
from kharita.core.errors import NotFound
from kharita.surveys import presenting_findings
from kharita.surveys.api.finding import commune_of, person
from kharita.surveys.api.finding_schemas import (
    SetThresholdsIn,
    SuggestionOut,
    ThresholdsIn,
    ThresholdsOut,
    ThresholdVersionOut,
)
from kharita.surveys.models import DetectionSettings
from kharita.surveys.models.comparison import FINDINGS, TUNE
from kharita.surveys.services import tuning

router = Router(tags=["surveys"])
VERSIONS_MAX = 200


@router.get("/surveys/thresholds", response=ThresholdsOut)
@needs(FINDINGS)
def thresholds(request: HttpRequest, wanted: Query[ThresholdsIn]) -> dict[str, Any]:
    """The thresholds of a commune as they hold now, and all their versions, latest first."""
    _check(request, wanted.commune)
    versions = (
        DetectionSettings.objects.visible_to(request.user)
        .filter(commune_id=wanted.commune)
        .select_related("set_by")
        .order_by("-version")[:VERSIONS_MAX]
    )
    return presenting_findings.thresholds(list(versions), tuning.values_in_force(wanted.commune))


@router.get("/surveys/thresholds/suggestion", response=SuggestionOut)
@needs(FINDINGS)
def suggestion(request: HttpRequest, wanted: Query[ThresholdsIn]) -> dict[str, Any]:
    """What the judged findings of a commune say of its thresholds; nothing is set."""
    _check(request, wanted.commune)
    found = tuning.suggest(wanted.commune)
    return found.as_json() | {"values": found.values}


@router.post("/surveys/thresholds", response={201: ThresholdVersionOut})
@needs(TUNE)
def set_thresholds(request: HttpRequest, wanted: SetThresholdsIn) -> Status[dict[str, Any]]:
    """Set them: a new version, with why."""
    commune = commune_of(request, wanted.commune)
    made = tuning.set_thresholds(
        commune=commune, values=wanted.values, reason=wanted.reason, actor=person(request),
        basis=tuning.suggest(commune.pk).as_json() if wanted.by_suggestion else {}, now=timezone.now(),
    )  # fmt: skip
    return Status(201, presenting_findings.version(made))


def _check(request: HttpRequest, commune_id: int) -> None:
    if not person(request).can(FINDINGS, commune_id):
        raise NotFound(_("It does not exist, or it is not yours to see."))
