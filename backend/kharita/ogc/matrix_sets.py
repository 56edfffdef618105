"""The grid that all tiles follow: WebMercatorQuad, as the OGC registered it (OGC 17-083r4, annex D)."""

import math
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from kharita.core.errors import NotFound
from kharita.maps.grid import HALF
from kharita.maps.manifest import Bounds
from kharita.ogc import links, pages
from kharita.ogc.answers import answer, served

ID = "WebMercatorQuad"
URI = f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{ID}"
CRS = "http://www.opengis.net/def/crs/EPSG/0/3857"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
LEVELS = 25
"""Zooms 0 to 24 are registered; how deep a tileset goes, its limits tell."""
PIXELS = 256
PIXEL_METRES = 0.00028
"""The standardised rendering pixel, from which the scale denominators follow."""
DIGITS = 15
"""Significant digits of the registered numbers."""
LATITUDE_MAX = 85.0511287798066


def _rounded(number: float) -> float:
    return float(f"{number:.{DIGITS}g}")


def _matrix(zoom: int) -> dict[str, Any]:
    cell = 2 * HALF / PIXELS / 2**zoom
    return {
        "id": str(zoom),
        "scaleDenominator": _rounded(cell / PIXEL_METRES),
        "cellSize": _rounded(cell),
        "cornerOfOrigin": "topLeft",
        "pointOfOrigin": [_rounded(-HALF), _rounded(HALF)],
        "tileWidth": PIXELS,
        "tileHeight": PIXELS,
        "matrixWidth": 2**zoom,
        "matrixHeight": 2**zoom,
    }


def definition() -> dict[str, Any]:
    """The tile matrix set in the JSON of the Tile Matrix Set standard 2.0."""
    return {
        "id": ID,
        "title": _("Web Mercator: the tile grid of the world's web maps"),
        "uri": URI,
        "crs": CRS,
        "orderedAxes": ["X", "Y"],
        "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "tileMatrices": [_matrix(zoom) for zoom in range(LEVELS)],
    }


def require(matrix_set: str) -> None:
    """Raises `NotFound` for any other tile matrix set than ours."""
    if matrix_set != ID:
        raise NotFound(
            _("There is no tile matrix set called “%(id)s”; the tiles follow %(ours)s.")
            % {"id": matrix_set[:60], "ours": ID}
        )


def _column(longitude: float, zoom: int) -> int:
    return _within(math.floor((longitude + 180) / 360 * 2**zoom), zoom)


def _row(latitude: float, zoom: int) -> int:
    angle = math.radians(max(-LATITUDE_MAX, min(LATITUDE_MAX, latitude)))
    share = (1 - math.asinh(math.tan(angle)) / math.pi) / 2
    return _within(math.floor(share * 2**zoom), zoom)


def _within(index: int, zoom: int) -> int:
    return max(0, min((1 << zoom) - 1, index))


def limits(bounds: Bounds, zooms: tuple[int, int]) -> Iterator[dict[str, Any]]:
    """First and last row and column of the tiles that `bounds` (degrees) touch, at each of the zooms."""
    west, south, east, north = bounds
    for zoom in range(zooms[0], zooms[1] + 1):
        yield {
            "tileMatrix": str(zoom),
            "minTileRow": _row(north, zoom),
            "maxTileRow": _row(south, zoom),
            "minTileCol": _column(west, zoom),
            "maxTileCol": _column(east, zoom),
        }


@served()
def matrix_sets(request: HttpRequest) -> HttpResponseBase:
    """The tile matrix sets that the tiles follow."""
    entry = {
        "id": ID,
        "title": definition()["title"],
        "uri": URI,
        "crs": CRS,
        "links": [links.link(request, f"{links.ROOT}/tileMatrixSets/{ID}", "self", title=ID)],
    }
    document = {
        "title": _("Tile matrix sets"),
        "description": _("The grids that tiles are cut by."),
        "tileMatrixSets": [entry],
        "links": links.here(request),
    }
    return answer(request, document, template="ogc/matrix_sets.html", context=pages.about(None, "tiles"))


@served()
def matrix_set(request: HttpRequest, matrix_set: str) -> HttpResponseBase:
    """One tile matrix set: every zoom with its scale, cell size and count of tiles."""
    require(matrix_set)
    document = {**definition(), "links": links.here(request)}
    return answer(request, document, template="ogc/matrix_set.html", context=pages.about(None, "tiles"))
