"""Drawings write a parcel's reference as a text inside its outline: it becomes the outline's column `label`.

A label belongs to the innermost outline around its insertion point, whatever its height. An outline without a
label, or with several that differ, is refused by name: which text is its reference is not for us to guess.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from kharita.importing.mapping import LABEL, Labels, Mapping
from kharita.importing.rows import Fields, texts_of
from kharita.importing.sources import GEOMETRY, ROW

# Every text that stands in a row's outline.
LABELS = "__labels"
_LINES = (1, 2)
_POLYGONS = (3, 6)


def with_labels(batches: Iterator[pa.RecordBatch], mapping: Mapping) -> Iterator[pa.RecordBatch]:
    """The outlines of all batches with their labels (unchanged where the mapping asks for none)."""
    rule = mapping.labels
    if rule is None:
        yield from batches
        return
    parts = list(batches)
    if not parts:
        return
    batch = pa.Table.from_batches(parts).combine_chunks().to_batches()[0]
    layers = np.asarray(texts_of(batch.column(rule.layer_column)).to_pylist(), dtype=object)
    shapes = shapely.from_wkb(batch.column(GEOMETRY).to_numpy(zero_copy_only=False), on_invalid="ignore")
    outlines = _outlines(shapes, layers, rule)
    texts = np.asarray(texts_of(batch.column(rule.text_column)).to_pylist(), dtype=object)
    is_label = np.array([text is not None for text in texts], dtype=bool) & np.isin(layers, rule.layers)
    found: list[list[str]] = [[] for _outline in outlines]
    for outline, label in _placed(shapes[outlines], shapes[is_label]):
        text = texts[np.flatnonzero(is_label)[label]]
        if text not in found[outline]:
            found[outline].append(text)
    chosen = batch.take(pa.array(outlines))
    names = [name for name in chosen.schema.names if name not in (GEOMETRY, ROW)]
    yield pa.RecordBatch.from_arrays(
        [
            *(chosen.column(name) for name in names),
            pa.array([one[0] if len(one) == 1 else None for one in found], pa.string()),
            pa.array(found, pa.list_(pa.string())),
            chosen.column(GEOMETRY),
            chosen.column(ROW),
        ],
        [*names, LABEL, LABELS, GEOMETRY, ROW],
    )


def refuse_unlabelled(batch: pa.RecordBatch, fields: Fields) -> None:
    """Refuse the outlines that have no label or several."""
    if LABELS not in batch.schema.names:
        return
    found: list[list[str]] = batch.column(LABELS).to_pylist()
    fields.refuse(pa.array([not texts for texts in found]), "missing-label", lambda _row: {})
    fields.refuse(
        pa.array([len(texts) > 1 for texts in found]),
        "ambiguous-label",
        lambda row: {"count": len(found[row]), "texts": " · ".join(found[row][:5])},
    )


def drawn_layers(batches: Iterator[pa.RecordBatch]) -> dict[str, dict[str, int]]:
    """How many texts and how many closed outlines each layer of a drawing has."""
    rule = Labels(layers=["any"])
    counts: dict[str, dict[str, int]] = {"texts": {}, "outlines": {}}
    for batch in batches:
        layers = texts_of(batch.column(rule.layer_column)).to_pylist()
        texts = texts_of(batch.column(rule.text_column)).to_pylist()
        shapes = shapely.from_wkb(batch.column(GEOMETRY).to_numpy(zero_copy_only=False), on_invalid="ignore")
        closed = _is_outline(shapes)
        for layer, text, is_closed in zip(layers, texts, closed.tolist(), strict=True):
            kind = "outlines" if is_closed else "texts" if text else None
            if kind and layer:
                counts[kind][layer] = counts[kind].get(layer, 0) + 1
    return counts


def _outlines(shapes: Any, layers: Any, rule: Labels) -> NDArray[np.intp]:
    """The rows that are to be labelled: of the layers that are named, else all that are closed."""
    if rule.outlines:
        return np.flatnonzero(np.isin(layers, rule.outlines) & ~np.isin(shapely.get_type_id(shapes), (0, 4)))
    return np.flatnonzero(_is_outline(shapes))


def _is_outline(shapes: Any) -> NDArray[np.bool_]:
    types = shapely.get_type_id(shapes)
    closed = np.isin(types, _LINES) & shapely.is_closed(shapes) & (shapely.get_num_points(shapes) > 3)
    return np.asarray(np.isin(types, _POLYGONS) | closed)


def _placed(outlines: Any, labels: Any) -> Iterator[tuple[int, int]]:
    """Pairs of an outline and a label in it; each label is in the smallest outline around it alone."""
    areas = np.array([_as_area(shape) for shape in outlines], dtype=object)
    points = shapely.point_on_surface(labels)
    tree = shapely.STRtree(areas)
    label, outline = tree.query(points, predicate="within")
    size = shapely.area(areas)
    order = np.lexsort((size[outline], label))
    first = np.r_[True, np.diff(label[order]) != 0] if len(order) else np.zeros(0, dtype=bool)
    yield from zip(outline[order][first].tolist(), label[order][first].tolist(), strict=True)


def _as_area(shape: Any) -> shapely.Geometry | None:
    """The ground of an outline, mended where it crosses itself (only to find what stands in it)."""
    if shape is None or shapely.get_num_coordinates(shape) < 4:
        return None
    area = shapely.Polygon(shape) if shapely.get_type_id(shape) in _LINES else shape
    return area if area.is_valid else shapely.make_valid(area)
