"""What the browser draws the map from: the layers as one person sees them, in their language."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from kharita.core.layers import Layer
from kharita.maps.door import OpenLayer, layers_open_to, open_layer
from kharita.maps.mvt_points import label_fields
from kharita.maps.revisions import revision_of

GROUPS = ("basemap", "territory", "cadastre", "planning", "permits", "surveys")
Bounds = tuple[float, float, float, float]
BOUNDS_KEPT = 1_000
_bounds: dict[tuple[str, int], Bounds | None] = {}  # measuring them reads the whole table


def group_title(group: str) -> str:
    """The title of a group of layers; a group that is new keeps its id."""
    titles = {
        "basemap": _("Basemap"),
        "territory": _("Territory"),
        "cadastre": _("Cadastre"),
        "planning": _("Planning"),
        "permits": _("Permits"),
    }
    return titles.get(group, group)


def bounds_of(opened: OpenLayer, revision: int) -> Bounds | None:
    """West, south, east, north in degrees of all rows at that revision; None where there are none."""
    key = (opened.rights, revision)
    if key not in _bounds:
        if len(_bounds) >= BOUNDS_KEPT:
            _bounds.clear()
        _bounds[key] = _measure_bounds(opened)
    return _bounds[key]


def forget_bounds() -> None:
    """Measure them again, where revisions may have gone back (a restored database)."""
    _bounds.clear()


def _measure_bounds(opened: OpenLayer) -> Bounds | None:
    # Extent of the web-mercator boxes: its corners have the same edges in degrees.
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box) FROM (
                  SELECT ST_Transform(ST_SetSRID(ST_Extent(web_geometry)::geometry, 3857), 4326) AS box
                  FROM {opened.source}) AS extent""",  # noqa: S608  # compiled by the door
            opened.params,
        )
        row = cursor.fetchone()
    if row[0] is None:
        return None
    west, south, east, north = (round(edge, 6) for edge in row)
    return west, south, east, north


def legend_of(opened: OpenLayer) -> dict[str, Any]:
    """How a layer is drawn and what its colours mean; the classes only where their column is shown."""
    layer = opened.layer
    return {
        "id": layer.id,
        "title": str(layer.title),
        "kind": layer.kind,
        "color": layer.color,
        "classify_by": layer.classify_by if opened.is_classified else None,
        "categories": [
            {"value": category.value, "title": str(category.title), "color": category.color}
            for category in layer.categories
        ]
        if opened.is_classified
        else [],
    }


def layer_entry(layer: Layer, user: Any) -> dict[str, Any]:
    """A layer in the manifest."""
    opened = open_layer(layer, user)
    revision = revision_of(opened.tables)
    return {
        **legend_of(opened),
        "description": str(layer.description),
        "group": layer.group,
        "basemap": layer.basemap,
        "visible": layer.visible,
        "zooms": list(layer.zooms),
        "fields": list(opened.fields),
        "label": layer.label,
        "tiles": f"/tiles/{layer.id}/{{z}}/{{x}}/{{y}}.mvt",
        "bounds": bounds_of(opened, revision),
        "licence": layer.licence,
        "generalise_below": layer.generalise_below,
        "revision": revision,
    }


def manifest_of(user: Any) -> dict[str, Any]:
    """The groups and layers of the map, lowest first."""
    entries = [layer_entry(layer, user) for layer in layers_open_to(user)]
    groups = dict.fromkeys([*GROUPS, *(entry["group"] for entry in entries)])
    return {
        "groups": [{"id": group, "title": group_title(group)} for group in groups],
        "layers": entries,
        "revision": sum(entry["revision"] for entry in entries),
    }


def _field_types(opened: OpenLayer) -> dict[str, str]:
    kinds = {"FloatField": "Number", "BooleanField": "Boolean"}
    types = {}
    for field in opened.fields:
        internal = opened.model._meta.get_field(field).get_internal_type()
        types[field] = kinds.get(internal, "Number" if "Integer" in internal else "String")
    return types


def tilejson_of(wanted: Sequence[Layer], user: Any, root: str) -> dict[str, Any]:
    """TileJSON 3.0.0 of these layers in one tile; `root` is the deployment's address, ending in a slash."""
    opened = [open_layer(layer, user) for layer in wanted]
    boxes = [box for layer in opened if (box := bounds_of(layer, revision_of(layer.tables))) is not None]
    ids = ",".join(layer.id for layer in wanted)
    vector_layers = []
    for layer in opened:
        first, last = layer.layer.zooms
        below = layer.layer.generalise_below
        if below is not None and first < below:
            vector_layers.append(
                {"id": f"{layer.layer.id}_blocks", "fields": {}, "minzoom": first, "maxzoom": below - 1}
            )
            first = below
        vector_layers.append(
            {
                "id": layer.layer.id,
                "description": str(layer.layer.title),
                "fields": _field_types(layer),
                "minzoom": first,
                "maxzoom": last,
            }
        )
        if layer.layer.has_label_points:
            fields = {name: kind for name, kind in _field_types(layer).items() if name in label_fields(layer)}
            vector_layers.append(
                {"id": f"{layer.layer.id}_labels", "fields": fields, "minzoom": first, "maxzoom": last}
            )
    document: dict[str, Any] = {
        "tilejson": "3.0.0",
        "name": ", ".join(str(layer.title) for layer in wanted),
        "scheme": "xyz",
        "tiles": [f"{root}tiles/{ids}/{{z}}/{{x}}/{{y}}.mvt"],
        "minzoom": min(layer.zooms[0] for layer in wanted),
        "maxzoom": max(layer.zooms[1] for layer in wanted),
        "vector_layers": vector_layers,
        "attribution": ", ".join(dict.fromkeys(layer.licence for layer in wanted if layer.licence)),
    }
    if boxes:
        west, south, east, north = zip(*boxes, strict=True)
        document["bounds"] = [min(west), min(south), max(east), max(north)]
    return document
