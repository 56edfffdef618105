"""What the templates of /ogc/ call: addresses in the reader's language, maps, values for people."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django import template
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils import translation
from django.utils.formats import number_format
from django.utils.html import conditional_escape, json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kharita.core.layers import Layer, layers
from kharita.ogc import built, documentation, links

register = template.Library()
KEPT = ("lang", "f", "filter", "filter-lang", "bbox", "limit", "properties", "crs", "datetime")
"""What stays when a page of rows is sorted anew; where it was in them does not."""
STANDARDS = {
    "ogcapi-common-1/1.0": "OGC API – Common 1: Core",
    "ogcapi-common-2/1.0": "OGC API – Common 2: Geospatial data",
    "ogcapi-features-1/1.0": "OGC API – Features 1: Core",
    "ogcapi-features-2/1.0": "OGC API – Features 2: CRS by reference",
    "ogcapi-features-3/1.0": "OGC API – Features 3: Filtering",
    "ogcapi-features-5/1.0": "OGC API – Features 5: Schemas",
    "cql2/1.0": "Common Query Language, CQL2",
    "ogcapi-tiles-1/1.0": "OGC API – Tiles 1: Core",
    "tms/2.0": "Two-dimensional tile matrix set 2.0",
}
"""The standards by the part of their addresses that names them; titles as published."""
LANGUAGE_NAMES = {"ar": "العربية", "fr": "Français", "en": "English"}
Context = Mapping[str, Any]


def _request(context: Context) -> HttpRequest:
    request: HttpRequest = context["request"]
    return request


@register.simple_tag
def page_files() -> dict[str, Any]:
    """The build's files for these pages."""
    return built.page_files()


@register.simple_tag(takes_context=True)
def go(context: Context, address: str, **query: Any) -> str:
    """`address` (of this deployment) in the language that this page was asked for, as a page."""
    parts = urlsplit(address)
    params = QueryDict(parts.query, mutable=True)
    params.pop("f", None)
    for name, value in query.items():
        params[name] = str(value)
    language = _request(context).GET.get("lang")
    if language:
        params["lang"] = language
    return urlunsplit(("", "", parts.path, params.urlencode(), ""))


@register.simple_tag(takes_context=True)
def changed(context: Context, **changes: Any) -> str:
    """This page's address with some parameters changed (None: left out)."""
    request = _request(context)
    params = request.GET.copy()
    for name, value in changes.items():
        name = name.replace("__", "-")
        if value is None:
            params.pop(name, None)
        else:
            params[name] = str(value)
    return f"{request.path}?{params.urlencode()}" if params else request.path


@register.simple_tag(takes_context=True)
def given(context: Context, name: str) -> dict[str, Any]:
    """What the page was asked with: the value of `name`, and all `others`; {} where not asked."""
    params = _request(context).GET
    if name not in params:
        return {}
    return {"value": params[name], "others": {key: value for key, value in params.items() if key != name}}


@register.simple_tag(takes_context=True)
def whole(context: Context, address: str) -> str:
    """The absolute form of an address of this deployment."""
    return _request(context).build_absolute_uri(address)


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[dict[str, Any]]:
    """The languages of the page with its address in each."""
    request = _request(context)
    spoken = translation.get_language()
    found = []
    for code, name in LANGUAGE_NAMES.items():
        href = changed(context, lang=code, f=None)
        found.append(
            {
                "code": code,
                "name": name,
                "href": href,
                "url": request.build_absolute_uri(href),
                "is_spoken": code == spoken,
            }
        )
    return found


@register.simple_tag
def canonical_root() -> str:
    """The deployment's own address, whatever name it was asked by."""
    return str(settings.KHARITA.public_url).rstrip("/")


@register.filter
def link_to(document: Mapping[str, Any], rel: str) -> str:
    """The document's first link of that relation; one of ours may be named by its last word."""
    told = document.get("links", ())
    return links.find(told, rel) or links.find(told, links.REL + rel)


@register.filter
def link_as(document: Mapping[str, Any], media: str) -> str:
    """The document's first link of that media type."""
    return next((one["href"] for one in document.get("links", ()) if one.get("type") == media), "")


@register.filter
def layer_of(layer_id: str) -> Layer | None:
    """The declaration of a collection."""
    return layers.get(layer_id)


@register.filter
def value_of(row: Mapping[str, Any], key: str) -> Any:
    """`row[key]`, for templates."""
    return row.get(key)


