"""MapLibre style documents: how the build draws each layer, completed with the layers' declarations.

The cartography is written once, in frontend/src/layers; the build turns it into one template for each look
and language, with holes where a declaration speaks (frontend/src/layers/template.ts). The colours, classes
and labels that fill the holes are written once too, in each domain's `layers.py`.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.core.errors import DomainError
from kharita.core.layers import Layer
from kharita.maps.door import OpenLayer, open_layer
from kharita.maps.manifest import Bounds, bounds_of
from kharita.maps.mvt_points import label_fields
from kharita.maps.revisions import revision_of

LOOKS = {"light": "paper", "dark": "night", "print": "plain"}
"""The id of each style, and the look of the map (frontend/src/layers/palette.ts) that it is."""
BASE = "base"
STATIC = f"{settings.STATIC_URL}app/"
_CLASSIFY_BY, _LABEL, _COLOR = "{classify_by}", "{label}", "{color}"
_VALUE, _CATEGORY_COLOR, _ID = "{value}", "{category_color}", "{id}"

Document = dict[str, Any]


class StylesNotBuilt(DomainError):
    """The front end has not been built, and the styles are made with it."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "styles-not-built"
    title = gettext_lazy("The map's pages have not been built")


def _built(name: str) -> Any:
    """A file of the build's `styles/`. Raises `StylesNotBuilt`."""
    path: Path = settings.KHARITA.frontend_dir / "styles" / name
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise StylesNotBuilt(_("The server is running. “./kharita up” builds the pages.")) from None


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


class _Filling:
    """One layer's declaration, put into the holes of what draws it."""

    def __init__(self, template: Mapping[str, Any], opened: OpenLayer) -> None:
        layer = opened.layer
        self.layer = layer
        self.is_classified = opened.is_classified
        self.texts = {
            _COLOR: layer.color,
            _ID: layer.id,
            _CLASSIFY_BY: layer.classify_by or "",
            _LABEL: layer.label or "",
        }
        self.label = template["label"]
        self.name = template["name"]

    def of(self, part: Any) -> Any:
        if isinstance(part, str):
            for hole, text in self.texts.items():
                part = part.replace(hole, text)
            return part
        if isinstance(part, dict):
            return {key: self.of(value) for key, value in part.items()}
        if not isinstance(part, list):
            return part
        if part == self.label and self.layer.label == "name":
            return self.name
        if part[:1] == ["match"] and _VALUE in part:
            return self._classes(part)
        return [self.of(item) for item in part]

    def _classes(self, match: list[Any]) -> Any:
        """`["match", input, value, colour, …, otherwise]` with a pair for each declared class."""
        if not self.is_classified or not self.layer.categories:
            return self.layer.color
        pairs = dict(zip(match[2:-1:2], match[3:-1:2], strict=True))
        colors: list[str] = []
        for category in self.layer.categories:
            told = pairs.get(category.value, _CATEGORY_COLOR)
            colors += [category.value, category.color if told == _CATEGORY_COLOR else told]
        return [match[0], self.of(match[1]), *colors, self.layer.color]


def preview_of(style: str) -> dict[str, str]:
    """Four colours that tell what a style is like. Raises `StylesNotBuilt`."""
    colors: dict[str, str] = _built(f"{LOOKS[style]}-en.json")["preview"]
    return colors


def _strokes(template: Mapping[str, Any], opened: OpenLayer, *, classes: bool) -> list[Document]:
    """What draws the layer, lowest first, as {slot, spec}."""
    layer = opened.layer
    styles = template["styles"]
    drawn = styles.get(layer.id) or styles[f"generic:{layer.kind}"]
    strokes = drawn["classes" if classes and opened.is_classified else "plain"]
    filling = _Filling(template, opened)
    filled = [
        {**stroke, "spec": filling.of(stroke["spec"])}
        for stroke in strokes
        if layer.label or _LABEL not in json.dumps(stroke["spec"])
    ]
    return [one for one in map(partial(_on_label_points, opened), filled) if one is not None]


