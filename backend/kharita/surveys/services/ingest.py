"""Preparing a product: checked, kept, made ready for analysis and for the map. Each step may be run again.

What is done is not done twice: a result lies under its final name only when it is complete. Until the file
is found sound it stays where it arrived (the uploads' folder), and nothing of it is shown.
"""

import shutil
from dataclasses import asdict
from datetime import datetime
from functools import partial
from math import isfinite
from pathlib import Path
from typing import Any

import shapely
from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from kharita.core.crs import way
from kharita.core.errors import Conflict
from kharita.core.geo import WGS84
from kharita.core.workflow import fire
from kharita.importing.crs import Region, region_of
from kharita.importing.geometry import moved
from kharita.rasters.cogs import make_analysis_cog, make_display_cog
from kharita.rasters.inspection import BadRaster, RasterFacts, inspect
from kharita.rasters.survey_facts import footprint, statistics, thumbnail
from kharita.surveys.models import Product
from kharita.surveys.progress import GivenUp, Teller
from kharita.surveys.services.comparisons import compare_with_neighbours, one_survey_at_a_time
from kharita.surveys.services.products import product_ready
from kharita.surveys.workflow import PRODUCT_TRANSITIONS
from kharita.uploads import services as uploads
from kharita.uploads.digests import sha256_of
from kharita.uploads.models import Upload

PICTURES = (Product.Kind.ORTHO, Product.Kind.MULTISPECTRAL)
COLOURS = {"red": "red", "green": "green", "blue": "blue", "nir": "nir", "rededge": "red_edge"}
SHARES = {"check": 0.05, "keep": 0.1, "analysis": 0.45, "display": 0.9, "facts": 1.0}
"""How much of the whole is done when a step is."""


def ingest(*, product: Product, now: datetime) -> Product:
    """Prepare it: `ready` afterwards. Raises `BadRaster` for what is wrong with the file, `GivenUp`."""
    fire(product, "start", transitions=PRODUCT_TRANSITIONS, actor=None, now=now)
    region = region_of(product.survey.commune)
    with Teller(product.key, Product._meta.db_table) as teller:
        told = partial(_told, teller)
        source = _arrived(product)
        told("check", 0.0)
        facts = inspect(source, kind=product.kind, region=_degrees(region))
        _check_place(facts, region)
        told("keep", 0.0)
        sha256 = sha256_of(source, partial(told, "keep"))
        _keep(source, product)
        if not product.analysis.exists():
            make_analysis_cog(
                product.original, product.analysis, kind=product.kind, told=partial(told, "analysis")
            )
        if product.kind in PICTURES and not product.display.exists():
            make_display_cog(
                product.original, product.display, kind=product.kind, told=partial(told, "display")
            )
        told("facts", 0.0)
        ground = _official(footprint(product.analysis), facts)
        thumbnail(product.analysis, product.thumbnail, kind=product.kind)
        numbers = [_plain(asdict(band)) for band in statistics(product.analysis)]
    try:
        with transaction.atomic():
            one_survey_at_a_time(product.survey.commune_id)
            ready = product_ready(
                product=product, now=now, sha256=sha256, size=product.original.stat().st_size,
                footprint=ground, facts=_plain(asdict(facts)), statistics=numbers,
                bands=product.bands or _bands(facts),
            )  # fmt: skip
            compare_with_neighbours(survey=product.survey, now=now)
    except Product.DoesNotExist:  # removed meanwhile; its folder goes with the next purge
        raise GivenUp from None
    for upload in _upload_of(product):
        uploads.discard(upload)
    return ready


def _bands(facts: RasterFacts) -> dict[str, int]:
    """Which band shows what, as far as the file says so itself."""
    return {
        COLOURS[colour]: number for number, colour in enumerate(facts.colours, start=1) if colour in COLOURS
    }


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    """As JSON has it, which knows no NaN."""
    return {
        name: None if isinstance(value, float) and not isfinite(value) else value
        for name, value in told.items()
    }


def _told(teller: Teller, step: str, fraction: float) -> None:
    steps = list(SHARES)
    begun = SHARES[steps[steps.index(step) - 1]] if step != steps[0] else 0.0
    teller.tell(begun + (SHARES[step] - begun) * fraction, step)


def _arrived(product: Product) -> Path:
    """Where its bytes are: with the uploads, or already kept."""
    if product.original.exists():
        return product.original
    upload = _upload_of(product).first()
    if upload is None:
        raise Conflict(_("The file is not there any more: send it again."), code="file-gone")
    path: Path = upload.path
    return path


def _upload_of(product: Product) -> "QuerySet[Upload]":
    sent: QuerySet[Upload] = Upload.objects.filter(key__in=[product.upload_key] if product.upload_key else [])
    return sent


def _keep(source: Path, product: Product) -> None:
    """Move what was found sound to its place, untouched, and close it to writing."""
    if source == product.original:
        return
    product.folder.mkdir(parents=True, exist_ok=True)
    arriving = product.folder / ".original.part"
    try:
        arriving.unlink(missing_ok=True)
        arriving.hardlink_to(source)
    except OSError:  # another disk
        shutil.copyfile(source, arriving)
    arriving.rename(product.original)


def _check_place(facts: RasterFacts, region: Region) -> None:
    west, south, east, north = facts.bounds_wgs84
    ground = shapely.segmentize(shapely.box(west, south, east, north), 0.01)
    if not shapely.intersects(moved(ground, way(WGS84, settings.KHARITA_SRID)), region.geometry):
        raise BadRaster(
            _("This file shows a place outside the commune: check that it is the right flight."),
            code="outside-commune",
            bounds=list(facts.bounds_wgs84),
        )


def _degrees(region: Region) -> tuple[float, float, float, float]:
    """The region's bounds in WGS84."""
    west, south, east, north = shapely.bounds(region.geometry)
    edge = shapely.segmentize(shapely.box(west, south, east, north), 1_000)
    bounds: tuple[float, float, float, float] = moved(edge, way(settings.KHARITA_SRID, WGS84)).bounds
    return bounds


def _official(ground: BaseGeometry, facts: RasterFacts) -> MultiPolygon | None:
    """A geometry in the raster's CRS as a stored one."""
    own = facts.epsg if facts.epsg is not None else facts.crs_wkt
    placed = shapely.make_valid(moved(ground, way(own, settings.KHARITA_SRID)))
    areas = [part for part in shapely.get_parts(placed) if part.geom_type == "Polygon"]
    if not areas:
        return None
    stored = GEOSGeometry(memoryview(shapely.to_wkb(shapely.MultiPolygon(areas))), srid=settings.KHARITA_SRID)
    assert isinstance(stored, MultiPolygon)  # noqa: S101 - made of one
    return stored
