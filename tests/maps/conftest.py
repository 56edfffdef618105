"""What the tests of the maps share: the tile over a place, and tiles decoded by two libraries."""

import gzip
from collections.abc import Callable, Iterator
from typing import Any

import mapbox_vector_tile
import pyogrio
import pytest
from django.contrib.gis.geos import Point
from django.test import Client
from geopandas import GeoDataFrame

from kharita.accounts.models import User
from kharita.maps import manifest
from kharita.maps.grid import HALF, Tile
from kharita.maps.tiles import CACHE
from tests.factories import CENTRE, SRID


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """A rolled back test leaves revisions that the next one reaches again with other rows."""
    CACHE.clear()
    manifest.forget_bounds()
    yield


def tile_over(z: int, x: float = CENTRE[0], y: float = CENTRE[1]) -> Tile:
    """The tile over a place in the official CRS."""
    place = Point(x, y, srid=SRID).transform(3857, clone=True)
    side = 2 * HALF / (1 << z)
    return Tile(z, int((place.x + HALF) / side), int((HALF - place.y) / side))


def address(ids: str, tile: Tile) -> str:
    return f"/tiles/{ids}/{tile.z}/{tile.x}/{tile.y}.mvt"


def body_of(response: Any) -> bytes:
    body: bytes = response.content
    return gzip.decompress(body) if response.get("Content-Encoding") == "gzip" else body


def decoded(response: Any, layer: str) -> list[dict[str, Any]]:
    """The features of a layer of a tile (y downwards, as on the wire), by mapbox-vector-tile."""
    assert response.status_code in (200, 204), response.content
    content = mapbox_vector_tile.decode(body_of(response), default_options={"y_coord_down": True})
    return list(content.get(layer, {}).get("features", []))


def read_by_gdal(response: Any, tile: Tile, layer: str, folder: Any) -> GeoDataFrame:
    """The same by GDAL's MVT driver, in web mercator."""
    path = folder / f"{tile.z}-{tile.x}-{tile.y}.mvt"
    path.write_bytes(body_of(response))
    return pyogrio.read_dataframe(path, layer=layer, X=tile.x, Y=tile.y, Z=tile.z, CLIP="NO")


@pytest.fixture
def visitor() -> Callable[..., Client]:
    """`visitor(user)` is a browser of that person; `visitor()` of nobody."""

    def make(user: User | None = None) -> Client:
        client = Client(headers={"Accept-Language": "en"})
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make
