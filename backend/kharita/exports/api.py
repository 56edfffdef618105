"""Exports over the API: a small file at once, a large one by a job that is asked after and fetched."""

import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from ninja import Query, Router, Status

from kharita.accounts.login import client_address
from kharita.accounts.rules import public
from kharita.accounts.scopes import Scope
from kharita.core.ranges import file_answer
from kharita.exports import access, services
from kharita.exports.crs import offered
from kharita.exports.formats import FORMATS
from kharita.exports.models import Export
from kharita.exports.presenting import name_of, present, present_format
from kharita.exports.quotas import address_mark
from kharita.exports.schemas import (
    EstimateOut,
    ExportIn,
    ExportOut,
    NamedStreamIn,
    OfferOut,
    SelectionIn,
    StreamIn,
)
from kharita.exports.streaming import at_once
from kharita.exports.tasks import enqueue
from kharita.exports.wanted import Wanted, selection_of
from kharita.maps.door import open_layer
from kharita.maps.features import parse_bbox
from kharita.maps.fields import columns_of
from kharita.maps.selection import Box, count
from kharita.maps.tiles import layer_named

router = Router(tags=["exports"])
LISTED = 100


@router.get("/exports/offer", response=OfferOut)
@public(scope=Scope.READ)
def offer(request: HttpRequest) -> dict[str, Any]:
    """The formats, the coordinate systems in use here, and how much is given at once."""
    own = settings.KHARITA
    return {
        "formats": [present_format(form) for form in FORMATS.values()],
        "crs": [
            {"code": crs.code, "name": crs.name, "is_geographic": crs.is_geographic} for crs in offered()
        ],
        "stream_rows_max": own.export_stream_rows,
        "rows_max": None if request.user.is_authenticated else own.export_public_rows_max,
    }


@router.get("/layers/{layer_id}/export", response={200: bytes})
@public(scope=Scope.READ)
def export(request: HttpRequest, layer_id: str, wanted: Query[NamedStreamIn]) -> HttpResponseBase:
    """A layer's rows as a file, at once; too many rows are refused: ask for a job then."""
    return at_once(_wanted(layer_id, wanted.format, wanted), request.user)


@router.get("/layers/{layer_id}/export.{file_format}", response={200: bytes})
@public(scope=Scope.READ)
def export_as(
    request: HttpRequest, layer_id: str, file_format: str, wanted: Query[StreamIn]
) -> HttpResponseBase:
    """The same by an address that ends as the file does."""
    return at_once(_wanted(layer_id, file_format, wanted), request.user)


@router.get("/layers/{layer_id}/export/rows", response=EstimateOut)
@public(scope=Scope.READ)
def estimate(request: HttpRequest, layer_id: str, wanted: Query[SelectionIn]) -> dict[str, Any]:
    """How many rows a file would have, and of which columns one chooses."""
    opened = open_layer(layer_named(layer_id), request.user)
    asked = Wanted(layer_id, "", bbox=_box(wanted.bbox), filter=wanted.filter, filter_lang=wanted.filter_lang)
    return {
        "rows": count(opened, selection_of(asked, opened)),
        "fields": [
            {"name": column.name, "title": str(column.title), "kind": column.kind}
            for column in columns_of(opened)
        ],
    }


@router.post("/exports", response={202: ExportOut})
@public(scope=Scope.READ)
def create(request: HttpRequest, response: HttpResponse, wanted: ExportIn) -> Status[dict[str, Any]]:
    """Have a file written; `Location` is where to ask how far it is."""
    box = None if wanted.bbox is None else _box(",".join(map(str, wanted.bbox)))
    asked = Wanted(
        layer=wanted.layer,
        format=wanted.format,
        crs=wanted.crs,
        bbox=box,
        filter=wanted.filter,
        filter_lang=wanted.filter_lang,
        columns=None if wanted.columns is None else tuple(wanted.columns),
        bom=wanted.bom,
    )
    mark = address_mark(client_address(request))
    with transaction.atomic():
        made = services.ask_for(wanted=asked, user=request.user, asked_from=mark, now=timezone.now())
        enqueue(made.pk)
    response["Location"] = f"/api/v1/exports/{made.key}"
    return Status(202, present(made))


@router.get("/exports", response=list[ExportOut])
@public(scope=Scope.READ)
def mine(request: HttpRequest) -> list[dict[str, Any]]:
    """Your exports, latest first; without an account each is known by its own address alone."""
    return [present(item) for item in Export.objects.visible_to(request.user)[:LISTED]]


@router.get("/exports/{key}", response=ExportOut)
@public(scope=Scope.READ)
def one(request: HttpRequest, key: uuid.UUID) -> dict[str, Any]:
    """How far it is."""
    return present(access.find(key, request.user))


@router.delete("/exports/{key}", response={204: None})
@public(scope=Scope.READ)
def remove(request: HttpRequest, key: uuid.UUID) -> Status[None]:
    """Cancel it, or delete its file."""
    services.remove_export(export=access.find(key, request.user))
    return Status(204, None)


@router.get("/exports/{key}/file", response={200: bytes, 206: bytes})
@public(scope=Scope.READ)
def file(request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
    """The file; a broken download goes on with `Range` and `If-Range`."""
    found = access.find(key, request.user)
    path = access.file_of(found, now=timezone.now())
    media_type = FORMATS[found.format].file_media_type
    return file_answer(request, path, etag=found.sha256, media_type=media_type, name=name_of(found))


def _box(text: str) -> Box | None:
    return parse_bbox(text) if text else None


def _wanted(layer_id: str, form: str, wanted: StreamIn) -> Wanted:
    columns = tuple(name.strip() for name in wanted.columns.split(",")) if wanted.columns else None
    return Wanted(
        layer=layer_id,
        format=form,
        crs=wanted.crs,
        bbox=_box(wanted.bbox),
        filter=wanted.filter,
        filter_lang=wanted.filter_lang,
        columns=columns,
        bom=wanted.bom,
    )
