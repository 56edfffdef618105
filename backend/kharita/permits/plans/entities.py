"""The entities of a DXF drawing, blocks taken apart: lines as coordinates, texts with their place.

A drawing is a stranger's file. Its size is bounded before it is parsed; blocks, which can multiply without
end by holding one another, and the points of curves, which can be of any size, are counted as they come.
"""

import logging
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ezdxf.path
from django.utils.translation import gettext as _
from ezdxf import recover, units
from ezdxf.document import Drawing
from ezdxf.entities.dxfentity import DXFEntity
from ezdxf.entities.insert import Insert
from ezdxf.enums import InsertUnits
from ezdxf.filemanagement import readfile
from ezdxf.lldxf.const import DXFError

from kharita.importing.intake import driver_of
from kharita.permits.plans.faults import BadPlan, Unread
from kharita.permits.plans.settings import PlanLimits, role_of

logging.getLogger("ezdxf").setLevel(logging.ERROR)  # it tells of every fault of a stranger's file

# What parsing nonsense can raise: ezdxf checks much, not everything.
NONSENSE = (
    DXFError, ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError,
    StopIteration, TypeError, ValueError,
)  # fmt: skip
_CURVES = frozenset({"LINE", "LWPOLYLINE", "POLYLINE", "ARC", "CIRCLE", "ELLIPSE", "SPLINE"})
_FILLED = frozenset({"HATCH", "MPOLYGON"})
_FACES = frozenset({"SOLID", "TRACE", "3DFACE"})
_TEXTS = frozenset({"TEXT", "MTEXT", "ATTRIB"})
# Signs and measures for people, which hold no outline.
_SILENT = frozenset({"POINT", "DIMENSION", "LEADER", "MULTILEADER", "ATTDEF", "VIEWPORT", "TOLERANCE"})

_FINEST = 1e-5  # of a curve's own size

Corner = tuple[float, float]


@dataclass(frozen=True)
class Stroke:
    """A line in drawing units, on a layer; closed where it ends where it began."""

    layer: str
    corners: tuple[Corner, ...]


@dataclass(frozen=True)
class Label:
    """A text with its place in drawing units."""

    layer: str
    text: str
    x: float
    y: float


@dataclass
class Entities:
    """What was read of a drawing, in its own units. `units` is its $INSUNITS."""

    units: int = 0
    strokes: list[Stroke] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    missed: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    layers: Counter[str] = field(default_factory=Counter)

    def unread(self) -> list[Unread]:
        return [
            Unread(reason, layer, entity, count)
            for (reason, layer, entity), count in sorted(self.missed.items())
        ]


def read_entities(path: Path, *, limits: PlanLimits, flattening: float) -> Entities:
    """The entities of the DXF file `path` whose layer has a role, and all texts.

    `flattening` is the most by which a curve may leave its chord, in metres. Raises `BadPlan` ("too-large",
    "not-a-drawing", "damaged", "too-many-entities", "empty-drawing"), and `BadFile` for other content.
    """
    document = _opened(path, limits)
    found = Entities(units=_units_of(document))
    walk = _Walk(document, found, limits, flattening / (metres_of(found.units) or 1.0))
    walk.all()
    if not walk.seen:
        raise BadPlan(_("The drawing is empty, or breaks off before its first line."), code="empty-drawing")
    return found


def _units_of(document: Drawing) -> int:
    try:
        return int(document.header.get("$INSUNITS", 0))
    except NONSENSE:
        return 0


def metres_of(code: int) -> float | None:
    """The metres of one drawing unit of this $INSUNITS; None for a drawing without units."""
    try:
        factor = float(units.conversion_factor(InsertUnits(code), InsertUnits(units.M))) if code else 0.0
    except NONSENSE:
        return None
    return factor if math.isfinite(factor) and factor > 0 else None


def _opened(path: Path, limits: PlanLimits) -> Drawing:
    size = path.stat().st_size
    if size > limits.bytes_max:
        raise BadPlan(
            _("The drawing has %(size)s MB; at most %(limit)s MB are read: send the plan without pictures.")
            % {"size": round(size / 1e6, 1), "limit": round(limits.bytes_max / 1e6)},
            code="too-large",
        )
    if driver_of(path) != "DXF":
        raise BadPlan(_("The file is no DXF drawing."), code="not-a-drawing")
    try:
        document = _parsed(path)
        count = len(document.entitydb)
    except NONSENSE as error:
        raise BadPlan(
            _("The drawing is damaged: save it again as DXF (2013 or later)."), code="damaged"
        ) from error
    if count > limits.entities_max:
        raise _too_many(limits)
    return document


def _parsed(path: Path) -> Drawing:
    try:
        return readfile(path)
    except NONSENSE:
        # Slower, and it mends what it can: only where the file needs it.
        document, _auditor = recover.readfile(path)
        return document


def _too_many(limits: PlanLimits) -> BadPlan:
    return BadPlan(
        _("The drawing has more than %(limit)s entities: send the plan of one project.")
        % {"limit": limits.entities_max},
        code="too-many-entities",
    )


