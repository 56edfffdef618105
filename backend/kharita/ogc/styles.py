"""The styles of the map, after OGC API – Styles (OGC 20-009, draft), for MapLibre, QGIS and others."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _

from kharita.core.errors import NotFound
from kharita.core.layers import Layer
from kharita.maps.door import layers_open_to
from kharita.maps.tiles import layer_named
from kharita.ogc import links, pages
from kharita.ogc.answers import HTML, answer, served
from kharita.ogc.stylesheets import LOOKS, preview_of, style_document

DEFAULT = "light"


def title_of(style: str) -> str:
    """A style's title in the reader's language."""
    titles = {"light": _("Light"), "dark": _("Dark"), "print": _("For print, high contrast")}
    return titles[style]


def description_of(style: str) -> str:
    """What a style is for."""
    told = {
        "light": _("A paper-like map for daylight and screens; the one that Kharita's own map opens with."),
        "dark": _("The same map for the night and for dark pages."),
        "print": _("White ground, dark outlines: for paper, projectors and tired eyes."),
    }
    return told[style]


def base_of(layer: Layer | None) -> str:
    """The address below which the styles of a collection (None: of the whole map) stand."""
    return f"{links.ROOT}/collections/{layer.id}/styles" if layer else f"{links.ROOT}/styles"


def _entry(request: HttpRequest, layer: Layer | None, style: str) -> dict[str, Any]:
    path = f"{base_of(layer)}/{style}"
    sheets = [
        links.link(
            request, path, "stylesheet", media=links.STYLE, title=name, query={"lang": code, "f": "json"}
        )
        | {"hreflang": code}
        for code, name in (("ar", "العربية"), ("fr", "Français"), ("en", "English"))
    ]
    return {
        "id": style,
        "title": title_of(style),
        "description": description_of(style),
        "links": [*sheets, links.link(request, path, "alternate", media=HTML, query={"f": "html"})],
    }


def _list_answer(request: HttpRequest, layer: Layer | None) -> HttpResponseBase:
    document = {
        "title": _("Styles: %(title)s") % {"title": layer.title if layer else _("the whole map")},
        "styles": [_entry(request, layer, style) for style in LOOKS],
        "default": DEFAULT,
        "links": links.here(request),
    }
    previews = {style: preview_of(style) for style in LOOKS}
    context = {**pages.about(layer, "styles"), "previews": previews}
    return answer(request, document, template="ogc/styles.html", context=context)


def _style_answer(request: HttpRequest, layer: Layer | None, style: str) -> HttpResponseBase:
    if style not in LOOKS:
        raise NotFound(
            _("There is no style called “%(id)s”; there are %(known)s.")
            % {"id": style[:60], "known": ", ".join(LOOKS)}
        )
    document = style_document(
        style,
        translation.get_language() or "ar",
        [layer] if layer else layers_open_to(request.user),
        request.user,
        request.build_absolute_uri("/")[:-1],
        is_whole_map=layer is None,
    )
    address = f"{base_of(layer)}/{style}?f=json&lang={translation.get_language()}"
    absolute = request.build_absolute_uri(address)
    context = {
        **pages.about(layer, "styles"),
        "entry": _entry(request, layer, style),
        "styles_path": "" if layer else base_of(None),
        "address": address,
        "absolute": absolute,
        "maplibre": f'new maplibregl.Map({{\n  container: "map",\n  style: "{absolute}",\n}});',
    }
    return answer(request, document, template="ogc/style.html", media=links.STYLE, context=context)


@served()
def styles(request: HttpRequest) -> HttpResponseBase:
    """The styles of the whole map."""
    return _list_answer(request, None)


@served()
def style(request: HttpRequest, style_id: str) -> HttpResponseBase:
    """One style of the whole map."""
    return _style_answer(request, None, style_id)


@served()
def collection_styles(request: HttpRequest, layer_id: str) -> HttpResponseBase:
    """The styles of one collection."""
    return _list_answer(request, layer_named(layer_id))


@served()
def collection_style(request: HttpRequest, layer_id: str, style_id: str) -> HttpResponseBase:
    """One style of one collection, drawn by the classes of its legend."""
    return _style_answer(request, layer_named(layer_id), style_id)
