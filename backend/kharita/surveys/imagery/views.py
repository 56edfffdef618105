"""Tiles of surveys and campaigns, and their TileJSON (stored tiles are answered by `maps.hot_imagery`
first).
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kharita.accounts.rules import public
from kharita.accounts.scopes import Scope
from kharita.core.errors import NotFound
from kharita.rasters.stored_tiles import OPEN_FILES, TILE_SIZE, WEBP_MEDIA_TYPE
from kharita.rasters.tiff_index import BadTiff
from kharita.rasters.tile_grid import exists
from kharita.surveys.imagery import tilejson
from kharita.surveys.imagery.answers import Sent, etag_of, not_modified, sent, unchanged
from kharita.surveys.imagery.drawing import composed, painted
from kharita.surveys.imagery.finding import Seen, campaign_seen, survey_seen
from kharita.surveys.imagery.looks import DIFFERENCE, Shown, difference_of, looks_of
from kharita.surveys.models import Product

FORMS = {"webp": "webp", "png": "png", "jpg": "jpeg"}


@require_safe
@public(scope=Scope.READ)
def survey_tile(request: HttpRequest, survey_id: int, z: int, x: int, y: int) -> HttpResponse:
    """The orthophoto's tile, 512 pixels wide, as it is stored; 204 where nothing was flown."""
    return _stored(request, [survey_seen(request.user, survey_id)], (z, x, y))


@require_safe
@public(scope=Scope.READ)
def campaign_tile(request: HttpRequest, campaign_id: int, z: int, x: int, y: int) -> HttpResponse:
    """The orthophotos of a campaign over each other, the newest on top."""
    return _stored(request, campaign_seen(request.user, campaign_id), (z, x, y))


@require_safe
@public(scope=Scope.READ)
def survey_look_tile(
    request: HttpRequest, survey_id: int, look: str, z: int, x: int, y: int, form: str
) -> HttpResponse:
    """A tile of the survey in a look: `rgb`, `dsm`, `relief`, `slope`, `terrain`, `ndvi` …"""
    seen = [survey_seen(request.user, survey_id)]
    return _painted(request, seen, [_shown(seen[0], look)], (z, x, y), form)


@require_safe
@public(scope=Scope.READ)
def difference_tile(
    request: HttpRequest, survey_id: int, before_id: int, z: int, x: int, y: int, form: str
) -> HttpResponse:
    """How heights changed since another survey: added in red, taken away in blue."""
    seen, shown = _difference(request, survey_id, before_id)
    return _painted(request, seen, [shown], (z, x, y), form)


@require_safe
@public(scope=Scope.READ)
def campaign_look_tile(
    request: HttpRequest, campaign_id: int, look: str, z: int, x: int, y: int, form: str
) -> HttpResponse:
    """A tile of a campaign in a look, with one legend: that of its newest survey that has it."""
    seen = campaign_seen(request.user, campaign_id)
    return _painted(request, seen, _shown_of_all(seen, look), (z, x, y), form)


@require_safe
@public(scope=Scope.READ)
def survey_tilejson(request: HttpRequest, survey_id: int) -> HttpResponse:
    """The orthophoto as a source of a map."""
    seen = survey_seen(request.user, survey_id)
    return _stored_document(request, [seen], f"imagery/{survey_id}", seen.survey.title)


