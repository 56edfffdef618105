"""A finding as the values of its evidence: the names are those of `gis_data/surveys/papers.yaml`."""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import shapely
from django.contrib.gis.geos import GEOSGeometry
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from PIL import Image

import gis_data
from kharita.permits.models import IssuedPaper
from kharita.permits.paper.assembling import Rows, Values, person, said
from kharita.permits.paper.content import Figure, Value
from kharita.permits.paper.issuing import Source
from kharita.permits.paper.kinds import Words
from kharita.permits.paper.services import Order
from kharita.permits.shapes import geojson_of
from kharita.surveys import sketch
from kharita.surveys.explaining import explained
from kharita.surveys.models import Finding, Product, Survey
from kharita.surveys.services.judging import EVIDENCE, place_of
from kharita.surveys.verdict.loading import shape_of
from kharita.territory.models import Parcel

PAPERS = Path(gis_data.__file__).parent / "surveys" / "papers.yaml"
NEIGHBOURS_MAX = 60
_METHODS = {
    "heights": Words("Différence des modèles de surface", "فرق نماذج السطح"),
    "images": Words("Différence des orthophotos", "فرق الصور العمودية"),
}


def order_of(finding: Finding, kind: str) -> Order:
    """The order for the evidence of `finding` as it stands; after a judgement it is another one."""
    gone = IssuedPaper.objects.filter(kind=kind, cause__startswith=f"finding:{finding.pk}:").exclude(
        withdrawn_at=None
    )
    return Order(
        kind=kind,
        cause=f"finding:{finding.pk}:{gone.count()}",
        commune=finding.commune,
        reference=f"{finding.comparison.after.number}/{finding.comparison_id}-{finding.number}",
        values=values_of(finding),
        tables=tables_of(finding),
        figures=figures_of(finding),
    )


def values_of(finding: Finding) -> Values:
    """The figures of a finding, of its comparison, and of the person who judged it."""
    comparison, report = finding.comparison, finding.comparison.report
    shift = report.get("shift") or {}
    values: Values = {
        "parcels": None if finding.parcel is None else finding.parcel.reference,
        "address": _address(finding.parcel),
        "finding": f"{finding.comparison_id}/{finding.number}",
        "verdict": said(Finding.Verdict(finding.verdict).label),
        "found_area": _number(finding.area_m2, 1),
        "outside_area": _number(finding.outside_m2, 1) if finding.permit is not None else None,
        "height_gained": _number(finding.height_m),
        "height_standing": _number(finding.built_height_m),
        "height_permitted": _number(finding.permitted_height_m),
        "found_volume": _number(finding.volume_m3, 0),
        "found_confidence": _number(100 * finding.confidence, 0),
        "found_permit": None if finding.permit is None else finding.permit.reference,
        "found_at": _position(finding),
        "flown_before": _flown(comparison.before),
        "flown_after": _flown(comparison.after),
        "judged_by": person(finding.judged_by),
        "inspector": person(finding.judged_by),  # who signs by hand
        "judged_at": finding.judged_at,
        "judgement": said(Finding.State(finding.state).label),
        "detection": _METHODS.get(report.get("method", "")),
        "found_shift": _shift(shift),
        "found_noise": _number(report.get("sigma_m") or None),
        "found_thresholds": _thresholds(finding),
    }
    return values


def tables_of(finding: Finding) -> dict[str, Rows]:
    """What the verdict rests on, the two flights, and every file that was compared."""
    comparison = finding.comparison
    flights = tuple(_flight(survey) for survey in (comparison.before, comparison.after))
    files = tuple(
        (source["survey"], said(Product.Kind(source["kind"]).label), source["file_name"], source["sha256"])
        for epoch in ("before", "after")
        for source in comparison.sources.get(epoch, ())
    )
    return {"grounds": _grounds(finding), "flights": flights, "flight_files": files}


