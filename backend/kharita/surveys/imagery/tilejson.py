"""TileJSON 3.0.0 of imagery, as MapLibre, Leaflet and QGIS read it."""

import math
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from kharita.rasters.looks import Look, Terrain
from kharita.rasters.stored_tiles import OPEN_FILES
from kharita.rasters.tiff_index import BadTiff
from kharita.rasters.tile_grid import EARTH_RADIUS, HALF_WORLD, zoom_of_pixel
from kharita.surveys.models import Product

Bounds = tuple[float, float, float, float]
LOOK_SIZE = 256
_DEFAULT_PIXEL_M = 0.05


def document(
    *,
    name: str,
    tiles: str,
    products: Sequence[Product],
    zooms: tuple[int, int],
    size: int,
    look: Look | None = None,
) -> dict[str, Any]:
    """`tiles` is the address with {z}, {x} and {y}; a look adds its legend and, for terrain, its encoding."""
    told: dict[str, Any] = {
        "tilejson": "3.0.0",
        "name": name,
        "scheme": "xyz",
        "tiles": [tiles],
        "minzoom": zooms[0],
        "maxzoom": zooms[1],
        "tileSize": size,
        "attribution": str(getattr(settings.KHARITA, "publisher_en", "") or ""),
    }
    if (bounds := bounds_of(products)) is not None:
        told["bounds"] = list(bounds)
    if look is not None:
        told |= {"title": str(look.title), "unit": look.unit, "legend": legend_of(look)}
        if isinstance(look, Terrain):
            told["encoding"] = "mapbox"
    return told


def legend_of(look: Look) -> list[dict[str, Any]]:
    return [{"value": round(stop.value, 3), "color": stop.color} for stop in look.legend]


def bounds_of(products: Sequence[Product]) -> Bounds | None:
    """West, south, east and north, in degrees, of all together."""
    boxes = [tuple(box) for product in products if (box := product.facts.get("bounds_wgs84"))]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def stored_zooms(products: Sequence[Product]) -> tuple[int, int]:
    """The zooms at which any of the display files has tiles."""
    found = []
    for product in products:
        try:
            found.append(OPEN_FILES.tiles(product.display).zooms)
        except (OSError, BadTiff):
            continue
    if not found:
        return 0, 0
    return min(low for low, _ in found), max(high for _, high in found)


def look_zooms(products: Sequence[Product]) -> tuple[int, int]:
    """From where all fits into a few tiles to where a tile's pixel is one of the finest file's."""
    bounds = bounds_of(products)
    latitude = (bounds[1] + bounds[3]) / 2 if bounds else 0.0
    finest = min(
        (min(product.facts.get("pixel_size_m") or [_DEFAULT_PIXEL_M]) for product in products),
        default=_DEFAULT_PIXEL_M,
    )
    last = zoom_of_pixel(max(finest, 1e-3) / math.cos(math.radians(latitude)), LOOK_SIZE)
    if bounds is None:
        return max(0, last - 8), last
    side = max(bounds[2] - bounds[0], bounds[3] - bounds[1], 1e-6) * math.radians(1) * EARTH_RADIUS
    return max(0, min(last, int(math.log2(2 * HALF_WORLD / side)) - 1)), last
