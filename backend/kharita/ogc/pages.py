"""What the HTML pages need beside the documents that they show.

Every template under templates/ogc/ finds its document as `document`, and what one of these functions gives.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.utils import translation
from django.utils.translation import gettext as _

from kharita.core.layers import Layer
from kharita.maps.door import OpenLayer, layers_open_to, open_layer
from kharita.maps.fields import columns_of
from kharita.maps.manifest import bounds_of
from kharita.maps.measured import count_of
from kharita.maps.revisions import revision_of
from kharita.maps.selection import Selection
from kharita.ogc import links

NUMBERS = ("integer", "number")
LIMITS = (10, 50, 100, 500)
"""How many rows a page of a table may show; more than these are for programs."""


def about(layer: Layer | None, section: str) -> dict[str, Any]:
    """The collection that a page is about and the page's own part of it; or (None) a part of the API."""
    page = {"layer": layer, "base": "", "section": section}
    if layer is None:
        return page
    return page | {"base": collection_path(layer), "section": "collections", "tab": section}


def collection_path(layer: Layer) -> str:
    """The address of a collection."""
    return f"{links.ROOT}/collections/{layer.id}"


def landing(request: HttpRequest) -> dict[str, Any]:
    """The page that the API opens with: what there is, on a map, and how to connect."""
    root = request.build_absolute_uri(f"{links.ROOT}/")
    shown = layers_open_to(request.user)
    opened = [open_layer(layer, request.user) for layer in shown]
    return {
        **about(None, "landing"),
        "collections": shown,
        "features": sum(count_of(one, Selection(), revision_of(one.tables)) for one in opened),
        "bounds": everywhere(opened),
        "root": root,
        "samples": {
            "GDAL": f"ogrinfo OAPIF:{root}\n\nogr2ogr parcels.gpkg OAPIF:{root} parcels",
            "Python · geopandas": _geopandas(request, "parcels"),
            "curl · CQL2": (
                f'curl -G "{root}collections/parcels/items" \\\n'
                '  --data-urlencode "filter=area_m2 > 400" \\\n  -d limit=100 -d f=json'
            ),
            "MapLibre GL JS": (
                'new maplibregl.Map({\n  container: "map",\n'
                f'  style: "{root}styles/light?lang={translation.get_language()}",\n}});'
            ),
        },
    }


def everywhere(opened: Sequence[OpenLayer]) -> str:
    """The box around these layers: "west,south,east,north", or "" where nothing is."""
    boxes = [box for one in opened if (box := bounds_of(one, revision_of(one.tables))) is not None]
    if not boxes:
        return ""
    west, south, east, north = zip(*boxes, strict=True)
    return ",".join(map(str, (min(west), min(south), max(east), max(north))))


def _geopandas(request: HttpRequest, layer_id: str) -> str:
    items = request.build_absolute_uri(f"{links.ROOT}/collections/{layer_id}/items")
    return f'import geopandas\n\n{layer_id} = geopandas.read_file(\n    "{items}?f=json&limit=1000"\n)'


def collection(request: HttpRequest, opened: OpenLayer) -> dict[str, Any]:
    """A collection's page: its legend, and how to take it away."""
    layer = opened.layer
    root = request.build_absolute_uri(f"{links.ROOT}/")
    return {
        **about(layer, "overview"),
        "legend": layer.categories if opened.is_classified else (),
        "columns": columns_of(opened),
        "samples": {
            "GDAL": f"ogr2ogr {layer.id}.gpkg OAPIF:{root} {layer.id}",
            "Python · geopandas": _geopandas(request, layer.id),
            "curl": f'curl "{root}collections/{layer.id}/items?limit=100&f=json"',
        },
    }


