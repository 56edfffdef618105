"""Findings over the API: the ranked list, one with all that it rests on, its pictures, its evidence."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from kharita.accounts.rules import needs
from kharita.core.errors import NotFound
from kharita.core.ranges import file_answer
from kharita.permits.files import PDF, download_headers
from kharita.permits.models import Permit
from kharita.permits.paper.codes import read_code
from kharita.surveys import listing, presenting, presenting_findings
from kharita.surveys.api.finding import comparison_of, finding_of, person, visible
from kharita.surveys.api.finding_schemas import (
    FindingsIn,
    FindingsOut,
    OfPermitOut,
    ParcelChangesOut,
    SurveyFindingOut,
)
from kharita.surveys.models import Finding, ParcelChange, Survey
from kharita.surveys.models.comparison import FINDINGS, JUDGE
from kharita.surveys.models.inside import VIEW
from kharita.surveys.services import judging

router = Router(tags=["surveys"])
PARCELS = 500
SURVEYS_MAX = 100
Epoch = Literal["before", "after"]


class AfterIn(Schema):
    """`after`: the `next` of the page before."""

    after: int = Field(0, ge=0)


@router.get("/surveys/findings", response=FindingsOut)
@needs(FINDINGS)
def listed(request: HttpRequest, wanted: Query[FindingsIn]) -> dict[str, Any]:
    """The findings of the reader's communes, the gravest and largest first."""
    filters = listing.Filters(
        wanted.comparison, wanted.commune, wanted.parcel, wanted.permit, wanted.survey, wanted.verdict,
        wanted.state, wanted.min_confidence,
    )  # fmt: skip
    rows = listing.filtered(Finding.objects.visible_to(request.user), filters)
    shown = rows.select_related("parcel", "permit", "comparison").defer(
        "web_geometry", "parcel__geometry", "parcel__web_geometry", "permit__site", "permit__footprint",
        "permit__web_geometry", "comparison__area", "comparison__sources", "comparison__report",
    )  # fmt: skip
    page, following = listing.page_of(listing.chosen(shown, filters), wanted.cursor, wanted.size)
    return {
        "items": [presenting_findings.row(one) for one in page],
        "next": following,
        "counts": listing.counts_of(rows),
    }


@router.get("/surveys/findings/{int:finding_id}", response=SurveyFindingOut)
@needs(FINDINGS)
def one(request: HttpRequest, finding_id: int) -> dict[str, Any]:
    """One finding, with all that it rests on."""
    return presenting_findings.finding(finding_of(request, finding_id), person(request))


@router.get("/surveys/findings/{int:finding_id}/pictures/{epoch}.webp", response={200: bytes, 206: bytes})
@needs(FINDINGS)
def picture(request: HttpRequest, finding_id: int, epoch: Epoch) -> HttpResponseBase:
    """The place as one of the flights shows it: what changed, its parcel and what is permitted drawn in."""
    found = finding_of(request, finding_id)
    path = found.picture(epoch)
    if not path.is_file():
        raise NotFound(_("There is no picture of it."))
    name = f"{found.comparison_id}-{found.number}-{epoch}.webp"
    etag = f"{found.comparison.key.hex}-{found.number}-{epoch}-{path.stat().st_mtime_ns}"
    return file_answer(request, path, etag=etag, media_type="image/webp", name=name)


@router.post("/surveys/findings/{int:finding_id}/evidence", response={202: None})
@needs(JUDGE)
def ask_evidence(request: HttpRequest, finding_id: int) -> Status[None]:
    """Have its evidence printed; it stands among the finding's papers once it is."""
    judging.ask_evidence(finding=finding_of(request, finding_id), actor=person(request))
    return Status(202, None)


@router.get("/surveys/findings/{int:finding_id}/evidence/{code}", response={200: bytes})
@needs(FINDINGS)
def evidence(request: HttpRequest, finding_id: int, code: str) -> HttpResponseBase:
    """A printed evidence, to be saved."""
    found = finding_of(request, finding_id)
    wanted = read_code(code)
    paper = next((one for one in judging.evidence_of(found) if one.code == wanted), None)
    if paper is None:
        raise NotFound(_("It does not exist, or it is not yours to see."))
    with paper.file.open("rb") as kept:
        return HttpResponse(kept.read(), headers=download_headers(PDF, f"{paper.reference}.pdf"))


@router.get("/surveys/comparisons/{int:comparison_id}/parcels", response=ParcelChangesOut)
@needs(FINDINGS)
def parcels(request: HttpRequest, comparison_id: int, wanted: Query[AfterIn]) -> dict[str, Any]:
    """What a comparison measured on each parcel of the ground that both flights show."""
    found = comparison_of(request, comparison_id)
    rows = list(
        ParcelChange.objects.visible_to(request.user)
        .filter(comparison=found, pk__gt=wanted.after)
        .select_related("parcel")
        .defer("parcel__geometry", "parcel__web_geometry")
        .order_by("pk")[: PARCELS + 1]
    )
    following = rows[PARCELS - 1].pk if len(rows) > PARCELS else None
    return {"items": [presenting_findings.measured(one) for one in rows[:PARCELS]], "next": following}


@router.get("/surveys/of-permit/{int:permit_id}", response=list[OfPermitOut])
@needs(VIEW)
def of_permit(request: HttpRequest, permit_id: int) -> list[dict[str, Any]]:
    """The surveys whose imagery shows the site of a permit that the reader may see, latest first."""
    permit = visible(Permit.objects, request, permit_id)
    if permit.site is None:
        return []
    shown = (
        Survey.objects.visible_to(request.user)
        .filter(state=Survey.State.READY, footprint__intersects=permit.site)
        .prefetch_related("products")
        .order_by("-flown_at")[:SURVEYS_MAX]
    )
    counts = listing.of_permit(Finding.objects.visible_to(request.user), permit)
    return [presenting.survey_row(one) | {"findings": counts.get(one.pk, 0)} for one in shown]
