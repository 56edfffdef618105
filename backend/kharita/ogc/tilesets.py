"""OGC API – Tiles 1.0 (OGC 20-057): the tilesets of the whole dataset and of each collection.

The tiles are those of /tiles/ (same function, ETag, rights and cache); only the address differs: here the row
comes before the column.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from kharita.core.errors import BadInput, NotFound
from kharita.core.layers import Layer
from kharita.maps import views
from kharita.maps.door import OpenLayer, layers_open_to, open_layer
from kharita.maps.fields import field_titles
from kharita.maps.manifest import Bounds, bounds_of, tilejson_of
from kharita.maps.revisions import revision_of
from kharita.maps.tiles import LAYERS_MAX, layer_named, layers_named, tile_at
from kharita.ogc import links, matrix_sets, pages
from kharita.ogc.answers import HTML, answer, served

DIMENSIONS = {"point": 0, "line": 1, "polygon": 2}
GEOMETRIES = {"point": "points", "line": "lines", "polygon": "polygons"}
TYPES = {"Number": "number", "Boolean": "boolean", "String": "string"}
MATRIX_SET_PATH = f"{links.ROOT}/tileMatrixSets/{matrix_sets.ID}"


def base_of(layer: Layer | None) -> str:
    """The address below which a collection's tilesets (None: the dataset's) stand."""
    return f"{links.ROOT}/collections/{layer.id}/tiles" if layer else f"{links.ROOT}/tiles"


def chosen(request: HttpRequest) -> list[Layer]:
    """The layers that `collections` names (ids, or addresses of collections), else all of them.

    Raises `BadInput` for one that is none.
    """
    asked = request.GET.get("collections")
    if asked is None:
        return layers_open_to(request.user)[:LAYERS_MAX]
    ids = [part.strip().rstrip("/").rsplit("/", 1)[-1] for part in asked.split(",")]
    try:
        return layers_named(",".join(ids))
    except NotFound as error:
        raise BadInput(error.detail, field="collections") from error


def _joined(boxes: Sequence[Bounds]) -> Bounds | None:
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def bounds_by_layer(opened: Sequence[OpenLayer]) -> dict[str, Bounds | None]:
    """Where each layer has anything for this person, in degrees."""
    return {one.layer.id: bounds_of(one, revision_of(one.tables)) for one in opened}


def _box(bounds: Bounds) -> dict[str, Any]:
    return {
        "lowerLeft": list(bounds[:2]),
        "upperRight": list(bounds[2:]),
        "crs": matrix_sets.CRS84,
        "orderedAxes": ["Lon", "Lat"],
    }


def _properties(opened: OpenLayer, told: Mapping[str, Any]) -> dict[str, Any]:
    titles = field_titles(opened)
    return {
        name: {"type": TYPES[kind]} | ({"title": titles[name]} if name in titles else {})
        for name, kind in told["fields"].items()
    }


def layer_entry(
    request: HttpRequest, opened: OpenLayer, bounds: Bounds | None, told: Mapping[str, Any]
) -> dict[str, Any]:
    """A layer of a tileset's metadata; `told` is its entry in the TileJSON."""
    layer = opened.layer
    entry: dict[str, Any] = {
        "id": told["id"],
        "title": str(layer.title),
        "dataType": "vector",
        "geometryType": GEOMETRIES[layer.kind],
        "geometryDimension": DIMENSIONS[layer.kind],
        "minTileMatrix": str(told["minzoom"]),
        "maxTileMatrix": str(told["maxzoom"]),
        "propertiesSchema": {"type": "object", "properties": _properties(opened, told)},
        "links": [
            links.link(
                request,
                f"{links.ROOT}/collections/{layer.id}",
                "http://www.opengis.net/def/rel/ogc/1.0/geodata",
            )
        ],
    }
    if layer.description:
        entry["description"] = str(layer.description)
    if bounds is not None:
        entry["boundingBox"] = _box(bounds)
    return entry


