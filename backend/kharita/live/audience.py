"""Who is told what: people with the same rights make one audience, and are told with the same bytes.

Everything here reads the database and is called in a thread.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from kharita.accounts.models import communes_with
from kharita.core.layers import Layer, layers
from kharita.live.changes import Cell, Changes
from kharita.maps.door import open_blocks, open_layer
from kharita.maps.revisions import revision_of
from kharita.territory.models import Commune
from kharita.territory.models.base import DESK

Revisions = dict[str, int]


@dataclass(frozen=True)
class Scope:
    """What some people may see: the tables behind each layer of theirs, and the communes (None: all).

    `rights` is equal for people who see the same.
    """

    tables: dict[str, frozenset[str]]
    communes: frozenset[int] | None
    rights: str


@dataclass
class Audience:
    """A scope with what its people were told last."""

    scope: Scope
    revisions: Revisions
    last_event: int


@dataclass(frozen=True)
class News:
    """What one audience is told: layers with their changed cells (none: anywhere) and present revision."""

    cells: dict[str, frozenset[Cell]]
    revisions: Revisions = field(default_factory=dict)


def scope_of(user: Any) -> Scope:
    """What `user` (anonymous: the public) may see now."""
    opened = {layer.id: _opened(layer, user) for layer in layers.all()}
    served = communes_with(user, DESK)
    communes = (
        None if served is None else frozenset(Commune.objects.visible_to(user).values_list("pk", flat=True))
    )
    seen = [[one.rights for one in several] for several in opened.values()]
    ids = None if communes is None else sorted(communes)
    return Scope(
        tables={
            layer_id: frozenset[str]().union(*(one.tables for one in several))
            for layer_id, several in opened.items()
        },
        communes=communes,
        rights=hashlib.sha256(repr((seen, ids)).encode()).hexdigest(),
    )


def _opened(layer: Layer, user: Any) -> list[Any]:
    """The layer's rows, and what stands for them at low zooms."""
    if layer.generalise_below is None:
        return [open_layer(layer, user)]
    return [open_layer(layer, user), open_blocks(layer, user, layer.generalise_below - 1)]


def revisions_of(scope: Scope, layer_ids: Iterable[str] | None = None) -> Revisions:
    """How often each layer changed, as the manifest counts it."""
    ids = scope.tables if layer_ids is None else layer_ids
    return {layer_id: revision_of(_row_tables(scope, layer_id)) for layer_id in ids}


def _row_tables(scope: Scope, layer_id: str) -> frozenset[str]:
    layer = layers.get(layer_id)
    # The manifest counts a layer's rows; the blocks made of them follow a little later.
    if layer is None or layer.generalise_below is None:
        return scope.tables[layer_id]
    return scope.tables[layer_id] - {"maps_block"}


def news_for(audiences: Collection[Audience], changes: Changes) -> list[News]:
    """What each audience is told of `changes`, in their order; news without layers are not told."""
    areas = {table: area.told() for table, area in changes.areas.items()}
    places = frozenset[Cell]().union(*areas.values())
    owners = (
        _communes_at(places) if any(one.scope.communes is not None for one in audiences) and places else {}
    )
    return [_news(audience.scope, changes, areas, owners) for audience in audiences]


def _news(
    scope: Scope,
    changes: Changes,
    areas: dict[str, frozenset[Cell]],
    owners: dict[Cell, frozenset[int]],
) -> News:
    if changes.everything:
        return News(dict.fromkeys(scope.tables, frozenset()), revisions_of(scope))
    told: dict[str, frozenset[Cell]] = {}
    touched = [layer for layer, tables in scope.tables.items() if tables & changes.tables]
    for layer in touched:
        if scope.tables[layer] & changes.anywhere:
            told[layer] = frozenset()
            continue
        cells = frozenset[Cell]().union(*(areas.get(table, frozenset()) for table in scope.tables[layer]))
        seen = cells if scope.communes is None else {c for c in cells if owners[c] & scope.communes}
        if seen:
            told[layer] = frozenset(seen)
    return News(told, revisions_of(scope, touched))


def _communes_at(cells: frozenset[Cell]) -> dict[Cell, frozenset[int]]:
    """The communes in each cell. One outside of all belongs to those whose boundary nobody knows, else to the
    nearest: rows may stand a little beyond their commune's edge."""
    found = _query(cells, "JOIN territory_commune AS c ON ST_Intersects(c.web_geometry, box)")
    outside = frozenset(cell for cell in cells if cell not in found)
    if outside:
        unbounded = frozenset(Commune.objects.filter(boundary=None).values_list("pk", flat=True))
        found |= (
            dict.fromkeys(outside, unbounded)
            if unbounded
            else _query(
                outside,
                """CROSS JOIN LATERAL (SELECT id FROM territory_commune
                                       ORDER BY web_geometry <-> box LIMIT 1) AS c""",
            )
        )
    return {cell: found.get(cell, frozenset()) for cell in cells}


def _query(cells: frozenset[Cell], join: str) -> dict[Cell, frozenset[int]]:
    zooms, columns, rows = zip(*cells, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT z, x, y, array_agg(c.id)
                FROM unnest(%s::int[], %s::int[], %s::int[]) AS cell(z, x, y)
                CROSS JOIN LATERAL ST_TileEnvelope(z, x, y) AS box {join}
                GROUP BY z, x, y""",  # noqa: S608  # one of two constants
            [list(zooms), list(columns), list(rows)],
        )
        return {(z, x, y): frozenset(ids) for z, x, y, ids in cursor.fetchall()}
