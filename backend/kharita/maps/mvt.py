"""Vector tiles (MVT 2.1) encoded by PostGIS from the rows that the door gives."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import DecimalField, FloatField

from kharita.maps.door import OpenLayer
from kharita.maps.grid import BUFFER, EXTENT, Tile

FEATURES_MAX = 12_000
"""More rows than this in one tile: the least important are left out."""


def _attribute(opened: OpenLayer, field: str) -> str:
    """The SQL of a column as a tile carries it: numbers to one decimal, in four bytes."""
    model_field = opened.model._meta.get_field(field)
    if isinstance(model_field, FloatField | DecimalField):
        return f'(round(source."{field}" * 10) / 10)::real AS "{field}"'
    return f'source."{field}"'


def statement(opened: OpenLayer, tile: Tile) -> tuple[str, list[Any]]:
    attributes = "".join(f", {_attribute(opened, field)}" for field in opened.fields)
    sql = f"""
SELECT ST_AsMVT(feature, '{opened.layer.id}', {EXTENT}, 'shape', 'id') AS body, count(*) AS features FROM (
  SELECT source.id, ST_AsMVTGeom(source.web_geometry, ST_MakeEnvelope(%s, %s, %s, %s, 3857)::box2d,
                                 {EXTENT}, {BUFFER}) AS shape{attributes}
  FROM {opened.source}
  WHERE source.web_geometry && ST_MakeEnvelope(%s, %s, %s, %s, 3857)
  LIMIT {FEATURES_MAX}
) AS feature WHERE shape IS NOT NULL"""
    return sql, [*tile.box, *opened.params, *tile.buffered_box]


def encode(opened: Sequence[OpenLayer], tile: Tile) -> bytes:
    """One tile with every given layer in it; empty where there is nothing."""
    body = b""
    with connection.cursor() as cursor:
        for layer in opened:
            cursor.execute(*statement(layer, tile))
            body += bytes(cursor.fetchone()[0] or b"")
    return body
