"""KML 2.2 for Google Earth: degrees, typed columns with their titles, the layer's own colours."""

from collections.abc import Generator
from xml.sax.saxutils import escape, quoteattr

from django.utils import translation

from kharita.core.geo import WGS84
from kharita.exports.crs import DECIMALS
from kharita.exports.plain_text import without_controls
from kharita.exports.reading import Reading, Row

_TYPES = {"integer": "int", "number": "double", "boolean": "bool"}


def kml(reading: Reading) -> Generator[bytes, None, None]:
    """The document; a Placemark's id is `<layer>.<row's id>`."""
    yield _head(reading).encode()
    shape = f"ST_AsKML(ST_Transform(source.geometry, {WGS84}), {DECIMALS})"
    names = [column.name for column in reading.columns]
    name_at = _name_column(reading, names)
    for batch in reading.batches([(shape, "text")]):
        yield "".join(_placemark(reading, row, names, name_at) for row in batch).encode()
    yield b"</Folder></Document></kml>\n"


def _head(reading: Reading) -> str:
    layer = reading.opened.layer
    title = escape(str(layer.title))
    fields = "".join(
        f'<SimpleField type="{_TYPES.get(kind, "string")}" name={quoteattr(name)}>'
        f"<displayName>{escape(shown)}</displayName></SimpleField>"
        for name, kind, shown in [
            ("id", "integer", "id"),
            *((c.name, c.kind, str(c.title)) for c in reading.columns),
        ]
    )
    red, green, blue = (layer.color[at : at + 2] for at in (1, 3, 5))
    colour = f"{blue}{green}{red}".lower()
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"<name>{title}</name>"
        f"<Schema name={quoteattr(layer.id)} id={quoteattr(layer.id)}>{fields}</Schema>"
        f'<Style id="drawn"><LineStyle><color>ff{colour}</color><width>1.5</width></LineStyle>'
        f"<PolyStyle><color>66{colour}</color></PolyStyle></Style>"
        f"<Folder><name>{title}</name>\n"
    )


def _name_column(reading: Reading, names: list[str]) -> int | None:
    """The column that names a row; a name in the reader's language where there is one in each."""
    label = reading.opened.layer.label
    language = (translation.get_language() or "en")[:2]
    wanted = f"name_{language}" if label == "name" else label
    return names.index(wanted) if wanted in names else None


def _placemark(reading: Reading, row: Row, names: list[str], name_at: int | None) -> str:
    row_id, *values, shape = row
    layer_id = reading.opened.layer.id
    name = values[name_at] if name_at is not None and values[name_at] else row_id
    data = "".join(
        f'<SimpleData name="{column}">{_text(value)}</SimpleData>'
        for column, value in zip(["id", *names], [row_id, *values], strict=True)
        if value is not None
    )
    return (
        f'<Placemark id="{layer_id}.{row_id}"><name>{_text(name)}</name><styleUrl>#drawn</styleUrl>'
        f'<ExtendedData><SchemaData schemaUrl="#{layer_id}">{data}</SchemaData></ExtendedData>'
        f"{shape or ''}</Placemark>\n"
    )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return escape(without_controls(str(value)))
