"""Imports over the API: send a file, map it, look at the dry run, apply, undo. The work is the worker's."""

import json
from typing import Any, BinaryIO, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Body, File, Form, Query, Router, Status
from ninja.files import UploadedFile

from kharita.accounts.models import User
from kharita.accounts.rules import needs
from kharita.accounts.scopes import Scope
from kharita.core.errors import BadInput, NotFound
from kharita.importing import services
from kharita.importing.account import count_rows, page_of, reasons_of
from kharita.importing.mapping import parse_mapping, parse_mapping_file
from kharita.importing.models import Import
from kharita.importing.presenting import present, present_target
from kharita.importing.preview import preview_geojson, preview_rows
from kharita.importing.queue import enqueue
from kharita.importing.reports import REPORT_FORMATS
from kharita.importing.schemas import (
    ImportOut,
    ImportsIn,
    ImportsOut,
    PreviewOut,
    ReadingIn,
    RowsIn,
    RowsOut,
    TargetOut,
)
from kharita.importing.targets import import_targets
from kharita.importing.workflow import RUN
from kharita.territory.models import Commune

VIEW = "importing.view_import"
PAGE = 20
MAPPING_BYTES_MAX = 256 * 1024

router = Router(tags=["importing"])


@router.get("/imports/targets", response=list[TargetOut])
@needs(VIEW, scope=Scope.IMPORT)
def targets(request: HttpRequest) -> list[dict[str, Any]]:
    """What can be imported, with the fields of each."""
    return [present_target(target) for target in import_targets.all()]


@router.get("/imports", response=ImportsOut)
@needs(VIEW, scope=Scope.IMPORT)
def imports(request: HttpRequest, wanted: Query[ImportsIn]) -> dict[str, Any]:
    """The imports of the communes that the reader serves, latest first."""
    found = Import.objects.visible_to(request.user).select_related("created_by")
    if wanted.commune is not None:
        found = found.filter(commune_id=wanted.commune)
    items = [present(item, request.user) for item in found[(wanted.page - 1) * PAGE : wanted.page * PAGE]]
    return {"items": items, "total": found.count()}


@router.post("/imports", response={201: ImportOut})
@needs(RUN, scope=Scope.IMPORT)
def create(
    request: HttpRequest,
    commune: Form[int],
    target: Form[str],
    file: File[UploadedFile],
    table: File[UploadedFile | None] = None,
    mapping: File[UploadedFile | None] = None,
) -> Status[dict[str, Any]]:
    """Send a file (and a table to join, and a mapping as YAML); the worker reads it."""
    place = Commune.objects.where(request.user, RUN).filter(pk=commune).first()
    if place is None:
        raise NotFound(_("There is no such commune among those you import into."))
    if mapping is not None and (mapping.size or 0) > MAPPING_BYTES_MAX:
        raise BadInput(_("The mapping file is too large."), field="mapping")
    with transaction.atomic():
        made = services.create_import(
            commune=place,
            target=target,
            file=cast(BinaryIO, file),
            file_name=file.name or "",
            table=cast(BinaryIO, table) if table is not None else None,
            table_name=(table.name or "") if table is not None else "",
            mapping=parse_mapping_file(mapping.read()) if mapping is not None else None,
            created_by=request.user,
            now=timezone.now(),
        )
        enqueue("read", made.pk)
    return Status(201, present(made, request.user))


@router.get("/imports/{import_id}", response=ImportOut)
@needs(VIEW, scope=Scope.IMPORT)
def one(request: HttpRequest, import_id: int) -> dict[str, Any]:
    """One import with its state, mapping and counts."""
    return present(_find(request, import_id), request.user)


@router.delete("/imports/{import_id}", response=ImportOut)
@needs(RUN, scope=Scope.IMPORT)
def cancel(request: HttpRequest, import_id: int) -> dict[str, Any]:
    """Give up an import that was not applied."""
    found = _find(request, import_id)
    services.cancel_import(source_import=found, actor=_person(request), now=timezone.now())
    return present(found, request.user)


