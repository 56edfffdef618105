"""A first mapping, from the names of the columns and what stands in them."""

import re
import unicodedata
from typing import Any

import pyarrow as pa

from kharita.importing.mapping import LABEL
from kharita.importing.rows import texts_of
from kharita.importing.sources import Source
from kharita.importing.targets import ImportTarget, TargetField
from kharita.territory.models import Commune, Parcel
from kharita.territory.titles import parse_title

_X = ("x", "lon", "lng", "long", "longitude", "easting", "est", "coord_x", "x_coord")
_Y = ("y", "lat", "latitude", "northing", "nord", "coord_y", "y_coord")
_WKT = ("wkt", "geom", "geometry", "the_geom", "geometrie")
_KEYS = ("globalid", "gid", "uuid", "fid", "objectid", "source_key", "id", "code", "identifiant")
_TITLE_SHARE = 0.5
# A file with this share of the present number of parcels is taken for the whole cadastre.
_WHOLE = 0.5


def plain(name: str) -> str:
    """A column's name without case, accents, Arabic marks and separators, for comparing."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", "", letters.translate(str.maketrans("أإآىة", "اااىه")).replace("ى", "ي"))


def suggest(
    source: Source,
    sample: pa.Table,
    target: ImportTarget | None,
    facts: dict[str, Any],
    commune: Commune,
) -> dict[str, Any]:
    """A mapping as JSON; empty `fields` where nothing seems to fit. `facts`: what else the file shows."""
    if target is None:
        return {}
    crs = facts.get("crs")
    names = [column.name for column in source.columns]
    taken: set[str] = set()
    fields: dict[str, Any] = {}
    for declared in target.fields:
        column = _column_for(declared, names, taken)
        if column is None and declared.id in ("reference", "parcels"):
            column = _titles_column(sample, names, taken)
        if column is not None:
            taken.add(column)
            fields[declared.id] = _rule(declared, column, sample)
    mapping: dict[str, Any] = {
        "layer": source.layer,
        "fields": fields,
        "options": _options(source, target, commune),
    }
    if crs and crs.get("code"):
        mapping |= {"crs": crs["code"], "swap_axes": crs["swapped"]}
    if target.key == "source_key":
        mapping["key"] = _first(_KEYS, names)
    if target.geometry is not None and set(source.geometry_types) == {"None"}:
        mapping["coordinates"] = _coordinates(names, fields)
    if target.key == "reference" and (labels := _labels(facts.get("drawing"))) is not None:
        mapping["labels"] = labels
        fields["reference"] = LABEL
    return {name: value for name, value in mapping.items() if value not in (None, False)}


def _column_for(declared: TargetField, names: list[str], taken: set[str]) -> str | None:
    wanted = [plain(name) for name in (declared.id, *declared.synonyms)]
    free = {plain(name): name for name in reversed(names) if name not in taken}
    return next((free[name] for name in wanted if name in free), None)


def _titles_column(sample: pa.Table, names: list[str], taken: set[str]) -> str | None:
    """The column whose values read as land titles, whatever it is called."""
    for name in names:
        texts = [text for text in texts_of(sample[name].combine_chunks()).to_pylist()[:200] if text]
        if name not in taken and texts:
            read = sum(parse_title(text) is not None for text in texts)
            if read >= _TITLE_SHARE * len(texts):
                return name
    return None


def _rule(declared: TargetField, column: str, sample: pa.Table) -> Any:
    """The column alone, or with a dictionary where a choice's values are called otherwise in the file."""
    if not declared.choices:
        return column
    known = {plain(value): value for value, _title in declared.choices}
    known |= {plain(alias): value for value, aliases in declared.value_synonyms for alias in aliases}
    found = {text for text in texts_of(sample[column].combine_chunks()).to_pylist() if text}
    values = {text: known[plain(text)] for text in sorted(found) if plain(text) in known}
    return {"column": column, "values": values} if values else column


def _options(source: Source, target: ImportTarget, commune: Commune) -> dict[str, Any]:
    if target.model is not Parcel:
        return {}
    present = Parcel.objects.current().filter(commune=commune).count()
    return {"retire_missing": True} if present and source.features >= _WHOLE * present else {}


def _first(wanted: tuple[str, ...], names: list[str]) -> str | None:
    free = {plain(name): name for name in reversed(names)}
    return next((free[plain(name)] for name in wanted if plain(name) in free), None)


def _labels(drawing: dict[str, dict[str, int]] | None) -> dict[str, Any] | None:
    """The layers of a drawing with the most texts and the most outlines."""
    if drawing is None or not drawing["texts"] or not drawing["outlines"]:
        return None
    layers, outlines = (max(drawing[kind].items(), key=lambda item: item[1])[0] for kind in drawing)
    return {"layers": [layers], "outlines": [outlines]}


def _coordinates(names: list[str], fields: dict[str, Any]) -> dict[str, Any] | None:
    wkt = _first(_WKT, names)
    if wkt is not None:
        return {"wkt": wkt}
    x, y = _first(_X, names), _first(_Y, names)
    return {"x": x, "y": y} if x and y else None
