"""The site: visits, photographs, suspended works, offences."""

from datetime import date, datetime
from typing import Any, BinaryIO, Literal, cast
from uuid import UUID

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import AwareDatetime, Field

from kharita.accounts.models import User
from kharita.accounts.rules import needs
from kharita.core.errors import NotFound
from kharita.permits import presenting
from kharita.permits.api.applicant import TextIn
from kharita.permits.api.finding import commune_of, opened_permit, person, visible
from kharita.permits.api.schemas import ActorOut, PermitOut
from kharita.permits.files import handed_out, inspect_upload
from kharita.permits.models import Inspection, InspectionPhoto, Offence
from kharita.permits.models.entity import VIEW
from kharita.permits.services import offences, works
from kharita.permits.shapes import point_from
from kharita.permits.workflow import INSPECT
from kharita.territory.models import Parcel

router = Router(tags=["permits"])
ROWS_MAX = 500
Place = tuple[float, float]


class PlanIn(Schema):
    """A visit to the site of a permit or of an offence."""

    commune: int
    permit: int | None = None
    offence: int | None = None
    purpose: Literal["routine", "foundations", "completion", "complaint", "offence"] = "routine"
    planned_on: date
    inspector: int | None = Field(None, description="Null: the reader.")


class CheckedIn(Schema):
    item: str = Field(max_length=200)
    ok: bool | None = None
    note: str = Field("", max_length=2_000)


class HeldIn(Schema):
    """What was found. `client_key` is made once by the device, so that sending again changes nothing;
    `position` is longitude and latitude."""

    client_key: UUID
    held_at: AwareDatetime
    result: Literal["conforming", "remarks", "offence", "impossible"]
    note: str = Field("", max_length=20_000)
    checklist: list[CheckedIn] = Field(default_factory=list, max_length=200)
    position: Place | None = None


class PhotoOut(Schema):
    id: int
    caption: str
    taken_at: datetime | None
    sha256: str


class InspectionOut(Schema):
    id: int
    commune_id: int
    permit_id: int | None
    offence_id: int | None
    parcel_id: int | None
    about: str = Field(description="The number of the dossier or offence, or the parcel's reference.")
    address: str
    place: dict[str, Any] | None = Field(description="Where to go, where that is not the dossier's site.")
    purpose: str
    planned_on: date | None
    inspector: ActorOut | None
    held_at: datetime | None
    result: str
    note: str
    checklist: list[dict[str, Any]]
    position: dict[str, Any] | None
    photos: list[PhotoOut]


class OffenceIn(Schema):
    commune: int
    kind: Literal[
        "no_permit", "beyond_permit", "forbidden_zone", "public_domain", "no_declaration", "site_rules"
    ]
    description: str = Field(max_length=20_000)
    observed_at: AwareDatetime
    permit: int | None = None
    parcel: int | None = None
    place: Place | None = None
    offender_name: str = Field("", max_length=200)
    offender_national_id: str = Field("", max_length=20)


class StepIn(Schema):
    action: Literal[
        "report", "transmit", "stop_works", "confirm_remedy", "order_demolition", "execute", "close"
    ]
    note: str = Field("", max_length=20_000)


class RemedyIn(Schema):
    remedy: str = Field(max_length=20_000)
    days: int = Field(ge=1, le=365)


class OffenceOut(Schema):
    id: int
    number: str
    state: str
    kind: str
    commune_id: int
    permit_id: int | None
    permit_reference: str
    parcel_id: int | None
    parcel_reference: str
    place: dict[str, Any] | None
    description: str
    offender_name: str
    observed_at: datetime
    report_due_at: datetime
    remedy_due_at: datetime | None
    remedy: str
    fine_min: float | None
    fine_max: float | None


class VisitsIn(Schema):
    permit: int | None = None
    offence: int | None = None
    waiting: bool = Field(False, description="Only those that were not held yet.")


class OffencesIn(Schema):
    commune: int | None = None
    state: str = Field("", max_length=20)
    permit: int | None = None


@router.get("/permits/inspections", response=list[InspectionOut])
@needs(VIEW)
def inspections(request: HttpRequest, wanted: Query[VisitsIn]) -> list[dict[str, Any]]:
    """The visits of the communes whose permits the reader handles, by their planned day."""
    found = Inspection.objects.visible_to(request.user).select_related(
        "inspector", "permit", "offence", "parcel"
    )
    exact = {"permit_id": wanted.permit, "offence_id": wanted.offence}
    found = found.filter(**{name: value for name, value in exact.items() if value is not None})
    if wanted.waiting:
        found = found.filter(held_at=None)
    return [presenting.inspection(visit) for visit in found.order_by("planned_on", "pk")[:ROWS_MAX]]


@router.post("/permits/inspections", response={201: InspectionOut})
@needs(INSPECT)
def plan(request: HttpRequest, wanted: PlanIn) -> Status[dict[str, Any]]:
    """Plan a visit."""
    if wanted.permit is None and wanted.offence is None:
        raise NotFound(_("Name the permit or the offence to visit."))
    inspector = person(request)
    if wanted.inspector is not None:
        inspector = User.objects.filter(pk=wanted.inspector, is_active=True).first()
        if inspector is None:
            raise NotFound(_("There is no such account."), field="inspector")
    made = works.plan_inspection(
        commune=commune_of(request, wanted.commune),
        permit=None if wanted.permit is None else opened_permit(request, wanted.permit),
        offence=None if wanted.offence is None else visible(Offence.objects, request, wanted.offence),
        purpose=wanted.purpose, planned_on=wanted.planned_on, inspector=inspector, actor=person(request),
        now=timezone.now(),
    )  # fmt: skip
    return Status(201, presenting.inspection(made))


