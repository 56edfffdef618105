"""What an architect's drawing shows: outlines by role in metres, levels and storeys as they are written."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, MultiLineString, MultiPolygon

from kharita.core.text import search_text
from kharita.permits.checks.tidy import NOWHERE, polygons_in
from kharita.permits.plans.entities import Entities, Label, Stroke, metres_of
from kharita.permits.plans.faults import Unread
from kharita.permits.plans.settings import PlanSettings, Reading, role_of

_LEVEL = re.compile(r"^(?:[a-z.]{1,6}\s*)?([±+-])\s*(\d{1,3}[.,]\d{1,3})\s*m?$", re.IGNORECASE)
_HEIGHT = re.compile(
    r"(?:\b(?:h|ht|hauteur|height)\b\.?|العلو|الارتفاع|علو)[^\d=:]{0,20}[=:]?\s*(\d{1,3}(?:[.,]\d{1,3})?)\s*m?",
    re.IGNORECASE,
)
_STOREYS = re.compile(r"(?<!\w)R\s*\+\s*(\d{1,2})(?!\d)", re.IGNORECASE)
_STOREY_OF_LAYER = re.compile(
    r"(?:r|etage|niveau|floor|storey|طابق)\s*\+?\s*(\d{1,2})|(\d{1,2})\s*(?:er|e|eme)"
)
_GROUND_FLOOR = re.compile(r"\brdc\b|\brez\b|ارضي")


@dataclass(frozen=True)
class Unit:
    """In what a drawing is. `is_assumed`: the file does not say, or says what cannot be."""

    name: str
    metres: float
    is_assumed: bool


@dataclass(frozen=True)
class PlanDrawing:
    """A drawing in metres, in the coordinates that it was drawn in.

    `floors` are the outlines of the storeys by number (0: the ground floor), or by the layer's name where it
    tells none. `storeys` is the highest "R+n" written, `height_m` the greatest height, `levels` the signed
    levels (±0.00), in metres. `layers` are the layers that were read with their role.
    """

    unit: Unit
    plot: MultiPolygon
    footprint: MultiPolygon
    courts: MultiPolygon
    parking: MultiPolygon
    setbacks: MultiLineString
    floors: Mapping[str, MultiPolygon]
    levels: tuple[float, ...]
    storeys: int | None
    height_m: float | None
    layers: Mapping[str, str]
    unread: tuple[Unread, ...]


def draw(entities: Entities, *, expected_m2: float | None, settings: PlanSettings) -> PlanDrawing:
    """The drawing that `entities` make. `expected_m2`, the plot's area in the cadastre, tells the unit of a
    drawing that does not."""
    reading = settings.reading
    unit = _unit(entities, expected_m2, reading)
    strokes: dict[str, dict[str, list[Stroke]]] = defaultdict(lambda: defaultdict(list))
    for stroke in entities.strokes:
        strokes[role_of(stroke.layer)][stroke.layer].append(stroke)
    unread = entities.unread()

    def outline(role: str) -> MultiPolygon:
        lines = [line for layer in strokes[role].values() for line in _lines(layer, unit)]
        found, open_lines = _outline(lines, reading)
        if lines and found.is_empty:
            unread.append(Unread("no-outline", ", ".join(sorted(strokes[role]))))
        elif open_lines:
            unread.append(Unread("open-lines", ", ".join(sorted(strokes[role])), count=open_lines))
        return found

    setbacks = [line for layer in strokes["setbacks"].values() for line in _lines(layer, unit)]
    return PlanDrawing(
        unit=unit,
        plot=outline("plot"),
        footprint=outline("footprint"),
        courts=outline("courts"),
        parking=outline("parking"),
        setbacks=MultiLineString(setbacks),
        floors=_floors(strokes["floors"], unit, reading),
        levels=_levels(entities.labels),
        storeys=max(
            (int(n) for label in entities.labels for n in _STOREYS.findall(label.text)), default=None
        ),
        height_m=_height(entities.labels),
        layers={layer: role_of(layer) for layer, count in sorted(entities.layers.items()) if count},
        unread=tuple(unread),
    )


def _lines(strokes: Iterable[Stroke], unit: Unit) -> list[LineString]:
    lines = (LineString(np.array(stroke.corners) * unit.metres) for stroke in strokes)
    return [line for line in lines if line.length > 0]


def _outline(lines: list[LineString], reading: Reading) -> tuple[MultiPolygon, int]:
    """The ground that `lines` enclose, outlines within outlines being holes; and how many are left open."""
    if not lines:
        return NOWHERE, 0
    noded = shapely.unary_union(MultiLineString(lines), grid_size=reading.snap_m)
    ground = polygons_in(shapely.build_area(noded))
    kept = MultiPolygon([part for part in ground.geoms if part.area >= reading.smallest_m2])
    _polygons, _cuts, dangles, _invalid = shapely.polygonize_full(shapely.get_parts(noded))
    return kept, len(shapely.get_parts(dangles))


def _unit(entities: Entities, expected_m2: float | None, reading: Reading) -> Unit:
    """The declared unit, unless the plot would be of another size by far and another unit explains it."""
    declared = metres_of(entities.units)
    plot = [stroke for stroke in entities.strokes if role_of(stroke.layer) == "plot"]
    raw = float(shapely.MultiPoint([corner for stroke in plot for corner in stroke.corners]).convex_hull.area)
    fits = {
        name: metres
        for name, metres in reading.factors.items()
        if expected_m2 and raw and _ratio(raw * metres**2, expected_m2) <= reading.factor_slack
    }
    if declared is not None:
        is_plausible = not fits or not raw or not expected_m2 or any(
            abs(metres / declared - 1) < 0.01 for metres in fits.values()
        ) or _ratio(raw * declared**2, expected_m2) <= reading.factor_slack  # fmt: skip
        if is_plausible:
            return Unit(_name_of(declared, reading), declared, is_assumed=False)
    name, metres = next(iter(fits.items()), ("m", 1.0) if declared is None else ("", declared))
    return Unit(name or _name_of(metres, reading), metres, is_assumed=True)


def _ratio(one: float, other: float) -> float:
    return max(one / other, other / one)


def _name_of(metres: float, reading: Reading) -> str:
    names = {factor: name for name, factor in reading.factors.items()}
    return names.get(metres, f"{metres:g} m")


def _floors(layers: Mapping[str, list[Stroke]], unit: Unit, reading: Reading) -> Mapping[str, MultiPolygon]:
    floors: dict[str, list[LineString]] = defaultdict(list)
    for layer, strokes in sorted(layers.items()):
        floors[_storey(layer)] += _lines(strokes, unit)
    outlines = {storey: _outline(lines, reading)[0] for storey, lines in floors.items()}
    return {storey: outline for storey, outline in outlines.items() if not outline.is_empty}


def _storey(layer: str) -> str:
    words = search_text(layer)
    if _GROUND_FLOOR.search(words):
        return "0"
    number = _STOREY_OF_LAYER.search(words)
    return next((group for group in number.groups() if group), layer) if number else layer


def _levels(labels: Iterable[Label]) -> tuple[float, ...]:
    found = set()
    for label in labels:
        if match := _LEVEL.match(label.text):
            value = float(match[2].replace(",", "."))
            found.add(-value if match[1] == "-" else value)
    return tuple(sorted(found))


def _height(labels: Iterable[Label]) -> float | None:
    heights = (float(text.replace(",", ".")) for label in labels for text in _HEIGHT.findall(label.text))
    return max(heights, default=None)