def tileset_links(request: HttpRequest, layer: Layer | None, wanted: Sequence[Layer]) -> list[links.Link]:
    """The tiles' own address, the grid, the TileJSON and what the tiles are made of."""
    base = base_of(layer)
    query = "" if layer else f"?collections={','.join(one.id for one in wanted)}"
    template = f"{base}/{matrix_sets.ID}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}{query}"
    ids = ",".join(one.id for one in wanted)
    source = f"{links.ROOT}/collections/{layer.id}" if layer else links.ROOT
    return [
        links.link(request, template, "item", media=links.MVT, title=_("The tiles"), templated=True),
        links.link(
            request, MATRIX_SET_PATH, f"{links.REL}tiling-scheme", title=_("How the tiles are cut: the grid")
        ),
        links.link(
            request, f"/tiles/{ids}.json", "describedby", media=links.TILEJSON, title="TileJSON 3.0.0"
        ),
        links.link(request, source, f"{links.REL}geodata", title=_("What the tiles are made of")),
    ]


def tileset(request: HttpRequest, layer: Layer | None, wanted: Sequence[Layer]) -> dict[str, Any]:
    """A tileset's metadata in the JSON of the Tile Matrix Set standard 2.0, as this person sees it."""
    opened = {one.id: open_layer(one, request.user) for one in wanted}
    boxes = bounds_by_layer(list(opened.values()))
    told = tilejson_of(wanted, request.user, request.build_absolute_uri("/"))
    document = {
        **_summary(request, layer),
        "accessConstraints": "restricted" if request.user.is_authenticated else "unclassified",
        "mediaTypes": [links.MVT],
        "layers": [_told_layer(request, opened, boxes, entry) for entry in told["vector_layers"]],
    }
    everywhere = _joined([box for box in boxes.values() if box is not None])
    if everywhere is not None:
        west, south, east, north = everywhere
        document["boundingBox"] = _box(everywhere)
        document["tileMatrixSetLimits"] = list(
            matrix_sets.limits(everywhere, (told["minzoom"], told["maxzoom"]))
        )
        document["centerPoint"] = {
            "coordinates": [round((west + east) / 2, 6), round((south + north) / 2, 6)],
            "crs": matrix_sets.CRS84,
            "tileMatrix": str(min(14, told["maxzoom"])),
        }
    if told["attribution"]:
        document["attribution"] = told["attribution"]
    document["links"] = [*links.here(request), *tileset_links(request, layer, wanted)]
    return document


def _told_layer(
    request: HttpRequest,
    opened: Mapping[str, OpenLayer],
    boxes: Mapping[str, Bounds | None],
    told: Mapping[str, Any],
) -> dict[str, Any]:
    # Blocks, clusters and labels are layers of the tile that belong to a declared one, after whose id they
    # are called.
    declared = next(one for one in sorted(opened, key=len, reverse=True) if told["id"].startswith(one))
    return layer_entry(request, opened[declared], boxes[declared], told)


def _summary(request: HttpRequest, layer: Layer | None) -> dict[str, Any]:
    return {
        "title": str(layer.title) if layer else _("All layers in one tile"),
        "description": str(layer.description) if layer and layer.description else "",
        "dataType": "vector",
        "crs": matrix_sets.CRS,
        "tileMatrixSet": matrix_sets.ID,
        "tileMatrixSetURI": matrix_sets.URI,
        "tileMatrixSetDefinition": request.build_absolute_uri(MATRIX_SET_PATH),
    }


def _list_answer(request: HttpRequest, layer: Layer | None) -> HttpResponseBase:
    path = f"{base_of(layer)}/{matrix_sets.ID}"
    grid = links.link(request, MATRIX_SET_PATH, f"{links.REL}tiling-scheme")
    entry = {
        **_summary(request, layer),
        "links": [
            links.link(request, path, "self", title=_("The tileset's description")),
            links.link(request, path, "alternate", media=HTML, query={"f": "html"}),
            grid,
        ],
    }
    document = {
        "title": _("Tilesets: %(title)s") % {"title": entry["title"]},
        "tilesets": [entry],
        "links": links.here(request),
    }
    context = {**pages.about(layer, "tiles"), "collections": () if layer else layers_open_to(request.user)}
    return answer(request, document, template="ogc/tilesets.html", context=context)


