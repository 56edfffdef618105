"""Drawings: a footprint from a file, and DXF plans beside the cadastre; read in a process of its own."""

from datetime import datetime
from typing import Any, BinaryIO, cast

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from kharita.accounts.login import client_address
from kharita.accounts.rules import logged_in
from kharita.core.seats import HEAVY
from kharita.importing.crs import region_of
from kharita.permits.api.finding import document_of, opened_permit, person
from kharita.permits.api.schemas import FindingOut
from kharita.permits.checks.loading import load_plots
from kharita.permits.checks.presenting import present
from kharita.permits.checks.tidy import united
from kharita.permits.files import DXF, shown_name
from kharita.permits.models import Permit, PlanReading
from kharita.permits.plans.confined import Drawn, read_confined
from kharita.permits.plans.faults import why
from kharita.permits.services import plans as services

router = Router(tags=["permits"])


class UnreadPartOut(Schema):
    reason: str
    detail: str
    layer: str
    entity: str
    count: int


class DrawnUnitOut(Schema):
    name: str
    is_assumed: bool


class DrawnPlanOut(Schema):
    """What a DXF plan shows, in metres; `layers` are those that were read with their role."""

    unit: DrawnUnitOut
    layers: dict[str, str]
    storeys: int | None
    height_m: float | None
    levels_m: list[float]
    floors: dict[str, float]
    floor_area_m2: float | None
    covered_area_m2: float | None
    parking_places: int | None
    unread: list[UnreadPartOut]


class FootprintOut(Schema):
    """`footprint` is GeoJSON in WGS84, null where the file draws none or nothing says where it lies; `crs`
    the system that the file was read in ("" for a plan); `findings` a plan beside the cadastre."""

    id: int
    document: int | None
    name: str
    sha256: str
    read_at: datetime
    footprint: dict[str, Any] | None
    area_m2: float
    crs: str
    remarks: list[str]
    plan: DrawnPlanOut | None
    findings: list[FindingOut]


@router.post("/permits/{int:permit_id}/footprint-file", response=FootprintOut)
@logged_in
def read_footprint_file(request: HttpRequest, permit_id: int, file: File[UploadedFile]) -> dict[str, Any]:
    """The footprint that a file draws (GeoJSON, zipped shapefile, GeoPackage, KML, DXF plan).

    What was read is kept as evidence, the file is not; the dossier's own footprint is saved with its draft.
    """
    permit = opened_permit(request, permit_id)
    services.check_party(permit=permit, actor=person(request))
    drawn = _read(request, permit, cast(BinaryIO, file), file.name or "")
    reading = services.keep_reading(
        permit=permit, drawn=drawn, name=shown_name(file.name or ""), document=None, actor=person(request),
        now=timezone.now(),
    )  # fmt: skip
    return _reading(reading)


@router.post("/permits/{int:permit_id}/documents/{int:document_id}/reading", response={201: FootprintOut})
@logged_in
def read_document(request: HttpRequest, permit_id: int, document_id: int) -> Status[dict[str, Any]]:
    """Read a drawing of the dossier beside the present cadastre, and keep what was read."""
    permit = opened_permit(request, permit_id)
    document = document_of(request, permit_id, document_id)
    services.check_reader(permit=permit, actor=person(request))
    ending = ".dxf" if document.media_type == DXF else document.name
    with document.file.open("rb") as stream:
        drawn = _read(request, permit, cast(BinaryIO, stream), ending)
    reading = services.keep_reading(
        permit=permit, drawn=drawn, name=document.name, document=document, actor=person(request),
        now=timezone.now(),
    )  # fmt: skip
    return Status(201, _reading(reading))


@router.get("/permits/{int:permit_id}/readings", response=list[FootprintOut])
@logged_in
def readings(request: HttpRequest, permit_id: int) -> list[dict[str, Any]]:
    """What was read from the drawings of a dossier, latest first."""
    found = PlanReading.objects.visible_to(request.user).filter(permit=opened_permit(request, permit_id))
    return [_reading(one) for one in found]


def _read(request: HttpRequest, permit: Permit, stream: BinaryIO, name: str) -> Drawn:
    ids = list(permit.parcel_links.values_list("parcel_id", flat=True))
    cadastre = united(plot.geometry for plot in load_plots(ids))
    with HEAVY.seat(client_address(request)):
        return read_confined(stream, name=name, region=region_of(permit.commune), cadastre=cadastre)


def _reading(one: PlanReading) -> dict[str, Any]:
    told = one.told
    return {
        "id": one.pk,
        "document": one.document_id,
        "name": one.name,
        "sha256": one.sha256,
        "read_at": one.read_at,
        "footprint": told["footprint"],
        "area_m2": told["area_m2"],
        "crs": told["crs"],
        "remarks": told["remarks"],
        "plan": told["plan"] and _plan(told["plan"]),
        "findings": present(one.findings),
    }


def _plan(told: dict[str, Any]) -> dict[str, Any]:
    # Kept in the words of whoever sent it; told in those of whoever reads it.
    return told | {"unread": [each | {"detail": why(each["reason"])} for each in told["unread"]]}
