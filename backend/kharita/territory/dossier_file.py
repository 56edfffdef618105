"""A parcel's dossier as one HTML file: folium draws our own layers, and everything it needs is inside.

folium asks content delivery networks for Leaflet and for more that this page does not use; here Leaflet is
written into the file instead, from the package that ships it (docs/dependencies.md).

folium brings pandas along, a second's work: it is imported by the functions that draw.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from kharita.territory.dossier import Dossier
from kharita.territory.surroundings import Surroundings, colors_of

if TYPE_CHECKING:
    import folium

_LEAFLET = files("leaflet").joinpath("static", "leaflet")


@cache
def _leaflet_js() -> str:
    text = _LEAFLET.joinpath("leaflet.js").read_text(encoding="utf-8")
    # The map's file of Leaflet's sources is not in the page; browsers would ask for it.
    return "\n".join(line for line in text.splitlines() if not line.startswith("//# sourceMappingURL"))


@cache
def _leaflet_css() -> str:
    """Leaflet's style with its pictures inside."""

    def inlined(match: re.Match[str]) -> str:
        picture = _LEAFLET.joinpath("images", match[1]).read_bytes()
        return f"url(data:image/png;base64,{b64encode(picture).decode()})"

    return re.sub(
        r"url\(images/([\w-]+\.png)\)", inlined, _LEAFLET.joinpath("leaflet.css").read_text(encoding="utf-8")
    )


@cache
def _page_css() -> str:
    return (Path(__file__).parent / "static" / "territory" / "dossier.css").read_text(encoding="utf-8")


def dossier_file(found: Dossier, around: Surroundings, context: Mapping[str, Any]) -> str:
    """The page's text. `context` is `printing.facets_context` of the same dossier."""
    drawn: Any = _map(found, around)
    drawn.render()
    figure = drawn.get_root()
    return render_to_string(
        "territory/dossier.html",
        {
            **context,
            "page_css": _page_css(),
            "leaflet_css": _leaflet_css(),
            "leaflet_js": _leaflet_js(),
            "map_html": figure.html.render(),
            "map_script": figure.script.render(),
        },
    )


def _map(found: Dossier, around: Surroundings) -> "folium.Map":
    """The parcel among its surroundings, on nothing but our own rows."""
    import folium

    west, south, east, north = found.parcel.shown.extent
    drawn = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=18,
        max_zoom=22,
        tiles=None,
        prefer_canvas=True,
        control_scale=True,
    )
    for title, features in _surrounding_layers(around):
        if features:
            _layer(title, features).add_to(drawn)
    own = _feature(found.parcel.shown, _style("#0F6B6B", 3, 0.15), found.parcel.reference)
    _layer(_("This parcel"), [own]).add_to(drawn)
    folium.LayerControl(collapsed=True).add_to(drawn)
    drawn.fit_bounds([[south, west], [north, east]], padding=(60, 60))
    return drawn


def _surrounding_layers(around: Surroundings) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Title and features of each layer, lowest first."""
    zones = colors_of("zones")
    yield (
        _("Zones"),
        [
            _feature(row.shown, _style(zones.get(row.category, "#9CA3AF"), 0, 0.15), row.code)
            for row in around.zones
        ],
    )
    yield _("Streets"), [_feature(row.shown, _style("#B9AF9F", 4), row.name) for row in around.streets]
    yield (
        _("Parcels"),
        [_feature(row.shown, _style("#8A7F70", 1, 0.01), row.reference) for row in around.parcels],
    )
    built = _style("#A89C8C", 1, 0.7, "#E2DAD0")
    yield _("Buildings"), [_feature(row.shown, built, "") for row in around.buildings]
    yield (
        _("Easements"),
        [_feature(row.shown, _style("#4F8FC0", 2, 0.15), row.name) for row in around.easements],
    )


def _style(color: str, weight: float, fill: float = 0.0, fill_color: str = "") -> dict[str, Any]:
    return {
        "color": color,
        "weight": weight,
        "fill": fill > 0,
        "fillOpacity": fill,
        "fillColor": fill_color or color,
    }


def _feature(geometry: Any, style: Mapping[str, Any], title: str) -> dict[str, Any]:
    # Leaflet writes a tooltip's text as HTML: names from files are not to be trusted with that.
    properties = {"style": style, "title": escape(title)}
    return {"type": "Feature", "geometry": json.loads(geometry.json), "properties": properties}


def _layer(title: str, features: Sequence[Mapping[str, Any]]) -> "folium.GeoJson":
    import folium

    layer = folium.GeoJson({"type": "FeatureCollection", "features": list(features)}, name=title, embed=True)
    if any(feature["properties"]["title"] for feature in features):
        layer.add_child(folium.GeoJsonTooltip(fields=["title"], labels=False, sticky=True))
    return layer
