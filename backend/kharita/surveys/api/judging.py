"""Findings judged over the API."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router

from kharita.accounts.models import User
from kharita.accounts.rules import needs
from kharita.core.errors import NotFound
from kharita.surveys import presenting_findings
from kharita.surveys.api.finding import finding_of, person
from kharita.surveys.api.finding_schemas import AcceptIn, RejectIn, ReopenIn, SurveyFindingOut, VisitIn
from kharita.surveys.models.comparison import JUDGE
from kharita.surveys.services import judging

router = Router(tags=["surveys"])


@router.post("/surveys/findings/{int:finding_id}/acceptance", response=SurveyFindingOut)
@needs(JUDGE)
def accept(request: HttpRequest, finding_id: int, said: AcceptIn) -> dict[str, Any]:
    """Take it for true, with an offence recorded or without; its evidence is printed."""
    judging.accept(
        finding=finding_of(request, finding_id), opens_offence=said.offence, note=said.note,
        actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return _presented(request, finding_id)


@router.post("/surveys/findings/{int:finding_id}/rejection", response=SurveyFindingOut)
@needs(JUDGE)
def reject(request: HttpRequest, finding_id: int, said: RejectIn) -> dict[str, Any]:
    """Say that it is none, and why."""
    judging.reject(
        finding=finding_of(request, finding_id), reason=said.reason, note=said.note, actor=person(request),
        now=timezone.now(),
    )  # fmt: skip
    return _presented(request, finding_id)


@router.post("/surveys/findings/{int:finding_id}/visit", response=SurveyFindingOut)
@needs(JUDGE)
def plan_visit(request: HttpRequest, finding_id: int, said: VisitIn) -> dict[str, Any]:
    """Have an inspector look at it on the spot."""
    inspector: User | None = person(request)
    if said.inspector is not None:
        inspector = User.objects.filter(pk=said.inspector, is_active=True).first()
    if inspector is None:
        raise NotFound(_("There is no such account."), field="inspector")
    judging.plan_visit(
        finding=finding_of(request, finding_id), inspector=inspector, planned_on=said.planned_on,
        note=said.note, actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return _presented(request, finding_id)


@router.post("/surveys/findings/{int:finding_id}/reopening", response=SurveyFindingOut)
@needs(JUDGE)
def reopen(request: HttpRequest, finding_id: int, said: ReopenIn) -> dict[str, Any]:
    """Have a rejected finding judged again."""
    judging.reopen(
        finding=finding_of(request, finding_id), note=said.note, actor=person(request), now=timezone.now()
    )
    return _presented(request, finding_id)


def _presented(request: HttpRequest, finding_id: int) -> dict[str, Any]:
    return presenting_findings.finding(finding_of(request, finding_id), person(request))
