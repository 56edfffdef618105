"""One tile for one person: which layers are in it, its ETag, its bytes from the cache or the database."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from kharita.core.errors import BadInput, NotFound
from kharita.core.layers import Layer, layers
from kharita.maps import mvt
from kharita.maps.cache import EncodedTile, TileCache
from kharita.maps.door import OpenLayer, open_blocks, open_layer
from kharita.maps.grid import ZOOM_MAX, Tile
from kharita.maps.revisions import revision_of

LAYERS_MAX = 16
CACHE = TileCache(bytes_max=settings.KHARITA.tile_cache_bytes)


def layers_named(ids: str) -> list[Layer]:
    """The layers of a comma-separated list of ids, each once.

    Raises `NotFound` for an id that is no layer, `BadInput` for an empty or overlong list.
    """
    wanted = list(dict.fromkeys(ids.split(",")))
    if len(wanted) > LAYERS_MAX:
        raise BadInput(_("At most %(count)d layers fit in one tile.") % {"count": LAYERS_MAX}, field="ids")
    return [layer_named(layer_id) for layer_id in wanted]


def layer_named(layer_id: str) -> Layer:
    """The layer of that id. Raises `NotFound`."""
    layer = layers.get(layer_id)
    if layer is None:
        raise NotFound(_("There is no layer called “%(id)s”.") % {"id": layer_id[:60]})
    return layer


def tile_at(z: str, x: str, y: str) -> Tile:
    """The tile of an address. Raises `BadInput` for what is no number, `NotFound` outside the grid."""
    if not all(part.isascii() and part.isdigit() and len(part) <= 8 for part in (z, x, y)):
        raise BadInput(_("A tile is addressed by three whole numbers: zoom, column and row."))
    tile = Tile(int(z), int(x), int(y))
    if not tile.exists:
        raise NotFound(
            _("There is no such tile: zooms go from 0 to %(zoom)d, columns and rows from 0 to 2^zoom - 1.")
            % {"zoom": ZOOM_MAX}
        )
    return tile


def open_for_tile(wanted: Sequence[Layer], user: Any, tile: Tile) -> list[OpenLayer]:
    """What `user` may see of the layers at the tile's zoom: rows, or blocks in their place, or nothing."""
    opened = []
    for layer in wanted:
        if tile.z < layer.zooms[0]:
            continue
        if layer.generalise_below is not None and tile.z < layer.generalise_below:
            opened.append(open_blocks(layer, user, tile.z))
        else:
            opened.append(open_layer(layer, user))
    return opened


def etag_of(opened: Sequence[OpenLayer], tile: Tile) -> str:
    """Changes when a row in or near the tile changed, or when the asker's rights are others."""
    tables = frozenset[str]().union(*(layer.tables for layer in opened))
    seen = (tile, [layer.rights for layer in opened], revision_of(tables, tile))
    return f'"{hashlib.sha256(repr(seen).encode()).hexdigest()[:24]}"'


def encoded(opened: Sequence[OpenLayer], tile: Tile, etag: str) -> EncodedTile:
    """The tile's bytes."""
    known = CACHE.get(etag)
    if known is None:
        known = EncodedTile.of(mvt.encode(opened, tile))
        CACHE.put(etag, known)
    return known
