"""Surveys and what is in them as the API's answers."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib.gis.geos import GEOSGeometry

from kharita.accounts.models import User, communes_with
from kharita.permits.shapes import geojson_of
from kharita.surveys.models import (
    Campaign,
    Comparison,
    Finding,
    FlightAuthorisation,
    Product,
    Progress,
    Survey,
)
from kharita.surveys.models.flight import PUBLISH, UPLOAD
from kharita.surveys.models.inside import VIEW
from kharita.surveys.progress import progress_of
from kharita.territory.presenting import names

AUTHORISATION = (
    "id", "commune_id", "reference", "issued_by", "valid_from", "valid_until", "pilot_name", "pilot_licence",
)  # fmt: skip
ROW = (
    "id", "number", "title", "state", "commune_id", "campaign_id", "flown_at", "sensor", "gsd_cm",
    "published_at", "version",
)  # fmt: skip
PRODUCT = (
    "id", "kind", "state", "source", "file_name", "size", "sha256", "facts", "bands", "statistics", "error",
    "created_at", "ready_at",
)  # fmt: skip


def authorisation(one: FlightAuthorisation) -> dict[str, Any]:
    return {name: getattr(one, name) for name in AUTHORISATION} | {"area": geojson_of(one.area)}


def campaign(one: Campaign) -> dict[str, Any]:
    return {"id": one.pk, "commune_id": one.commune_id, "name": names(one), "purpose": one.purpose}


def actor(person: User | None) -> dict[str, Any] | None:
    if person is None:
        return None
    return {"id": person.pk, "name": person.full_name, "name_ar": person.full_name_ar}


def survey_row(one: Survey) -> dict[str, Any]:
    """A line of the list; its ready products are prefetched as `ready`, or read."""
    return {name: getattr(one, name) for name in ROW} | {
        "state_title": one.get_state_display(),
        "bbox": bbox_of(one.footprint),
        "kinds": sorted(
            product.kind
            for product in one.products.all()
            if product.state == Product.State.READY and product.replaced_at is None
        ),
    }


def survey(one: Survey, reader: Any) -> dict[str, Any]:
    """A survey as `reader` may know it: its people and its unfinished files are the desk's."""
    held = communes_with(reader, VIEW)
    is_inside = held is None or one.commune_id in held
    products = [
        product
        for product in one.products.all()
        if product.replaced_at is None and (is_inside or product.state == Product.State.READY)
    ]
    told = progress_of(*(product.key for product in products))
    return survey_row(one) | {
        "georeference": one.georeference,
        "accuracy_cm": one.accuracy_cm,
        "footprint": geojson_of(one.footprint),
        "note": one.note if is_inside else None,
        "authorisation": authorisation(one.authorisation) if is_inside else None,
        "created_by": actor(one.created_by) if is_inside else None,
        "created_at": one.created_at,
        "products": [
            product_of(product, told) | ({} if is_inside else {"file_name": "", "source": ""})
            for product in sorted(products, key=lambda product: product.kind)
        ],
        "may_upload": is_inside and isinstance(reader, User) and reader.can(UPLOAD, one.commune_id),
        "may_publish": is_inside and isinstance(reader, User) and reader.can(PUBLISH, one.commune_id),
    }


def product_of(one: Product, told: Mapping[UUID, Progress]) -> dict[str, Any]:
    return {name: getattr(one, name) for name in PRODUCT} | {
        "state_title": one.get_state_display(),
        **_progress(told.get(one.key)),
    }


def comparison(one: Comparison, counts: Mapping[str, int]) -> dict[str, Any]:
    """A run; `counts` are its findings by state."""
    return {
        "id": one.pk,
        "commune_id": one.commune_id,
        "before": survey_row(one.before),
        "after": survey_row(one.after),
        "state": one.state,
        "state_title": one.get_state_display(),
        **_progress(progress_of(one.key).get(one.key)),
        "sources": one.sources,
        "report": one.report,
        "changes": one.report.get("changes"),
        "thresholds": None if one.thresholds is None else one.thresholds.version,
        "error": one.error,
        "created_by": actor(one.created_by),
        "created_at": one.created_at,
        "finished_at": one.finished_at,
        "findings": {state: counts.get(state, 0) for state in Finding.State.values},
    }


def bbox_of(ground: GEOSGeometry | None) -> tuple[float, float, float, float] | None:
    """The bounds of a stored geometry in degrees."""
    if ground is None:
        return None
    shape = geojson_of(GEOSGeometry(ground.envelope.wkb, srid=ground.srid))
    if shape is None:
        return None
    xs, ys = zip(*_positions(shape["coordinates"]), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _positions(coordinates: Any) -> Iterable[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from _positions(part)


def _progress(told: Progress | None) -> dict[str, Any]:
    return {"step": "" if told is None else told.step, "fraction": 0.0 if told is None else told.fraction}
