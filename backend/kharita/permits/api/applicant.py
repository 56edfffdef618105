"""The applicant's side: drafts, submission, answers, and the dossier's page for whoever may open it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from kharita.accounts.models import User
from kharita.accounts.rules import logged_in
from kharita.core.errors import NotFound
from kharita.permits import presenting
from kharita.permits.api.finding import commune_of, opened_permit, person
from kharita.permits.api.schemas import FeeLineOut, FindingOut, PermitOut, PermitRowOut
from kharita.permits.checks.keeping import run_of
from kharita.permits.checks.presenting import present
from kharita.permits.models import CheckRun, Permit
from kharita.permits.services import (
    amendments,
    completeness,
    conclusion,
    decisions,
    drafts,
    submission,
    works,
)
from kharita.permits.services.calendars import calendar_of
from kharita.permits.services.fees import lines_of
from kharita.permits.services.law import version_of
from kharita.permits.shapes import area_from
from kharita.territory.models import Parcel
from kharita.territory.presenting import names
from kharita.territory.schemas import NamesOut

router = Router(tags=["permits"])
MINE_MAX = 500
RUNS_MAX = 20


class DraftIn(Schema):
    commune: int
    kind: str = Field(max_length=20)


class DraftChangeIn(Schema):
    """What is known so far; what is not given stays. `version` is the one that was last read.

    `footprint` is GeoJSON in WGS84; `architect` the user name of the architect's account ("": none).
    """

    version: int
    kind: str | None = Field(None, max_length=20)
    parcels: list[int] | None = Field(None, max_length=200)
    footprint: dict[str, Any] | None = None
    project: dict[str, Any] | None = None
    answers: dict[str, Any] | None = None
    architect: str | None = Field(None, max_length=150)
    owner_kind: Literal["person", "company", "public_body"] | None = None
    owner_name: str | None = Field(None, max_length=200)
    owner_name_ar: str | None = Field(None, max_length=200)
    owner_national_id: str | None = Field(None, max_length=20)
    owner_phone: str | None = Field(None, max_length=30)
    owner_email: str | None = Field(None, max_length=254)
    owner_address: str | None = Field(None, max_length=300)
    architect_name: str | None = Field(None, max_length=200)
    architect_number: str | None = Field(None, max_length=40)
    title: str | None = Field(None, max_length=300)
    address: str | None = Field(None, max_length=300)


class FollowIn(Schema):
    """`kind`: a type that completes works."""

    kind: str = Field(max_length=20)


class TextIn(Schema):
    text: str = Field("", max_length=20_000)


class StartIn(Schema):
    on: date
    architect_name: str = Field(max_length=200)
    contractor: str = Field("", max_length=200)
    note: str = Field("", max_length=5_000)


class MissingOut(Schema):
    what: str
    title: str


class DocumentAskedOut(Schema):
    kind: str
    required: bool


class LackingOut(Schema):
    """What the application lacks, the documents it may hold, and the type that it would be filed as."""

    missing: list[MissingOut]
    documents: list[DocumentAskedOut]
    is_large: bool


class FeeEstimateOut(Schema):
    lines: list[FeeLineOut]
    total: Decimal


class ReceivedOut(Schema):
    kind: NamesOut
    name: str
    sha256: str


class ReceiptOut(Schema):
    """The receipt of law 55-19 as data."""

    number: str
    received_at: datetime
    applicant: str
    applicant_ar: str
    act: NamesOut
    commune: NamesOut
    documents: list[ReceivedOut]
    delay: int | None
    delay_unit: str
    due_at: datetime | None
    silence_is_agreement: bool
    legal_ref: str
    agent: str


class CheckRunOut(Schema):
    id: int | None
    at: datetime
    permit_version: int
    findings: list[FindingOut]


class MineIn(Schema):
    state: str = Field("", max_length=20)


@router.get("/permits/mine", response=list[PermitRowOut])
@logged_in
def mine(request: HttpRequest, wanted: Query[MineIn]) -> list[dict[str, Any]]:
    """The dossiers in which the reader is the applicant or the architect, drafts included, latest first."""
    user = person(request)
    rows = (
        Permit.objects.of(user).select_related("kind", "assignee").defer("site", "footprint", "web_geometry")
    )
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    return [presenting.row(permit, user) for permit in rows.order_by("-changed_at", "-pk")[:MINE_MAX]]


@router.post("/permits/drafts", response={201: PermitOut})
@logged_in
def begin(request: HttpRequest, wanted: DraftIn) -> Status[dict[str, Any]]:
    """Begin an application."""
    made = drafts.begin_draft(
        commune=commune_of(request, wanted.commune), kind=wanted.kind, applicant=person(request),
        now=timezone.now(),
    )  # fmt: skip
    return Status(201, _shown(request, made.pk))


@router.get("/permits/{int:permit_id}", response=PermitOut)
@logged_in
def one(request: HttpRequest, permit_id: int) -> dict[str, Any]:
    """A dossier with all that the reader may see of it."""
    return _shown(request, permit_id)


@router.put("/permits/{int:permit_id}/draft", response=PermitOut)
@logged_in
def save(request: HttpRequest, permit_id: int, change: DraftChangeIn) -> dict[str, Any]:
    """Save a draft as far as it is; 409 `draft-changed` where another device was faster."""
    draft = opened_permit(request, permit_id)
    given = change.model_dump(
        exclude_unset=True, exclude={"version", "parcels", "footprint", "architect", "kind"}
    )
    values = {name: value for name, value in given.items() if value is not None}
    if "footprint" in change.model_fields_set:
        values["footprint"] = area_from(change.footprint, field="footprint")
    if change.kind is not None:
        version_of(change.kind, commune_id=draft.commune_id, day=_today(draft))
        values["kind_id"] = change.kind
    if change.architect is not None:
        values["architect"] = _architect(change.architect)
    parcels = None if change.parcels is None else _parcels(request, change.parcels)
    drafts.save_draft(
        draft=draft, version=change.version, actor=person(request), now=timezone.now(), values=values,
        parcels=parcels,
    )  # fmt: skip
    return _shown(request, permit_id)


@router.delete("/permits/{int:permit_id}/draft", response={204: None})
@logged_in
def throw_away(request: HttpRequest, permit_id: int) -> Status[None]:
    """Throw a draft away."""
    drafts.throw_away(draft=opened_permit(request, permit_id), actor=person(request))
    return Status(204, None)


@router.get("/permits/{int:permit_id}/missing", response=LackingOut)
@logged_in
def missing(request: HttpRequest, permit_id: int) -> dict[str, Any]:
    """What the application lacks before it can be sent."""
    permit = opened_permit(request, permit_id)
    day = _today(permit)
    rules = permit.rules or version_of(permit.kind_id, commune_id=permit.commune_id, day=day)
    lacking = submission.missing_of(permit, rules)
    return {
        "missing": [{"what": each.what, "title": each.title} for each in lacking],
        "documents": submission.asked_documents(rules, submission.facts_of(permit)),
        "is_large": submission.is_large(permit, day=day),
    }


@router.get("/permits/{int:permit_id}/fee-estimate", response=FeeEstimateOut)
@logged_in
def estimate(request: HttpRequest, permit_id: int) -> dict[str, Any]:
    """What it would cost as it stands."""
    permit = opened_permit(request, permit_id)
    lines = lines_of(permit, day=_today(permit))
    return {
        "lines": [line.as_json() for line in lines],
        "total": sum((line.amount for line in lines), Decimal(0)),
    }


@router.post("/permits/{int:permit_id}/submit", response=PermitOut)
@logged_in
def submit(request: HttpRequest, permit_id: int) -> dict[str, Any]:
    """Send it: it gets its number and its legal clock starts."""
    draft = opened_permit(request, permit_id)
    submission.submit(draft=draft, applicant=person(request), now=timezone.now())
    return _shown(request, permit_id)


@router.get("/permits/{int:permit_id}/receipt", response=ReceiptOut)
@logged_in
def receipt(request: HttpRequest, permit_id: int) -> dict[str, Any]:
    """The receipt of a submitted dossier, for its parties and the desk."""
    permit = opened_permit(request, permit_id)
    if permit.submitted_at is None or not presenting.knows_people(person(request), permit):
        raise NotFound(_("There is no receipt."))
    told = submission.receipt_of(permit)
    received = [{**each, "kind": names(each["kind"])} for each in told["documents"]]
    agent = told["agent"].full_name if told["agent"] else ""
    places = {"act": names(told["act"]), "commune": names(told["commune"])}
    return told | places | {"documents": received, "agent": agent}


@router.get("/permits/{int:permit_id}/checks", response=list[CheckRunOut])
@logged_in
def check_runs(request: HttpRequest, permit_id: int) -> list[dict[str, Any]]:
    """The kept runs of the automatic checks, latest first."""
    runs = CheckRun.objects.filter(permit=opened_permit(request, permit_id)).order_by("-at", "-pk")[:RUNS_MAX]
    return [_run(run) for run in runs]


@router.post("/permits/{int:permit_id}/checks", response=CheckRunOut)
@logged_in
def check(request: HttpRequest, permit_id: int) -> dict[str, Any]:
    """Run the checks now; of a submitted dossier the run is kept as evidence."""
    permit = opened_permit(request, permit_id)
    run = run_of(permit=permit, by=person(request), now=timezone.now())
    if permit.submitted_at is not None:
        run.save()
    return _run(run)


@router.post("/permits/{int:permit_id}/complement/answer", response=PermitOut)
@logged_in
def answer_complement(request: HttpRequest, permit_id: int, said: TextIn) -> dict[str, Any]:
    """Answer the request for complements; the documents were attached before."""
    completeness.answer_complement(
        permit=opened_permit(request, permit_id), answer=said.text, actor=person(request), now=timezone.now()
    )
    return _shown(request, permit_id)


@router.post("/permits/{int:permit_id}/revision", response=PermitOut)
@logged_in
def revise(request: HttpRequest, permit_id: int, said: TextIn) -> dict[str, Any]:
    """Answer the reservations with changed plans."""
    conclusion.revise(
        permit=opened_permit(request, permit_id), answer=said.text, actor=person(request), now=timezone.now()
    )
    return _shown(request, permit_id)


@router.post("/permits/{int:permit_id}/appeal", response=PermitOut)
@logged_in
def appeal(request: HttpRequest, permit_id: int, said: TextIn) -> dict[str, Any]:
    """Appeal against a refusal."""
    decisions.appeal(
        permit=opened_permit(request, permit_id), grounds=said.text, actor=person(request), now=timezone.now()
    )
    return _shown(request, permit_id)


@router.post("/permits/{int:permit_id}/withdrawal", response=PermitOut)
@logged_in
def withdraw(request: HttpRequest, permit_id: int, said: TextIn) -> dict[str, Any]:
    """Give the application up."""
    decisions.withdraw(
        permit=opened_permit(request, permit_id), reason=said.text, actor=person(request), now=timezone.now()
    )
    return _shown(request, permit_id)


@router.post("/permits/{int:permit_id}/amendment", response={201: PermitOut})
@logged_in
def amend(request: HttpRequest, permit_id: int) -> Status[dict[str, Any]]:
    """Begin an amendment of an issued permit: a draft of its own."""
    child = amendments.begin_amendment(
        parent=opened_permit(request, permit_id), actor=person(request), now=timezone.now()
    )
    return Status(201, _shown(request, child.pk))


@router.post("/permits/{int:permit_id}/following", response={201: PermitOut})
@logged_in
def follow(request: HttpRequest, permit_id: int, wanted: FollowIn) -> Status[dict[str, Any]]:
    """Begin a permit to occupy, or a certificate of conformity, for what an issued permit let be built."""
    child = amendments.begin_completion(
        parent=opened_permit(request, permit_id), kind=wanted.kind, actor=person(request), now=timezone.now()
    )
    return Status(201, _shown(request, child.pk))


@router.post("/permits/{int:permit_id}/works/start", response=PermitOut)
@logged_in
def start_works(request: HttpRequest, permit_id: int, said: StartIn) -> dict[str, Any]:
    """Declare the start of works."""
    works.declare_works(
        permit=opened_permit(request, permit_id), on=said.on, architect_name=said.architect_name,
        contractor=said.contractor, note=said.note, actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return _shown(request, permit_id)


@router.post("/permits/{int:permit_id}/works/completion", response=PermitOut)
@logged_in
def complete_works(request: HttpRequest, permit_id: int, said: StartIn) -> dict[str, Any]:
    """Declare that the works are completed."""
    works.declare_completion(
        permit=opened_permit(request, permit_id), on=said.on, architect_name=said.architect_name,
        note=said.note, actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return _shown(request, permit_id)


def _shown(request: HttpRequest, permit_id: int) -> dict[str, Any]:
    return presenting.dossier(opened_permit(request, permit_id), person(request))


def _today(permit: Permit) -> date:
    return calendar_of(permit.commune_id).day_of(timezone.now())


def _architect(username: str) -> User | None:
    if not username:
        return None
    found: User | None = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise NotFound(_("There is no such account."), field="architect")
    return found


def _parcels(request: HttpRequest, ids: list[int]) -> list[Parcel]:
    found = list(Parcel.objects.visible_to(request.user).current().filter(pk__in=ids))
    if len(found) != len(set(ids)):
        raise NotFound(_("There is no such parcel in the present cadastre."), field="parcels")
    return found


def _run(run: CheckRun) -> dict[str, Any]:
    return {
        "id": run.pk,
        "at": run.at,
        "permit_version": run.permit_version,
        "findings": present(run.findings),
    }