@router.put("/imports/{import_id}/mapping", response={202: ImportOut})
@needs(RUN, scope=Scope.IMPORT)
def put_mapping(
    request: HttpRequest, import_id: int, mapping: Body[dict[str, Any]]
) -> Status[dict[str, Any]]:
    """Say what the columns mean; the dry run starts."""
    found = _find(request, import_id)
    with transaction.atomic():
        services.set_mapping(
            source_import=found, mapping=parse_mapping(mapping), actor=_person(request), now=timezone.now()
        )
        enqueue("check", found.pk)
    return Status(202, present(found, request.user))


@router.post("/imports/{import_id}/check", response={202: ImportOut})
@needs(RUN, scope=Scope.IMPORT)
def check(request: HttpRequest, import_id: int) -> Status[dict[str, Any]]:
    """Make the dry run again."""
    return _start(request, import_id, "check")


@router.post("/imports/{import_id}/apply", response={202: ImportOut})
@needs(RUN, scope=Scope.IMPORT)
def apply(request: HttpRequest, import_id: int) -> Status[dict[str, Any]]:
    """Carry out what the dry run showed, in one transaction."""
    return _start(request, import_id, "apply")


@router.post("/imports/{import_id}/undo", response={202: ImportOut})
@needs(RUN, scope=Scope.IMPORT)
def undo(request: HttpRequest, import_id: int) -> Status[dict[str, Any]]:
    """Take it back as a whole; refused when a later change builds on it."""
    return _start(request, import_id, "undo")


@router.get("/imports/{import_id}/preview", response=PreviewOut)
@needs(VIEW, scope=Scope.IMPORT)
def preview(request: HttpRequest, import_id: int, layer: str | None = None) -> dict[str, Any]:
    """The first rows, as the present mapping reads them (`layer`: of another layer)."""
    return preview_rows(_find(request, import_id), layer=layer)


@router.get("/imports/{import_id}/preview.geojson")
@needs(VIEW, scope=Scope.IMPORT)
def preview_map(request: HttpRequest, import_id: int, reading: Query[ReadingIn]) -> HttpResponse:
    """The first features for the map (GeoJSON, WGS84), where the mapping or another reading puts them."""
    found = _find(request, import_id)
    return _geojson(preview_geojson(found, **reading.model_dump()))


@router.get("/imports/{import_id}/rows", response=RowsOut, by_alias=True)
@needs(VIEW, scope=Scope.IMPORT)
def rows(request: HttpRequest, import_id: int, wanted: Query[RowsIn]) -> dict[str, Any]:
    """The account of the rows, page by page; `class=repaired` crosses the others."""
    found = _find(request, import_id)
    outcome, reason = wanted.outcome, wanted.reason
    offset = (wanted.page - 1) * wanted.size
    return {
        "items": page_of(found, outcome=outcome, reason=reason, offset=offset, limit=wanted.size),
        "total": count_rows(found, outcome=outcome, reason=reason),
        "reasons": reasons_of(found, outcome if outcome != "repaired" else ""),
    }


@router.get("/imports/{import_id}/report.{form}")
@needs(VIEW, scope=Scope.IMPORT)
def report(request: HttpRequest, import_id: int, form: str) -> StreamingHttpResponse:
    """The report as a file: html, csv, json or geojson."""
    found = _find(request, import_id)
    if form not in REPORT_FORMATS:
        raise NotFound(_("A report is one of: {formats}.").format(formats=", ".join(REPORT_FORMATS)))
    content_type, write = REPORT_FORMATS[form]
    response = StreamingHttpResponse(write(found), content_type=content_type)
    disposition = "inline" if form == "html" else "attachment"
    name = found.number.replace("/", "-")
    response["Content-Disposition"] = f'{disposition}; filename="{name}.{form}"'
    return response


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the rule of the route let only accounts in
    return request.user


def _find(request: HttpRequest, import_id: int) -> Import:
    found: Import | None = (
        Import.objects.visible_to(request.user)
        .select_related("created_by", "commune")
        .filter(pk=import_id)
        .first()
    )
    if found is None:
        raise NotFound(_("There is no such import."))
    return found


def _start(request: HttpRequest, import_id: int, action: str) -> Status[dict[str, Any]]:
    found = _find(request, import_id)
    with transaction.atomic():
        services.start(source_import=found, action=action, actor=_person(request), now=timezone.now())
        enqueue(action, found.pk)
    return Status(202, present(found, request.user))


def _geojson(collection: dict[str, Any]) -> HttpResponse:
    return HttpResponse(json.dumps(collection), content_type="application/geo+json")
