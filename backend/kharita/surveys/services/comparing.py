"""A run of the change detection: from the files of two surveys to ranked findings. May be run again.

All that is found is written in one transaction, with the move to "ready": a run that was killed has left
nothing that counts, and the next one puts the same in its place. What is ready is never run again.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from functools import partial
from typing import Any

import rasterio
import shapely
from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.db import transaction
from django.utils import timezone
from shapely.geometry.base import BaseGeometry

from kharita.core.crs import way
from kharita.core.workflow import fire
from kharita.importing.geometry import moved
from kharita.permits.checks.tidy import common, polygons_in
from kharita.rasters.change.finder import find_changes
from kharita.rasters.change.results import Changes, ChangeSettings, FlightFiles, Region
from kharita.rasters.zonal import BuiltUp, built_up
from kharita.surveys.models import Comparison, Finding, ParcelChange, Product, Progress, Survey
from kharita.surveys.picturing import Marks, save_picture
from kharita.surveys.progress import Teller
from kharita.surveys.verdict.belonging import Tally, belonging
from kharita.surveys.verdict.judging import judge
from kharita.surveys.verdict.limits import load_limits
from kharita.surveys.verdict.loading import Loader, lands_at, shape_of
from kharita.surveys.verdict.splitting import split
from kharita.surveys.verdict.things import Between, Change, Judged, Land, Piece
from kharita.surveys.workflow import COMPARISON_TRANSITIONS
from kharita.territory.models import Parcel

SHARES = {"place": 0.0, "level": 0.05, "compare": 0.1, "outline": 0.7, "parcels": 0.8, "pictures": 0.9}
"""How much of the whole is done when a step begins. The first four are the detection's own."""
FOUND = 0.8
SEEN_KINDS = (Product.Kind.ORTHO, Product.Kind.DSM, Product.Kind.DTM)
ROWS = 500


@dataclass(frozen=True)
class Flight:
    """The files of one survey that are compared, and what is kept of each as their source."""

    survey: Survey
    files: FlightFiles
    sources: list[dict[str, Any]]


def run(*, comparison: Comparison, now: datetime) -> Comparison:
    """Compare: `ready` afterwards, with its findings. Raises `UnusableFlights`, `GivenUp`, `Conflict`."""
    fire(comparison, "start", transitions=COMPARISON_TRANSITIONS, actor=None, now=now, started_at=now)
    before, after = _flight(comparison.before), _flight(comparison.after)
    shutil.rmtree(comparison.folder, ignore_errors=True)  # of a run that was killed
    ground = _common_ground(comparison)
    with Teller(comparison.key, Comparison._meta.db_table) as teller:
        told = partial(_told, teller)
        changes = find_changes(
            before.files, after.files, area=_moved(ground, settings.KHARITA_SRID, _crs_of(after.files)),
            settings=_settings(comparison), told=lambda fraction, step: told(step, fraction * FOUND),
            scheduler=_scheduler(),
        )  # fmt: skip
        told("parcels", FOUND)
        judged, tally = _judged(comparison, changes, after)
        parcels = _measured(comparison, ground, before, after, judged, changes)
        told("pictures", SHARES["pictures"])
        _picture(comparison, judged, before, after, changes, told)
    report = asdict(changes.report) | {"settings": asdict(_settings(comparison)), "changes": asdict(tally)}
    sources = {"before": before.sources, "after": after.sources}
    return _keep(comparison, judged, parcels, now, report=report, sources=sources)


def _told(teller: Teller, step: str, fraction: float) -> None:
    teller.tell(fraction, step)


def _scheduler() -> str:
    return str(getattr(settings.KHARITA, "dask_scheduler", "") or "")


def _flight(survey: Survey) -> Flight:
    ready = Product.objects.ready().filter(survey=survey, kind__in=SEEN_KINDS).order_by("kind")
    products = {product.kind: product for product in ready}
    paths = {kind: product.analysis for kind, product in products.items() if product.analysis.is_file()}
    sources = [
        {"survey": survey.number, "survey_id": survey.pk, "product_id": products[kind].pk, "kind": kind,
         "sha256": products[kind].sha256, "file_name": products[kind].file_name, "size": products[kind].size}
        for kind in sorted(paths)
    ]  # fmt: skip
    return Flight(survey, FlightFiles(**{kind: paths.get(kind) for kind in ("ortho", "dsm", "dtm")}), sources)