@router.put("/permits/inspections/{int:inspection_id}", response=InspectionOut)
@needs(INSPECT)
def hold(request: HttpRequest, inspection_id: int, said: HeldIn) -> dict[str, Any]:
    """Record what a visit found; a device may send it again."""
    found = works.Found(
        held_at=said.held_at, result=said.result, note=said.note, client_key=said.client_key,
        checklist=[each.model_dump() for each in said.checklist], position=point_from(said.position),
    )  # fmt: skip
    visit = visible(Inspection.objects, request, inspection_id)
    held = works.hold_inspection(inspection=visit, found=found, actor=person(request), now=timezone.now())
    return presenting.inspection(held)


@router.post("/permits/inspections/{int:inspection_id}/photos", response={201: PhotoOut})
@needs(INSPECT)
def add_photo(
    request: HttpRequest,
    inspection_id: int,
    file: File[UploadedFile],
    taken_at: Form[AwareDatetime | None] = None,
    lon: Form[float | None] = None,
    lat: Form[float | None] = None,
    caption: Form[str] = "",
) -> Status[Any]:
    """Add a photograph with its time and place."""
    stream = cast(BinaryIO, file)
    found = inspect_upload(stream, name=file.name or "", kind="photo")
    made = works.add_photo(
        inspection=visible(Inspection.objects, request, inspection_id), file=stream, name=found.safe_name,
        media_type=found.media_type, taken_at=taken_at, caption=caption, actor=person(request),
        position=point_from(None if lon is None or lat is None else (lon, lat)),
    )  # fmt: skip
    return Status(201, made)


@router.get("/permits/inspections/photos/{int:photo_id}")
@needs(VIEW)
def photo(request: HttpRequest, photo_id: int) -> FileResponse:
    """A photograph, to be saved."""
    found = visible(InspectionPhoto.objects, request, photo_id)
    name = f"{found.sha256[:12]}.{found.media_type.rsplit('/', 1)[1]}"
    return handed_out(found.file, media_type=found.media_type, name=name)


@router.post("/permits/{int:permit_id}/suspension", response=PermitOut)
@needs(INSPECT)
def suspend(request: HttpRequest, permit_id: int, said: TextIn) -> dict[str, Any]:
    """Stop the works."""
    permit = opened_permit(request, permit_id)
    works.suspend_works(permit=permit, reason=said.text, actor=person(request), now=timezone.now())
    return presenting.dossier(opened_permit(request, permit_id), person(request))


@router.delete("/permits/{int:permit_id}/suspension", response=PermitOut)
@needs(INSPECT)
def resume(request: HttpRequest, permit_id: int) -> dict[str, Any]:
    """Let stopped works go on."""
    permit = opened_permit(request, permit_id)
    works.resume_works(permit=permit, note="", actor=person(request), now=timezone.now())
    return presenting.dossier(opened_permit(request, permit_id), person(request))


@router.get("/permits/offences", response=list[OffenceOut])
@needs(VIEW)
def offence_list(request: HttpRequest, wanted: Query[OffencesIn]) -> list[dict[str, Any]]:
    """The offences of the communes whose permits the reader handles, latest first."""
    found = Offence.objects.visible_to(request.user).select_related("permit", "parcel")
    exact = {"commune_id": wanted.commune, "permit_id": wanted.permit, "state": wanted.state or None}
    found = found.filter(**{name: value for name, value in exact.items() if value is not None})
    return [presenting.offence(one) for one in found.order_by("-pk")[:ROWS_MAX]]


@router.post("/permits/offences", response={201: OffenceOut})
@needs(INSPECT)
def observe(request: HttpRequest, said: OffenceIn) -> Status[dict[str, Any]]:
    """Record a breach; the clock of its official report starts."""
    made = offences.observe_offence(
        commune=commune_of(request, said.commune), kind=said.kind, description=said.description,
        observed_at=said.observed_at, place=point_from(said.place), offender_name=said.offender_name,
        offender_national_id=said.offender_national_id,
        permit=None if said.permit is None else opened_permit(request, said.permit),
        parcel=None if said.parcel is None else visible(Parcel.objects, request, said.parcel),
        actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return Status(201, presenting.offence(made))


@router.get("/permits/offences/{int:offence_id}", response=OffenceOut)
@needs(VIEW)
def offence(request: HttpRequest, offence_id: int) -> dict[str, Any]:
    """One offence."""
    return presenting.offence(visible(Offence.objects, request, offence_id))


@router.post("/permits/offences/{int:offence_id}/steps", response=OffenceOut)
@needs(VIEW)
def step(request: HttpRequest, offence_id: int, said: StepIn) -> dict[str, Any]:
    """Move an offence on; the table says who may take which step."""
    moved = offences.move_offence(
        offence=visible(Offence.objects, request, offence_id), action=said.action, note=said.note,
        actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return presenting.offence(moved)


@router.post("/permits/offences/{int:offence_id}/remedy", response=OffenceOut)
@needs(INSPECT)
def order_remedy(request: HttpRequest, offence_id: int, said: RemedyIn) -> dict[str, Any]:
    """Order the offender to put it right."""
    moved = offences.order_remedy(
        offence=visible(Offence.objects, request, offence_id), remedy=said.remedy, days=said.days,
        actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return presenting.offence(moved)