def _on_label_points(opened: OpenLayer, stroke: Document) -> Document | None:
    """A label drawn from the tile's label points, one for each row, where they hold what the label reads.

    None for a label that needs a point for each row where the tiles have none.
    """
    layer, spec = opened.layer, stroke["spec"]
    has_points = layer.has_label_points and spec["type"] == "symbol"
    if has_points and set(_columns_of(spec)) <= set(label_fields(opened)):
        return {"slot": stroke["slot"], "spec": {**spec, "source-layer": f"{layer.id}_labels"}}
    return None if stroke.get("isOnNamePoints") else stroke


def _columns_of(part: Any) -> Iterator[str]:
    """The columns that expressions read."""
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list):
        if part[:1] == ["get"]:
            yield part[1]
        for inner in part:
            yield from _columns_of(inner)


def _source(root: str, wanted: Sequence[OpenLayer], boxes: Mapping[str, Bounds | None]) -> Document:
    ids = ",".join(one.layer.id for one in wanted)
    source: Document = {
        "type": "vector",
        "tiles": [f"{root}/tiles/{ids}/{{z}}/{{x}}/{{y}}.mvt"],
        "minzoom": min(one.layer.zooms[0] for one in wanted),
        "maxzoom": max(one.layer.zooms[1] for one in wanted),
    }
    known = [box for one in wanted if (box := boxes[one.layer.id]) is not None]
    if known:
        west, south, east, north = zip(*known, strict=True)
        source["bounds"] = [min(west), min(south), max(east), max(north)]
    return source


def _camera(boxes: Sequence[Bounds]) -> Document:
    """The middle of what there is, at a zoom that shows most of it on a screen of 1,000 pixels."""
    if not boxes:
        return {}
    west, south, east, north = zip(*boxes, strict=True)
    span = max(max(east) - min(west), 1e-4)
    return {
        "center": [round((min(west) + max(east)) / 2, 6), round((min(south) + max(north)) / 2, 6)],
        "zoom": round(max(1.0, min(16.0, math.log2(360 / span) + 1)), 1),
    }


def style_document(
    style: str, language: str, wanted: Sequence[Layer], user: Any, root: str, *, is_whole_map: bool
) -> Document:
    """The MapLibre style of these layers as `user` sees them.

    `style` is a key of `LOOKS`, `root` the deployment's address without a slash at its end. A whole map draws
    the basemap from one source and hides what is not shown at first; otherwise each layer is drawn by its
    classes. Raises `StylesNotBuilt`.
    """
    look = LOOKS[style]
    template = _built(f"{look}-{language}.json")
    opened = [open_layer(layer, user) for layer in wanted]
    boxes = {one.layer.id: bounds_of(one, revision_of(one.tables)) for one in opened}
    grouped: dict[str, list[OpenLayer]] = {}
    for one in opened:
        grouped.setdefault(BASE if is_whole_map and one.layer.basemap else one.layer.id, []).append(one)
    source_of = {one.layer.id: source for source, members in grouped.items() for one in members}
    strokes = [
        (stroke["slot"], _layer(stroke["spec"], source_of[one.layer.id], is_shown=is_shown))
        for one in opened
        for is_shown in (one.layer.visible or not is_whole_map,)
        for stroke in _strokes(template, one, classes=not is_whole_map)
    ]
    return {
        "version": 8,
        "name": f"Kharita · {style} · {language}",
        **_camera([box for box in boxes.values() if box is not None]),
        "sources": {name: _source(root, members, boxes) for name, members in grouped.items()},
        "sprite": f"{root}{STATIC}styles/sprite-{look}",
        "font-faces": _fonts(root),
        "layers": [
            {"id": "ground", "type": "background", "paint": {"background-color": template["ground"]}},
            *(spec for slot in template["slots"] for at, spec in strokes if at == slot),
        ],
    }


def _layer(spec: Document, source: str, *, is_shown: bool) -> Document:
    layer = {"id": spec["id"], "type": spec["type"], "source": source, **spec}
    if not is_shown:
        layer["layout"] = {**layer.get("layout", {}), "visibility": "none"}
    return layer


def _fonts(root: str) -> Document:
    return {
        name: [{**face, "url": f"{root}{STATIC}{face['url']}"} for face in faces]
        for name, faces in _built("fonts.json").items()
    }