class _Walk:
    """Goes through a drawing once, counting."""

    def __init__(self, document: Drawing, found: Entities, limits: PlanLimits, flattening: float) -> None:
        self.document = document
        self.found = found
        self.limits = limits
        self.flattening = flattening
        self.seen = self.points = 0
        self.worth: dict[tuple[str, bool], bool] = {}
        self.hidden = {
            layer.dxf.name.lower() for layer in document.layers if layer.is_off() or layer.is_frozen()
        }

    def all(self) -> None:
        for entity in self.document.modelspace():
            self.take(entity, "", 0)

    def take(self, entity: DXFEntity, outer: str, depth: int) -> None:
        """One entity; `outer` is the layer of the block that holds it, which layer 0 means."""
        self._count()
        kind = entity.dxftype()
        layer = str(entity.dxf.get("layer", "0"))
        if layer == "0" and outer:
            layer = outer
        if kind in _SILENT:
            return
        if layer.lower() in self.hidden:
            self.found.missed["layer-off", layer, ""] += 1
            return
        try:
            self._read(entity, kind, layer, depth)
        except NONSENSE:
            self.found.missed["damaged", layer, kind] += 1

    def _count(self) -> None:
        self.seen += 1
        if self.seen > self.limits.entities_max:
            raise _too_many(self.limits)

    def _read(self, entity: DXFEntity, kind: str, layer: str, depth: int) -> None:
        if isinstance(entity, Insert):
            self._block(entity, layer, depth)
        elif kind in _TEXTS:
            self._text(entity, layer)
        elif not role_of(layer):
            self.found.missed["unknown-layer", layer, ""] += 1
        elif kind in _CURVES or kind in _FILLED or kind in _FACES:
            self._strokes(entity, kind, layer)
        else:
            self.found.missed["unsupported", layer, kind] += 1

    def _block(self, insert: Insert, layer: str, depth: int) -> None:
        block = insert.block()
        if block is None or block.block_record.is_xref:
            self.found.missed["external", layer, str(insert.dxf.get("name", ""))] += 1
            return
        if depth >= self.limits.depth_max:
            self.found.missed["too-deep", layer, str(insert.dxf.get("name", ""))] += 1
            return
        if not self._matters(str(insert.dxf.name), bool(role_of(layer)), ()):
            self.found.missed["unknown-layer", layer, ""] += 1
            return
        for attribute in insert.attribs:
            self.take(attribute, layer, depth + 1)
        for each in insert.multi_insert() if insert.mcount > 1 else (insert,):
            self._count()
            for entity in each.virtual_entities():
                self.take(entity, layer, depth + 1)

    def _matters(self, name: str, is_role: bool, above: tuple[str, ...]) -> bool:
        """Whether a block holds anything to be read. (Most are furniture, and costly to take apart.)"""
        key = (name, is_role)
        if key not in self.worth and name not in above and len(above) <= self.limits.depth_max:
            block = self.document.blocks.get(name)
            self.worth[key] = block is not None and any(
                self._is_worth(entity, is_role, (*above, name)) for entity in block
            )
        return self.worth.get(key, True)

    def _is_worth(self, entity: DXFEntity, is_role: bool, above: tuple[str, ...]) -> bool:
        layer = str(entity.dxf.get("layer", "0"))
        is_read = is_role if layer == "0" else bool(role_of(layer))
        if isinstance(entity, Insert):
            return bool(entity.attribs) or self._matters(str(entity.dxf.get("name", "")), is_read, above)
        return is_read or entity.dxftype() in _TEXTS

    def _text(self, entity: Any, layer: str) -> None:
        if len(self.found.labels) >= self.limits.texts_max:
            return
        text = entity.plain_text() if entity.dxftype() == "MTEXT" else str(entity.dxf.get("text", ""))
        place = entity.dxf.insert
        if text.strip() and math.isfinite(place.x) and math.isfinite(place.y):
            self.found.labels.append(Label(layer, text.strip()[:200], float(place.x), float(place.y)))

    def _strokes(self, entity: Any, kind: str, layer: str) -> None:
        drawn = 0
        for corners in self._lines(entity, kind):
            if len(corners) > 1 and all(math.isfinite(value) for corner in corners for value in corner):
                self.found.strokes.append(Stroke(layer, corners))
                drawn += 1
        self.found.layers[layer] += drawn
        if not drawn:
            self.found.missed["damaged", layer, kind] += 1

    def _lines(self, entity: Any, kind: str) -> Iterator[tuple[Corner, ...]]:
        if kind in _FACES:
            corners = [(float(point.x), float(point.y)) for point in entity.wcs_vertices(close=True)]
            yield tuple(corners)
            return
        paths = ezdxf.path.from_hatch(entity) if kind in _FILLED else (ezdxf.path.make_path(entity),)
        for path in paths:
            yield tuple(self._points(path))

    def _points(self, path: ezdxf.path.Path) -> Iterator[Corner]:
        # Of a curve of any size some hundred chords: a circle as large as the world is no trap.
        distance = max(self.flattening, _FINEST * _span(path))
        for point in path.flattening(distance, segments=4):
            self.points += 1
            if self.points > self.limits.points_max:
                raise _too_many(self.limits)
            yield float(point.x), float(point.y)


def _span(path: ezdxf.path.Path) -> float:
    """The width or height of a path's control points, whichever is more."""
    xs, ys = zip(*((point.x, point.y) for point in path.control_vertices()), strict=True)
    return float(max(max(xs) - min(xs), max(ys) - min(ys)))
