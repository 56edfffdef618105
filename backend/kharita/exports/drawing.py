"""DXF for CAD (AutoCAD 2010 and later): outlines and points, what is known of each as extended data.

The library writes the frame of the drawing; the entities, of which there may be hundreds of thousands, are
written into it one by one.
"""

import logging
import re
from collections.abc import Generator
from io import StringIO

from django.utils import translation

from kharita.exports.plain_text import on_one_line
from kharita.exports.reading import Reading, Row

APPLICATION = "KHARITA"
"""Under this name an entity's extended data holds the row: pairs of column and value."""
TEXT_LIMIT = 250
"""Bytes in one text of extended data (the format allows 255)."""
LAST_HANDLE = "FFFFFFFFFFFF"
"""Handles of later entities come after those that are written here."""
LABEL_M = 1.5
_OUTLINE = re.compile(r"\(([^()]+)\)")
"""Each run of coordinates in a WKT: a point, a line, a ring."""
_METRE = 6
_INSUNITS = {1.0: _METRE, 0.3048: 2, 1000.0: 7}
"""The format's code ($INSUNITS) of a unit by its metres."""

logging.getLogger("ezdxf").setLevel(logging.WARNING)  # it tells of every table that it makes


def dxf(reading: Reading) -> Generator[bytes, None, None]:
    """The drawing. Each class of the legend is a layer of its own, as the labels are."""
    head, tail, owner, handle = _frame(reading)
    yield head.encode()
    writer = _Entities(reading, owner, handle)
    inside = f"ST_PointOnSurface({reading.geometry})"
    extra = [
        (f"ST_AsText({reading.geometry}, {reading.crs.decimals})", "text"),
        (f"ST_X({inside})", "float8"),
        (f"ST_Y({inside})", "float8"),
    ]
    for batch in reading.batches(extra):
        yield writer.write(batch).encode()
    yield tail.encode()


def _frame(reading: Reading) -> tuple[str, str, str, int]:
    """What stands before and after the entities, the handle of their space, the first free handle."""
    from ezdxf.document import Drawing  # heavy: loaded by who draws

    document = Drawing.new("R2010")
    document.units = _INSUNITS.get(reading.crs.metres_per_unit, _METRE)
    document.appids.add(APPLICATION)
    layer = reading.opened.layer
    for number, name in enumerate([layer.id, *(_class_layer(layer.id, c.value) for c in layer.categories)]):
        document.layers.add(name, color=number % 6 + 1)
    document.layers.add(_label_layer(layer.id), color=7)
    stream = StringIO()
    document.write(stream)
    text = stream.getvalue()
    at = text.index("  2\nENTITIES\n") + len("  2\nENTITIES\n")
    seed = text.index("$HANDSEED")
    first = text.index("\n", text.index("\n", seed) + 1) + 1
    last = text.index("\n", first)
    handle = int(text[first:last], 16)
    head = text[:first] + LAST_HANDLE + text[last:at]
    return head, text[at:], document.modelspace().block_record_handle, handle


def _class_layer(layer_id: str, value: object) -> str:
    return f"{layer_id}_{value}"


def _label_layer(layer_id: str) -> str:
    return f"{layer_id}_labels"


class _Entities:
    """Writes rows as entities: closed and open polylines, points, labels."""

    def __init__(self, reading: Reading, owner: str, handle: int) -> None:
        self.layer = reading.opened.layer
        self.names = ["id", *(column.name for column in reading.columns)]
        self.owner, self.handle = owner, handle
        self.decimals = reading.crs.decimals
        self.label_height = LABEL_M / reading.crs.metres_per_unit
        self.classes = {category.value for category in self.layer.categories}

    def write(self, rows: list[Row]) -> str:
        return "".join(self._row(row) for row in rows if row[-3] is not None)

    def _row(self, row: Row) -> str:
        *known, shape, x, y = row
        values = dict(zip(self.names, known, strict=True))
        data = self._extended_data(values)
        layer = self._layer_of(values)
        drawn = [self._outline(points, layer) + data for points in _OUTLINE.findall(shape)]
        label = self._label(values) if drawn else ""
        return "".join(drawn) + (self._text(label, x, y) if label else "")

    def _layer_of(self, values: dict[str, object]) -> str:
        value = values.get(self.layer.classify_by or "")
        return _class_layer(self.layer.id, value) if value in self.classes else self.layer.id

    def _label(self, values: dict[str, object]) -> str:
        column = self.layer.label or ""
        if column == "name":
            column = f"name_{(translation.get_language() or 'en')[:2]}"
        return on_one_line(str(values.get(column) or ""))

    def _start(self, kind: str, layer: str) -> str:
        self.handle += 1
        return f"  0\n{kind}\n  5\n{self.handle:X}\n330\n{self.owner}\n100\nAcDbEntity\n  8\n{layer}\n"

    def _outline(self, points: str, layer: str) -> str:
        """The entity of "x y,x y,…": a point, an open polyline, or a closed one (a ring of a polygon)."""
        places = points.count(",") + 1
        if places == 1:
            return f"{self._start('POINT', layer)}100\nAcDbPoint\n{_vertices(points)} 30\n0\n"
        first, last = points.partition(",")[0], points.rpartition(",")[2]
        closed = places > 3 and first == last
        if closed:
            points, places = points.rpartition(",")[0], places - 1
        return (
            f"{self._start('LWPOLYLINE', layer)}100\nAcDbPolyline\n 90\n{places}\n 70\n{int(closed)}\n"
            f"{_vertices(points)}"
        )

    def _text(self, text: str, x: float, y: float) -> str:
        at = _vertices(f"{x:.{self.decimals}f} {y:.{self.decimals}f}")
        return (
            f"{self._start('TEXT', _label_layer(self.layer.id))}100\nAcDbText\n{at} 30\n0\n"
            f" 40\n{self.label_height:.3f}\n  1\n{text}\n100\nAcDbText\n"
        )

    def _extended_data(self, values: dict[str, object]) -> str:
        lines = [f"1001\n{APPLICATION}\n"]
        for name, value in values.items():
            if value is None:
                continue
            lines.append(f"1002\n{{\n1000\n{name}\n")
            lines += [f"1000\n{part}\n" for part in _parts(on_one_line(str(value)))]
            lines.append("1002\n}\n")
        return "".join(lines)


def _vertices(points: str) -> str:
    """The group codes of "x y,x y,…"."""
    return " 10\n" + points.replace(" ", "\n 20\n").replace(",", "\n 10\n") + "\n"


def _parts(text: str) -> list[str]:
    """`text` in parts that extended data can hold."""
    if len(text.encode()) <= TEXT_LIMIT:
        return [text]
    parts, part, size = [], "", 0
    for character in text:
        width = len(character.encode())
        if size + width > TEXT_LIMIT:
            parts.append(part)
            part, size = "", 0
        part += character
        size += width
    return [*parts, part]