@register.filter
def shown(value: Any) -> Any:
    """A value of a row as people read it; "" where there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return number_format(round(value, 3) if isinstance(value, float) else value, use_l10n=True)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


@register.filter
def cell(column: Mapping[str, Any], value: Any) -> Any:
    """A value of a column: by its title where the column has a list of them."""
    return shown(column["choices"].get(str(value), value))


@register.filter
def counted(number: float | None) -> str:
    """A count, or a long number, with its thousands apart."""
    if number is None:
        return ""
    # As the map's pages write it, by the custom of Morocco; Django groups no thousands in Arabic.
    told = f"{round(number):,}"
    return told if (translation.get_language() or "").startswith("en") else told.replace(",", ".")


@register.filter
def spaced(box: str) -> str:
    """A box with room after its commas, that it may break."""
    return box.replace(",", ", ")


@register.filter
def pretty(document: Any) -> str:
    """A document as JSON that people read."""
    return json.dumps(document, ensure_ascii=False, indent=2, default=str)


@register.filter
def joined(numbers: Sequence[float]) -> str:
    """Numbers with commas between them, as a box is written in addresses."""
    return ",".join(f"{number:.6f}".rstrip("0").rstrip(".") for number in numbers)


@register.simple_tag
def box_of(document: Mapping[str, Any]) -> str:
    """Where a collection or a tileset lies, as `west,south,east,north`; "" where nothing is."""
    spatial = document.get("extent", {}).get("spatial", {}).get("bbox")
    if spatial:
        box = list(spatial[0])
        return joined(box[:2] + box[-3:-1] if len(box) == 6 else box)
    bounding = document.get("boundingBox")
    return joined([*bounding["lowerLeft"], *bounding["upperRight"]]) if bounding else ""


@register.simple_tag
def everywhere(collections: Sequence[Mapping[str, Any]]) -> str:
    """The box around all collections."""
    boxes = [list(map(float, box.split(","))) for one in collections if (box := box_of(one))]
    if not boxes:
        return ""
    west, south, east, north = zip(*boxes, strict=True)
    return joined([min(west), min(south), max(east), max(north)])


@register.simple_tag(takes_context=True)
def style_addresses(context: Context, *names: str) -> str:
    """Addresses of styles for a page's map: "map" is the whole map, other words (ids between commas) are
    collections."""
    language = urlencode({"f": "json", "lang": translation.get_language() or settings.LANGUAGE_CODE})
    found = []
    for name in ",".join(names).split(","):
        base = f"{links.ROOT}/styles" if name == "map" else f"{links.ROOT}/collections/{name}/styles"
        found.append(f"{base}/{{theme}}?{language}")
    return " ".join(found)


@register.simple_tag
def map_words() -> dict[str, str]:
    """The map's own texts, by MapLibre's keys."""
    hint = _("Use two fingers to move the map")
    return {
        "NavigationControl.ZoomIn": _("Zoom in"),
        "NavigationControl.ZoomOut": _("Zoom out"),
        "Map.Title": _("Map"),
        "CooperativeGesturesHandler.WindowsHelpText": _("Hold Ctrl and scroll to zoom the map"),
        "CooperativeGesturesHandler.MacHelpText": _("Hold ⌘ and scroll to zoom the map"),
        "CooperativeGesturesHandler.MobileHelpText": hint,
        "ScaleControl.Meters": _("m"),
        "ScaleControl.Kilometers": _("km"),
    }


@register.filter
def breakable(text: str) -> SafeString:
    """A long address that may break after its slashes."""
    escaped = conditional_escape(text)
    return mark_safe(str(escaped).replace("/", "/<wbr>"))  # noqa: S308 - escaped in the line before


@register.simple_tag(takes_context=True)
def sort_address(context: Context, column: str) -> str:
    """This page from its first row, sorted by `column` ("-" before it: downwards)."""
    params = _request(context).GET.copy()
    for name in [name for name in params if name not in KEPT]:
        del params[name]
    params["sortby"] = column
    return f"?{params.urlencode()}"


@register.simple_tag(takes_context=True)
def feature_address(context: Context, base: str, feature_id: Any) -> str:
    """The page of one feature."""
    return go(context, f"{base}/items/{feature_id}")


@register.filter
def light(document: Mapping[str, Any], element: str) -> SafeString:
    """A feature, or a page of them, for the page's map: geometries and ids alone."""
    features = document.get("features", [document])
    drawn = [
        {"type": "Feature", "id": one["id"], "geometry": one.get("geometry"), "properties": {}}
        for one in features
    ]
    return json_script({"type": "FeatureCollection", "features": drawn}, element)


def _positions(part: Any) -> Iterator[Sequence[float]]:
    if isinstance(part, list) and part and isinstance(part[0], int | float):
        yield part
    elif isinstance(part, list):
        for inner in part:
            yield from _positions(inner)


@register.simple_tag
def page_box(document: Mapping[str, Any]) -> str:
    """The box around the geometries of a feature or of a page of them; "" where there are none."""
    places = [
        place
        for one in document.get("features", [document])
        for place in _positions((one.get("geometry") or {}).get("coordinates"))
    ]
    if not places:
        return ""
    longitudes, latitudes = [place[0] for place in places], [place[1] for place in places]
    return joined([min(longitudes), min(latitudes), max(longitudes), max(latitudes)])


@register.filter
def crs_name(uri: str | None) -> str:
    """`EPSG:26191` for the URI of a coordinate system."""
    parts = (uri or "").rstrip("/").split("/")
    return f"{parts[-3]}:{parts[-1]}" if "EPSG" in parts else parts[-1]


@register.simple_tag
def standards(uris: Sequence[str]) -> list[dict[str, Any]]:
    """Conformance classes by the standard that defines them."""
    groups: dict[str, list[dict[str, str]]] = {}
    for uri in uris:
        before, _conf, name = uri.partition("/conf/")
        groups.setdefault(before.split("/spec/")[-1], []).append({"uri": uri, "name": name})
    return [{"name": STANDARDS.get(name, name), "classes": classes} for name, classes in groups.items()]


@register.filter
def type_of(schema: Mapping[str, Any]) -> str:
    """What a property of a JSON Schema is, in one word or two."""
    told = schema.get("format") or schema.get("type") or "geometry"
    return str(told).removeprefix("geometry-")


@register.filter
def range_of(schema: Mapping[str, Any]) -> str:
    """The values that a property of a JSON Schema may have, where it tells."""
    if "pattern" in schema:
        return str(schema["pattern"])
    ends = [schema.get(name) for name in ("minimum", "maximum")]
    return "" if ends == [None, None] else " … ".join("" if end is None else str(end) for end in ends)


@register.simple_tag
def operations(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The operations of an OpenAPI document by subject."""
    return documentation.operations(document)
