"""Vector tiles (MVT 2.1) encoded by PostGIS from the rows that the door gives.

The statements run as prepared ones with binary results: planning and hexadecimal would cost as much as a
small tile itself (docs/decisions/0005-vector-tiles.md has the figures).
"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.db import OperationalError, connection
from django.db.models import DecimalField, FloatField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg import Cursor

from kharita.core.errors import DomainError
from kharita.maps.door import OpenLayer
from kharita.maps.grid import BUFFER, EXTENT, Tile
from kharita.maps.models import Block
from kharita.maps.mvt_points import crowded_statement, is_crowded, label_fields, labels_statement
from kharita.maps.prepared import prepared_connection

FEATURES_MAX = 10_000
"""Features of one layer in one tile; of more, the most important are kept."""
BYTES_MAX = 480_000
"""Of a tile before compression; of a heavier one, the most important features of each layer are kept."""
THINNINGS_MAX = 6
TIMEOUT_MS = 5_000
PREPARED_FROM = 15
"""The zoom from which statements are prepared; the index of one zoom's blocks is found only by planning."""
UNTIMED_FROM = 16
"""The zoom from which few rows are read by index: to set the timeout would cost as much as the tile, and the
deployment's own will do."""
DETAILS_FROM = 14
"""The zoom from which tiles carry all attributes; below, only those that decide how a feature is drawn."""
LINE_LABELS_FROM = 13
SNAPPED_FROM = 15
"""The zoom from which small polygons are snapped to the tile's grid instead of being clipped and repaired."""


class TileTooSlow(DomainError):
    """The database took longer than a tile is worth."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "tile-too-slow"
    title = gettext_lazy("The map is busy")


@dataclass(frozen=True)
class Encoded:
    """One layer of a tile."""

    body: bytes
    features: int


def fields_at(opened: OpenLayer, zoom: int) -> tuple[str, ...]:
    """The attributes that a layer's features carry in tiles of that zoom."""
    layer = opened.layer
    if zoom >= DETAILS_FROM or layer.kind == "point":
        return opened.fields
    drawn = {layer.classify_by, layer.appears_by, *label_fields(opened)}
    if layer.kind == "line" and zoom < LINE_LABELS_FROM:
        drawn -= {*label_fields(opened)} - {layer.classify_by}
    return tuple(field for field in opened.fields if field in drawn)


def encode(opened: Sequence[OpenLayer], tile: Tile) -> bytes:
    """One tile with every given layer in it; empty where there is nothing.

    What is left out of a tile that would be too heavy depends on the rows alone, so that it is the same each
    time. Raises `TileTooSlow`.
    """
    labelled = [layer for layer in opened if layer.layer.has_label_points]
    parts = _run(
        [
            *(statement(layer, tile) for layer in opened),
            *(labels_statement(layer, tile) for layer in labelled),
        ],
        prepare=tile.z >= PREPARED_FROM,
        timed=tile.z < UNTIMED_FROM,
    )
    parts, labels = parts[: len(opened)], parts[len(opened) :]
    for _round in range(THINNINGS_MAX):
        share = min(1.0, 0.95 * BYTES_MAX / max(1, sum(len(part.body) for part in parts)))
        if share > 0.95 and all(part.features <= FEATURES_MAX for part in parts):
            break
        keep = [min(FEATURES_MAX, int(part.features * share)) for part in parts]
        thinner = [statement(layer, tile, keep=most) for layer, most in zip(opened, keep, strict=True)]
        parts = _run(thinner)
    return b"".join(part.body for part in (*parts, *labels))