def _settings(comparison: Comparison) -> ChangeSettings:
    """The defaults, changed by the commune's thresholds that the run was asked for with."""
    own = {} if comparison.thresholds is None else comparison.thresholds.values
    names = {field.name for field in fields(ChangeSettings)}
    return ChangeSettings(**{name: value for name, value in own.items() if name in names})


def _common_ground(comparison: Comparison) -> shapely.MultiPolygon:
    """What both surveys show, within the area that was asked for (official CRS)."""
    shapes = [comparison.before.footprint, comparison.after.footprint, comparison.area]
    found = [polygons_in(shape_of(shape)) for shape in shapes if shape is not None]
    ground = found[0]
    for other in found[1:]:
        ground = common(ground, other)
    return ground


def _crs_of(files: FlightFiles) -> str:
    """The CRS of the detection's answers: that of the later flight's heights, else of its picture."""
    path = files.dsm or files.ortho
    if path is None:
        return f"EPSG:{settings.KHARITA_SRID}"
    with rasterio.open(path) as raster:
        return str(raster.crs.to_wkt())


def _moved(shape: Any, source: str | int, target: str | int) -> Any:
    """A geometry from one CRS to another, vertex by vertex."""
    return moved(shape, way(source, target))


Found = tuple[Piece, Judged]


def _judged(comparison: Comparison, changes: Changes, after: Flight) -> tuple[list[Found], Tally]:
    """Every change of the commune's with its verdict, the highest score first, always in the same order; and
    where all that was seen went."""
    limits, minimum = load_limits(), _settings(comparison).min_area_m2
    shapes = [
        polygons_in(_moved(one.geometry, changes.crs_wkt, settings.KHARITA_SRID)) for one in changes.regions
    ]
    built = _standing(after.files, shapes, changes)
    pairs = list(zip(changes.regions, shapes, built, strict=True))
    measured = [_change(region, shape, height, changes) for region, shape, height in pairs if shape.area > 0]
    lands = lands_at(comparison.commune_id, [change.geometry for change in measured])
    boundary = comparison.commune.boundary
    pieces, tally = belonging(
        split(measured, lands, min_area_m2=minimum, limits=limits),
        None if boundary is None else shape_of(boundary),
        seen=len(changes.regions),
    )
    when = Between(_day(comparison.before), _day(comparison.after))
    loader = Loader(comparison.commune_id, pieces, on=comparison.after.flown_at, limits=limits)
    judged = [(piece, judge(piece, loader.around(piece), when=when, limits=limits)) for piece in pieces]
    return sorted(judged, key=lambda one: (-one[1].score, one[0].change.geometry.bounds)), tally


def _day(survey: Survey) -> Any:
    return timezone.localdate(survey.flown_at)


def _standing(files: FlightFiles, shapes: Sequence[BaseGeometry], changes: Changes) -> list[float | None]:
    """The height above the ground of what stands in each shape at the later flight; None: not known."""
    if changes.report.method != "heights" or files.dsm is None or not shapes:
        return [None] * len(shapes)
    placed = [_moved(shape, settings.KHARITA_SRID, changes.crs_wkt) for shape in shapes]
    return [
        one.height_m if one.known_share > 0 else None for one in built_up(files.dsm, placed, dtm=files.dtm)
    ]


def _change(region: Region, shape: shapely.MultiPolygon, height: float | None, changes: Changes) -> Change:
    has_heights = region.direction != "surface"
    return Change(
        geometry=shape, direction=region.direction, area_m2=round(float(shape.area), 2),
        height_m=region.height_m if has_heights else None,
        built_height_m=height if has_heights else None,
        volume_m3=region.volume_m3 if has_heights else None,
        confidence=region.confidence, sigma_m=changes.report.sigma_m,
        position_m=changes.report.shift.spread_m,
        facts={**region.facts, "confidence": region.confidence, "height_p90_m": region.height_p90_m},
    )  # fmt: skip