def figures_of(finding: Finding) -> tuple[Figure, ...]:
    """The place before and after, and a drawing of it."""
    found = []
    captions = {
        "before": (_("Before: %(survey)s"), finding.comparison.before),
        "after": (_("After: %(survey)s"), finding.comparison.after),
    }
    for epoch, (caption, survey) in captions.items():
        path = finding.picture(epoch)
        if path.is_file():
            said_there = said(caption)
            day = {"survey": f"{survey.number}, {localdate(survey.flown_at):%d/%m/%Y}"}
            words = Words(said_there.fr % day, said_there.ar % day)
            found.append(Figure(epoch, words, data=_jpeg(path)))
    legend = said(_("Red: what changed. Green: the permitted footprint. Yellow: the parcel."))
    drawn = Figure("sketch", legend, svg=_sketch(finding))
    return (*found, drawn)


def _grounds(finding: Finding) -> Rows:
    told = []
    for language in ("fr", "ar"):
        with translation.override(language):
            told.append([one["text"] for one in explained(finding.facts)])
    return tuple((Words(fr, ar),) for fr, ar in zip(*told, strict=True))


def _flight(survey: Survey) -> tuple[Value, ...]:
    return (
        survey.number, localdate(survey.flown_at), survey.authorisation.reference, survey.sensor or None,
        _number(survey.gsd_cm, 1), _number(survey.accuracy_cm, 1),
    )  # fmt: skip


def _flown(survey: Survey) -> Words:
    day = f"{localdate(survey.flown_at):%d/%m/%Y}"
    return Words(f"{survey.number} du {day}", f"{survey.number} بتاريخ {day}")


def _thresholds(finding: Finding) -> str | None:
    """Those that the run used: the commune's version, and the figures."""
    used: dict[str, Any] = finding.comparison.report.get("settings") or {}
    version = finding.comparison.thresholds
    figures = [
        f"h ≥ {used['min_height_m']:g} m" if "min_height_m" in used else "",
        f"S ≥ {used['min_area_m2']:g} m²" if "min_area_m2" in used else "",
        f"{used['sigmas']:g} σ" if "sigmas" in used else "",
        "" if version is None else f"v{version.version}",
    ]
    return ", ".join(filter(None, figures)) or None


def _shift(shift: dict[str, Any]) -> str | None:
    if not shift:
        return None
    return f"E {shift['east_m']:+.2f} / N {shift['north_m']:+.2f} (± {shift['spread_m']:.2f})"


def _address(parcel: Parcel | None) -> Words | None:
    if parcel is None or not (parcel.address or parcel.address_ar):
        return None
    return Words(parcel.address, parcel.address_ar)


def _position(finding: Finding) -> str | None:
    place = geojson_of(place_of(finding))
    if place is None:
        return None
    longitude, latitude = place["coordinates"]
    # Kept from left to right also among Arabic words: figures alone would be turned round there.
    return f"\u2066{latitude:.6f}, {longitude:.6f}\u2069"


def _number(value: float | None, digits: int = 2) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal(1).scaleb(-digits))


def _jpeg(path: Path) -> bytes:
    """The picture as printers take it (PDF/A-2 knows no WEBP)."""
    with Image.open(path) as picture:
        kept = io.BytesIO()
        picture.convert("RGB").save(kept, format="JPEG", quality=86)
    return kept.getvalue()


def _sketch(finding: Finding) -> str:
    change = shape_of(finding.geometry)
    parcel = None if finding.parcel is None else shape_of(finding.parcel.geometry)
    permit = finding.permit
    footprint = None if permit is None or permit.footprint is None else shape_of(permit.footprint)
    bounds = sketch.frame([one for one in (change, parcel) if one is not None])
    around = Parcel.objects.current().filter(
        commune_id=finding.commune_id, geometry__bboverlaps=_box(bounds, finding.geometry.srid)
    )
    neighbours = [
        (one.reference, shape_of(one.geometry))
        for one in around.only("reference", "geometry").order_by("pk")[:NEIGHBOURS_MAX]
    ]
    return sketch.sketch(bounds, change=change, parcel=parcel, footprint=footprint, neighbours=neighbours)


def _box(bounds: sketch.Bounds, srid: int) -> Any:
    return GEOSGeometry(memoryview(shapely.to_wkb(shapely.box(*bounds))), srid=srid)


SOURCE = Source(Finding, order_of)
KIND = EVIDENCE