@require_safe
@public(scope=Scope.READ)
def campaign_tilejson(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """A campaign's mosaic as a source of a map."""
    seen = campaign_seen(request.user, campaign_id)
    return _stored_document(request, seen, f"imagery/campaigns/{campaign_id}", _("Mosaic"))


@require_safe
@public(scope=Scope.READ)
def survey_look_tilejson(request: HttpRequest, survey_id: int, look: str) -> HttpResponse:
    """A look at a survey as a source of a map, with its legend."""
    seen = survey_seen(request.user, survey_id)
    return _look_document(
        request, [seen], [_shown(seen, look)], f"imagery/{survey_id}/{look}", seen.survey.title
    )


@require_safe
@public(scope=Scope.READ)
def difference_tilejson(request: HttpRequest, survey_id: int, before_id: int) -> HttpResponse:
    """The difference of two surveys' heights as a source of a map, with its legend."""
    seen, shown = _difference(request, survey_id, before_id)
    place = f"imagery/{survey_id}/{DIFFERENCE}/{before_id}"
    return _look_document(request, seen, [shown], place, seen[0].survey.title)


@require_safe
@public(scope=Scope.READ)
def campaign_look_tilejson(request: HttpRequest, campaign_id: int, look: str) -> HttpResponse:
    """A look at a campaign as a source of a map, with its legend."""
    seen = campaign_seen(request.user, campaign_id)
    place = f"imagery/campaigns/{campaign_id}/{look}"
    return _look_document(request, seen, _shown_of_all(seen, look), place, _("Mosaic"))


@public(scope=Scope.READ)
def no_such_imagery(request: HttpRequest, path: str) -> HttpResponse:
    """Anything else under /imagery/: a problem, not the map's page."""
    raise NotFound()


def _pictures(seen: Sequence[Seen]) -> list[Product]:
    found = [picture for one in seen if (picture := one.product(Product.Kind.ORTHO)) is not None]
    if not found:
        raise NotFound(_("The survey has no orthophoto yet."))
    return found


def _shown(seen: Seen, look: str) -> Shown:
    shown = looks_of(seen.products).get(look)
    if shown is None:
        raise NotFound(_("The survey cannot be shown like this."))
    return shown


def _shown_of_all(seen: Sequence[Seen], look: str) -> list[Shown]:
    found = [shown for one in seen if (shown := looks_of(one.products).get(look)) is not None]
    if not found:
        raise NotFound(_("The survey cannot be shown like this."))
    return found


def _difference(request: HttpRequest, survey_id: int, before_id: int) -> tuple[list[Seen], Shown]:
    after, before = survey_seen(request.user, survey_id), survey_seen(request.user, before_id)
    shown = difference_of(before.products, after.products)
    if shown is None:
        raise NotFound(_("Both surveys need heights (a DSM)."))
    return [after, before], shown


def _stored(request: HttpRequest, seen: Sequence[Seen], tile: tuple[int, int, int]) -> HttpResponse:
    pictures, is_public = _pictures(seen), all(one.is_public for one in seen)
    etag = etag_of(pictures)
    if unchanged(etag, request.headers.get("If-None-Match", "")):
        return _response(not_modified(etag, is_public=is_public))
    body = composed([found for picture in pictures if (found := _tile_of(picture, tile)) is not None])
    return _response(sent(body, WEBP_MEDIA_TYPE, etag, is_public=is_public))


def _tile_of(picture: Product, tile: tuple[int, int, int]) -> bytes | None:
    try:
        return OPEN_FILES.tiles(picture.display).read(*tile)
    except (OSError, BadTiff) as error:
        raise NotFound(_("The survey's file is not there any more.")) from error


def _painted(
    request: HttpRequest, seen: Sequence[Seen], shown: Sequence[Shown], tile: tuple[int, int, int], form: str
) -> HttpResponse:
    if form not in FORMS or not exists(*tile):
        raise NotFound()
    look, is_public = shown[0].look, all(one.is_public for one in seen)
    size = TILE_SIZE if request.GET.get("size") == "512" else tilejson.LOOK_SIZE
    etag = etag_of([one.product for one in shown], look, size, form)
    if unchanged(etag, request.headers.get("If-None-Match", "")):
        return _response(not_modified(etag, is_public=is_public))
    kind: Any = FORMS[form]
    made = painted([one.product.analysis for one in shown], tile, look, size=size, form=kind)
    if made is None:
        return _response(sent(None, "", etag, is_public=is_public))
    return _response(sent(made.body, made.media_type, etag, is_public=is_public))


def _response(told: Sent) -> HttpResponse:
    response = HttpResponse(told.body, status=told.status, headers=dict(told.headers))
    if told.status != 200:
        del response["Content-Type"]
    return response


def _stored_document(request: HttpRequest, seen: Sequence[Seen], place: str, name: str) -> HttpResponse:
    pictures = _pictures(seen)
    address = f"{request.build_absolute_uri('/')}{place}/{{z}}/{{x}}/{{y}}.webp?v={_version(seen)}"
    zooms = tilejson.stored_zooms(pictures)
    return _document(
        tilejson.document(name=name, tiles=address, products=pictures, zooms=zooms, size=TILE_SIZE)
    )


def _look_document(
    request: HttpRequest, seen: Sequence[Seen], shown: Sequence[Shown], place: str, name: str
) -> HttpResponse:
    look, products = shown[0].look, [one.product for one in shown]
    form = "png" if look.lossless else "webp"
    address = f"{request.build_absolute_uri('/')}{place}/{{z}}/{{x}}/{{y}}.{form}?v={_version(seen)}"
    zooms = tilejson.look_zooms(products)
    return _document(
        tilejson.document(
            name=name, tiles=address, products=products, zooms=zooms, size=tilejson.LOOK_SIZE, look=look
        )
    )


def _version(seen: Sequence[Seen]) -> str:
    return ".".join(str(one.survey.version) for one in seen)


def _document(told: dict[str, Any]) -> HttpResponse:
    response = JsonResponse(told)
    response["Cache-Control"] = "private, no-cache"
    return response