def _tileset_answer(
    request: HttpRequest, layer: Layer | None, wanted: Sequence[Layer], matrix_set: str
) -> HttpResponseBase:
    matrix_sets.require(matrix_set)
    document = tileset(request, layer, wanted)
    context = {
        **pages.about(layer, "tiles"),
        "collections": layers_open_to(request.user),
        "drawn": ",".join(one.id for one in wanted) if "collections" in request.GET else "",
        "tile_template": links.find(document["links"], "item"),
        "xyz_template": tilejson_of(wanted, None, request.build_absolute_uri("/"))["tiles"][0],
    }
    return answer(request, document, template="ogc/tileset.html", context=context)


def _tile_answer(
    request: HttpRequest, wanted: Sequence[Layer], matrix_set: str, matrix: str, row: str, column: str
) -> HttpResponseBase:
    """The tile of that matrix, row and column. Raises `NotFound` outside the grid or the tileset's limits."""
    matrix_sets.require(matrix_set)
    if request.GET.get("f", "mvt") != "mvt":
        raise BadInput(_("This address answers in the forms %(forms)s.") % {"forms": "mvt"}, field="f")
    place = tile_at(matrix, column, row)
    first, last = min(one.zooms[0] for one in wanted), max(one.zooms[1] for one in wanted)
    if not first <= place.z <= last:
        raise NotFound(
            _("These tiles go from tile matrix %(first)d to %(last)d.") % {"first": first, "last": last}
        )
    response = views.tile(request, ",".join(one.id for one in wanted), matrix, column, row)
    # Only an empty tile can lie outside the limits; a full one need not be asked.
    if response.status_code == 204 and not _is_within_limits(request, wanted, place.z, place.y, place.x):
        raise NotFound(_("This tile lies outside the limits that the tileset states."))
    return response


def _is_within_limits(
    request: HttpRequest, wanted: Sequence[Layer], zoom: int, row: int, column: int
) -> bool:
    boxes = bounds_by_layer([open_layer(one, request.user) for one in wanted]).values()
    everywhere = _joined([box for box in boxes if box is not None])
    if everywhere is None:
        return True
    limit = next(matrix_sets.limits(everywhere, (zoom, zoom)))
    return bool(
        limit["minTileRow"] <= row <= limit["maxTileRow"]
        and limit["minTileCol"] <= column <= limit["maxTileCol"]
    )


@served()
def dataset_tilesets(request: HttpRequest) -> HttpResponseBase:
    """The tilesets of all layers together."""
    return _list_answer(request, None)


@served("collections")
def dataset_tileset(request: HttpRequest, matrix_set: str) -> HttpResponseBase:
    """The tileset of all layers, or of those that `collections` names."""
    return _tileset_answer(request, None, chosen(request), matrix_set)


@served("collections")
def dataset_tile(request: HttpRequest, matrix_set: str, z: str, row: str, column: str) -> HttpResponseBase:
    """One tile of all layers, or of those that `collections` names."""
    return _tile_answer(request, chosen(request), matrix_set, z, row, column)


@served()
def collection_tilesets(request: HttpRequest, layer_id: str) -> HttpResponseBase:
    """The tilesets of one collection."""
    return _list_answer(request, layer_named(layer_id))


@served()
def collection_tileset(request: HttpRequest, layer_id: str, matrix_set: str) -> HttpResponseBase:
    """The tileset of one collection."""
    layer = layer_named(layer_id)
    return _tileset_answer(request, layer, [layer], matrix_set)


@served()
def collection_tile(
    request: HttpRequest, layer_id: str, matrix_set: str, z: str, row: str, column: str
) -> HttpResponseBase:
    """One tile of one collection."""
    return _tile_answer(request, [layer_named(layer_id)], matrix_set, z, row, column)
