"""Files of a survey: taken from uploads, followed, downloaded."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status

from kharita.accounts.rules import needs, public
from kharita.accounts.scopes import Scope
from kharita.core.errors import NotFound
from kharita.core.ranges import file_answer
from kharita.surveys import presenting
from kharita.surveys.api.finding import person, survey_of
from kharita.surveys.api.schemas import ProductIn, ProductOut, SurveyOut
from kharita.surveys.models import Product
from kharita.surveys.models.flight import UPLOAD
from kharita.surveys.progress import progress_of
from kharita.surveys.services import products
from kharita.uploads import services as uploads

router = Router(tags=["surveys"])
TIFF = "image/tiff; application=geotiff; profile=cloud-optimized"


@router.post("/surveys/{int:survey_id}/products", response={201: ProductOut})
@needs(UPLOAD, scope=Scope.UPLOAD)
def attach(request: HttpRequest, survey_id: int, said: ProductIn) -> Status[dict[str, Any]]:
    """Take a complete upload as a file of this survey; asked twice, it is taken once."""
    made = products.attach_upload(
        survey=survey_of(request, survey_id), kind=said.kind, bands=said.bands, actor=person(request),
        upload=uploads.finished(said.upload, person(request), hashed=False), now=timezone.now(),
    )  # fmt: skip
    return Status(201, presenting.product_of(made, progress_of(made.key)))


@router.post("/surveys/{int:survey_id}/products/{int:product_id}/retry", response=SurveyOut)
@needs(UPLOAD)
def retry(request: HttpRequest, survey_id: int, product_id: int) -> dict[str, Any]:
    """Prepare a file once more, after a fault of ours."""
    products.retry_product(
        product=_inside(request, survey_id, product_id), actor=person(request), now=timezone.now()
    )
    return presenting.survey(survey_of(request, survey_id), request.user)


@router.delete("/surveys/{int:survey_id}/products/{int:product_id}", response=SurveyOut)
@needs(UPLOAD)
def remove(request: HttpRequest, survey_id: int, product_id: int) -> dict[str, Any]:
    """Remove a file of which no findings were made."""
    products.remove_product(
        product=_inside(request, survey_id, product_id), actor=person(request), now=timezone.now()
    )
    return presenting.survey(survey_of(request, survey_id), request.user)


@router.get("/surveys/{int:survey_id}/products/{kind}.tif", response={200: bytes, 206: bytes})
@public(scope=Scope.READ)
def download(request: HttpRequest, survey_id: int, kind: str) -> HttpResponseBase:
    """The file for analysis (cloud-optimised GeoTIFF): GDAL and QGIS may read parts of it where it is."""
    product = _ready(request, survey_id, kind)
    return _file(request, product, product.analysis, TIFF, f"{product.survey.number}-{product.kind}.tif")


@router.get("/surveys/{int:survey_id}/products/{kind}.webp", response={200: bytes, 206: bytes})
@public(scope=Scope.READ)
def thumbnail(request: HttpRequest, survey_id: int, kind: str) -> HttpResponseBase:
    """A small picture of it."""
    product = _ready(request, survey_id, kind)
    return _file(request, product, product.thumbnail, "image/webp", f"{product.survey.number}.webp")


@router.get("/surveys/{int:survey_id}/originals/{int:product_id}", response={200: bytes, 206: bytes})
@needs(UPLOAD)
def original(request: HttpRequest, survey_id: int, product_id: int) -> HttpResponseBase:
    """The untouched file as it was sent: evidence, for the desk."""
    product = _inside(request, survey_id, product_id)
    return _file(request, product, product.original, "image/tiff", product.file_name or "original.tif")


def _ready(request: HttpRequest, survey_id: int, kind: str) -> Product:
    found = (
        Product.objects.visible_to(request.user)
        .ready()
        .select_related("survey")
        .filter(survey_id=survey_id, kind=kind)
        .first()
    )
    if found is None:
        raise NotFound(_("There is no such file, or it is not yours to see."))
    return found


def _inside(request: HttpRequest, survey_id: int, product_id: int) -> Product:
    """A file of any state, of a survey that the person may upload to."""
    survey = survey_of(request, survey_id)
    found = Product.objects.select_related("survey").filter(survey=survey, pk=product_id).first()
    if found is None or not person(request).can(UPLOAD, survey.commune_id):
        raise NotFound(_("There is no such file, or it is not yours to see."))
    return found


def _file(request: HttpRequest, product: Product, path: Path, media_type: str, name: str) -> HttpResponseBase:
    if not path.is_file():
        raise NotFound(_("The file is not there any more."))
    etag = f"{product.sha256[:40]}-{path.stem}"
    return file_answer(request, path, etag=etag, media_type=media_type, name=name)