def statement(opened: OpenLayer, tile: Tile, *, keep: int | None = None) -> tuple[str, list[Any]]:
    """The SELECT of one layer of a tile, with its values; `keep` of the features, most important first."""
    attributes = "".join(f", {_attribute(opened, field)}" for field in fields_at(opened, tile.z))
    if is_crowded(opened, tile):
        return crowded_statement(opened, tile, attributes)
    conditions = "source.web_geometry && ST_MakeEnvelope(%s, %s, %s, %s, 3857)"
    params: list[Any] = [*opened.params, *tile.buffered_box]
    if later := sorted(value for value, zoom in opened.layer.appears.items() if zoom > tile.z):
        conditions += f' AND source."{opened.layer.appears_by}" <> ALL(%s)'
        params.append(later)
    order = "" if keep is None else f"ORDER BY {_importance(opened)} DESC, id"
    most = FEATURES_MAX + 1 if keep is None else keep
    shape, shape_params, snapped, snapped_params = _shapes(opened, tile)
    # LIMIT keeps the planner from merging the inner SELECT, which would snap each polygon twice.
    sql = f"""
SELECT ST_AsMVT(feature, '{opened.layer.id}', {EXTENT}, 'shape', 'id'), count(*) FROM (
  SELECT id, {shape} AS shape{attributes} FROM (
    SELECT source.*, {snapped} AS snapped FROM {opened.source} WHERE {conditions} {order} LIMIT {most}
  ) AS source
) AS feature WHERE shape IS NOT NULL"""  # noqa: S608  # names from declarations, values bound
    return sql, [*shape_params, *snapped_params, *params]


def _shapes(opened: OpenLayer, tile: Tile) -> tuple[str, list[float], str, list[float]]:
    """The SQL of a feature's shape in the tile's grid, and of its quick form where there is one.

    Small polygons lie wholly within the buffer at high zooms: moved, scaled and snapped to the grid they
    are what `ST_AsMVTGeom` makes of them, in half the time. Those that cross the edge, or lose a corner by
    snapping, go the long way.
    """
    long_way = f"ST_AsMVTGeom(web_geometry, ST_MakeEnvelope(%s, %s, %s, %s, 3857)::box2d, {EXTENT}, {BUFFER})"
    is_on_grid = opened.model is Block  # by the way blocks are made, at every zoom
    if opened.layer.kind != "polygon" or not (is_on_grid or tile.z >= SNAPPED_FROM):
        return long_way, [*tile.box], "NULL", []
    west, _south, _east, north = tile.box
    scale = 1 / tile.unit
    # Clockwise on the ground is what the standard asks of outer rings once the y axis points down.
    quick = (
        "CASE WHEN source.web_geometry @ ST_MakeEnvelope(%s, %s, %s, %s, 3857) THEN "
        "ST_SnapToGrid(ST_TransScale(ST_ForcePolygonCW(source.web_geometry), %s, %s, %s, %s), 1) END"
    )
    chosen = f"CASE WHEN ST_NPoints(snapped) = ST_NPoints(web_geometry) THEN snapped ELSE {long_way} END"
    return chosen, [*tile.box], quick, [*tile.buffered_box, -west, -north, scale, -scale]


def _importance(opened: OpenLayer) -> str:
    """The SQL of what is kept first: as declared, else the largest; of points (null there) the first."""
    sizes = {"polygon": "ST_Area(source.web_geometry)", "line": "ST_Length(source.web_geometry)"}
    if opened.layer.importance is None and opened.layer.kind in sizes:
        return sizes[opened.layer.kind]
    return "source.importance"


def _attribute(opened: OpenLayer, field: str) -> str:
    """The SQL of a column as a tile carries it: fractions to one decimal, in four bytes."""
    if isinstance(opened.model._meta.get_field(field), FloatField | DecimalField):
        return f'(round(source."{field}" * 10) / 10)::real AS "{field}"'
    return f'source."{field}"'


def _run(
    statements: Sequence[tuple[str, list[Any]]], *, prepare: bool = False, timed: bool = True
) -> list[Encoded]:
    """Run the statements, `timed` under the tiles' own timeout; several commands in one round trip."""
    raw = prepared_connection()
    # Django's own would bind on our side.
    cursors = [Cursor(raw) for _statement in statements]
    try:
        with (
            connection.wrap_database_errors,
            raw.pipeline() if timed or len(statements) > 1 else nullcontext(),
        ):
            if timed:  # what fails takes this back as well: all of a round trip is one transaction
                raw.execute(f"SET statement_timeout TO {TIMEOUT_MS}")
            for cursor, (sql, params) in zip(cursors, statements, strict=True):
                cursor.execute(sql, params, prepare=prepare, binary=True)
            if timed:
                raw.execute("SET statement_timeout TO DEFAULT")
    except OperationalError as error:
        raise TileTooSlow(_("Try again in a moment, or come closer.")) from error
    return [Encoded(*(cursor.fetchone() or (b"", 0))) for cursor in cursors]
