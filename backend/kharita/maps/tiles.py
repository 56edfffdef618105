"""One tile for one person: which layers are in it, its ETag, its bytes from the cache or the database."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from kharita.core.errors import BadInput, NotFound
from kharita.core.layers import Layer, layers
from kharita.core.metrics import TileOutcome, observe_tile_encoding
from kharita.maps import mvt
from kharita.maps.cache import EncodedTile, TileCache
from kharita.maps.door import OpenLayer, open_blocks, open_layer
from kharita.maps.grid import ZOOM_MAX, Tile
from kharita.maps.revisions import states_of

if TYPE_CHECKING:
    from kharita.maps.shared_cache import SharedTiles

LAYERS_MAX = 16
CACHE = TileCache(bytes_max=settings.KHARITA.tile_cache_bytes)


def _shared() -> "SharedTiles | None":
    if not settings.KHARITA.tile_cache_url:
        return None
    from kharita.maps.shared_cache import shared_tiles  # its client is large, and most towns have no Redis

    return shared_tiles(settings.KHARITA.tile_cache_url, settings.SECRET_KEY)


SHARED = _shared()


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


@dataclass(frozen=True)
class Sight:
    """What one person sees of some layers at one zoom; `rights` is equal for two who see the same."""

    opened: tuple[OpenLayer, ...]
    rights: str
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """A tile for one person: its bytes, or None where the client holds them already."""

    etag: str
    tile: EncodedTile | None
    outcome: TileOutcome


def sight_of(wanted: Sequence[Layer], user: Any, tile: Tile) -> Sight:
    """What `user` may see of the layers at the tile's zoom."""
    opened = tuple(open_for_tile(wanted, user, tile))
    rights = hashlib.sha256(repr([layer.rights for layer in opened]).encode()).hexdigest()[:24]
    return Sight(opened, rights, tuple(sorted(frozenset[str]().union(*(layer.tables for layer in opened)))))


def answer(sight: Sight, tile: Tile, known: str, *, state: str | None = None) -> Answer:
    """The tile, unless its ETag is among those that the client sent along (`known`, as If-None-Match has it).

    The `state` of its tables is read (here, or by the caller just now) before the rows: bytes may be newer
    than the ETag they are kept under, never older. Raises `mvt.TileTooSlow`.
    """
    if state is None:
        state = states_of(sight.tables, tile)[0]
    content = f"{sight.rights}/{tile.z}/{tile.x}/{tile.y}/{state}"
    etag = f'"{hashlib.blake2b(content.encode(), digest_size=12).hexdigest()}"'
    if etag in known:
        return Answer(etag, None, "unchanged")
    kept = CACHE.get(etag)
    if kept is not None:
        return Answer(etag, kept, "cached" if kept.body else "empty")
    got, outcome = _shared_or_made(sight, tile, content)
    CACHE.put(etag, got)
    return Answer(etag, got, outcome if got.body else "empty")


def _shared_or_made(sight: Sight, tile: Tile, content: str) -> tuple[EncodedTile, TileOutcome]:
    shared = SHARED.get(content) if SHARED else None
    if shared is not None:
        return shared, "shared"
    started = time.perf_counter()
    made = EncodedTile(mvt.encode(sight.opened, tile))
    observe_tile_encoding(time.perf_counter() - started)
    if SHARED:
        SHARED.put(content, made)
    return made, "encoded"