def _measured(
    comparison: Comparison, ground: shapely.MultiPolygon, before: Flight, after: Flight,
    judged: Sequence[Found], changes: Changes,
) -> list[ParcelChange]:  # fmt: skip
    """What stands on every parcel of the common ground at both flights."""
    area = GEOSGeometry(memoryview(shapely.to_wkb(ground)), srid=settings.KHARITA_SRID)
    rows = Parcel.objects.current().filter(commune_id=comparison.commune_id, geometry__intersects=area)
    lands = [
        Land(one.pk, one.reference, shape_of(one.geometry))
        for one in rows.only("pk", "reference", "geometry").order_by("pk")
    ]
    stood, stands = (_on_parcels(flight.files, lands) for flight in (before, after))
    changed: dict[int, list[Change]] = {}
    for piece, _verdict in judged:
        if piece.parcel is not None:
            changed.setdefault(piece.parcel.id, []).append(piece.change)
    seen = _seen(lands, ground)
    return [
        ParcelChange(
            comparison=comparison, parcel_id=land.id,
            built_before_m2=None if old is None else old.area_m2,
            built_after_m2=None if new is None else new.area_m2,
            height_before_m=None if old is None else old.height_m,
            height_after_m=None if new is None else new.height_m,
            share_seen=share, changed_m2=round(sum(one.area_m2 for one in changed.get(land.id, ())), 2),
            confidence=max((one.confidence for one in changed.get(land.id, ())),
                           default=changes.report.confidence),
        )
        for land, old, new, share in zip(lands, stood, stands, seen, strict=True)
    ]  # fmt: skip


def _on_parcels(files: FlightFiles, lands: Sequence[Land]) -> list[BuiltUp | None]:
    if files.dsm is None or not lands:
        return [None] * len(lands)
    crs = _crs_of(files)
    placed = [_moved(land.geometry, settings.KHARITA_SRID, crs) for land in lands]
    return [one if one.known_share > 0 else None for one in built_up(files.dsm, placed, dtm=files.dtm)]


def _seen(lands: Sequence[Land], ground: shapely.MultiPolygon) -> list[float]:
    shapely.prepare(ground)
    return [
        1.0
        if ground.contains(land.geometry)
        else round(float(common(ground, polygons_in(land.geometry)).area / land.geometry.area), 4)
        for land in lands
    ]


def _picture(
    comparison: Comparison, judged: Sequence[Found], before: Flight, after: Flight, changes: Changes,
    told: Callable[[str, float], None],
) -> None:  # fmt: skip
    for index, (piece, verdict) in enumerate(judged):
        marks = Marks(
            piece.change.geometry,
            None if piece.parcel is None else piece.parcel.geometry,
            None if verdict.permit is None else verdict.permit.footprint,
        )
        at = Finding(comparison=comparison, number=index + 1)
        save_picture(at.picture("before"), before.files, marks, moved=changes.report.shift_m)
        save_picture(at.picture("after"), after.files, marks)
        told("pictures", SHARES["pictures"] + (1 - SHARES["pictures"]) * (index + 1) / len(judged))


@transaction.atomic
def _keep(
    comparison: Comparison, judged: Sequence[Found], parcels: Sequence[ParcelChange], now: datetime, *,
    report: dict[str, Any], sources: dict[str, Any],
) -> Comparison:  # fmt: skip
    """Put what was found in the place of what an unfinished run left, and be ready."""
    fire(
        comparison, "ready", transitions=COMPARISON_TRANSITIONS, actor=None, now=now,
        finished_at=timezone.now(), sources=sources, report=report, error=None,
    )  # fmt: skip
    ParcelChange.objects.filter(comparison=comparison).delete()
    Finding.objects.filter(comparison=comparison).delete()
    ParcelChange.objects.bulk_create(parcels, batch_size=ROWS)
    Finding.objects.bulk_create(
        [_finding(comparison, number, piece, verdict) for number, (piece, verdict) in enumerate(judged, 1)],
        batch_size=ROWS,
    )
    Progress.objects.filter(key=comparison.key).delete()
    return comparison


def _finding(comparison: Comparison, number: int, piece: Piece, verdict: Judged) -> Finding:
    change, permit = piece.change, verdict.permit
    shape = GEOSGeometry(memoryview(shapely.to_wkb(change.geometry)), srid=settings.KHARITA_SRID)
    assert isinstance(shape, MultiPolygon)  # noqa: S101 - made of one
    return Finding(
        commune_id=comparison.commune_id, comparison=comparison, number=number,
        parcel_id=None if piece.parcel is None else piece.parcel.id,
        permit_id=None if permit is None else permit.id,
        verdict=verdict.verdict, geometry=shape, area_m2=change.area_m2, outside_m2=verdict.outside_m2,
        height_m=change.height_m, built_height_m=change.built_height_m,
        permitted_height_m=verdict.permitted_height_m, volume_m3=change.volume_m3,
        confidence=verdict.confidence, score=verdict.score,
        facts={
            "direction": change.direction, "share": round(piece.share, 4), "measured": dict(change.facts),
            "told": [{"code": fact.code, "values": dict(fact.values)} for fact in verdict.facts],
        },
    )  # fmt: skip