def items(request: HttpRequest, opened: OpenLayer) -> dict[str, Any]:
    """The table of a collection's rows: its columns, how it is sorted, filters to start from."""
    sorted_by = request.GET.get("sortby", "").split(",")[0]
    chosen = request.GET.get("properties")
    return {
        **about(opened.layer, "items"),
        "columns": [
            {
                "name": column.name,
                "title": column.title,
                "choices": dict(column.choices),
                "is_number": column.kind in NUMBERS and not column.choices,
                "sort": _sort_state(sorted_by, column.name),
                "next": _next_sort(sorted_by, column.name),
            }
            for column in columns_of(opened)
            if chosen is None or column.name in chosen.split(",")
        ],
        "limits": LIMITS,
        "limit": request.GET.get("limit", "10"),
        "filter": request.GET.get("filter", ""),
        "bbox": request.GET.get("bbox", ""),
        "kept": {name: request.GET[name] for name in ("lang", "f", "sortby") if name in request.GET},
        "is_further": "cursor" in request.GET,
        "is_narrowed": bool(set(request.GET) - {"lang", "f"}),
        "examples": [
            {"text": text, "href": f"{request.path}?{urlencode(_asked(request, text))}"}
            for text in examples(opened, request.user)
        ],
    }


def tidied(request: HttpRequest) -> HttpResponseRedirect | None:
    """The page's address without the fields that a form left empty, where there are any."""
    filled = request.GET.copy()
    for name in [name for name, value in request.GET.items() if value == ""]:
        del filled[name]
    if len(filled) == len(request.GET):
        return None
    return HttpResponseRedirect(f"{request.path}?{filled.urlencode()}")


def _asked(request: HttpRequest, text: str) -> dict[str, str]:
    return {name: request.GET[name] for name in ("lang", "limit") if name in request.GET} | {"filter": text}


def _sort_state(sorted_by: str, name: str) -> str:
    if sorted_by.lstrip("+- ") != name:
        return ""
    return "descending" if sorted_by.startswith("-") else "ascending"


def _next_sort(sorted_by: str, name: str) -> str:
    return f"-{name}" if _sort_state(sorted_by, name) == "ascending" else name


def examples(opened: OpenLayer, user: Any) -> Iterator[str]:
    """Filters in CQL2 that find something in this collection, the simplest first."""
    layer = opened.layer
    if opened.is_classified and layer.categories:
        yield f"{layer.classify_by} = '{layer.categories[0].value}'"
    else:
        listed = next((column for column in columns_of(opened) if column.choices), None)
        if listed is not None:
            yield f"{listed.name} = '{listed.choices[0][0]}'"
    names = [name for name in opened.fields if name.startswith("name_")]
    if names:
        mine = f"name_{translation.get_language()}"
        name = mine if mine in names else names[0]
        yield f"{name} LIKE '{'%ال%' if name == 'name_ar' else '%a%'}'"
    numbers = [column.name for column in columns_of(opened) if column.kind in NUMBERS]
    if numbers:
        yield f"{numbers[0]} BETWEEN 10 AND 500"
    box = bounds_of(opened, revision_of(opened.tables))
    if box is not None:
        west, south, east, north = box
        middle = ((west + east) / 2, (south + north) / 2)
        yield "S_INTERSECTS(geometry, BBOX(" + ", ".join(f"{n:.4f}" for n in (west, south, *middle)) + "))"


def item(opened: OpenLayer, feature: Mapping[str, Any]) -> dict[str, Any]:
    """One row's page; its heading is its label, else its number."""
    columns = [
        {"name": column.name, "title": column.title, "choices": dict(column.choices)}
        for column in columns_of(opened)
    ]
    return {**about(opened.layer, "items"), "columns": columns, "heading": _label(opened.layer, feature)}


def _label(layer: Layer, feature: Mapping[str, Any]) -> str:
    properties = feature.get("properties") or {}
    names = [layer.label]
    if layer.label == "name":
        names = [f"name_{code}" for code in (translation.get_language(), "fr", "ar", "en")]
    told = next((properties[name] for name in names if name and properties.get(name)), None)
    return str(told) if told else _("Feature %(id)s") % {"id": feature.get("id")}
