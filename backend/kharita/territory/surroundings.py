"""What is drawn around a parcel on its printed plan and in the file that is sent."""

from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models.functions import Transform
from django.contrib.gis.geos import Polygon
from django.db.models import QuerySet

from kharita.core.geo import WGS84
from kharita.core.layers import layers
from kharita.territory.models import Building, Easement, Parcel, Street, Zone

# More than this is no plan of a parcel any more, but of a town.
ROWS_MAX = 600


@dataclass(frozen=True)
class Surroundings:
    """Rows that the reader may see within `box` (official CRS), each with `shown`, its geometry in WGS84."""

    box: Polygon
    parcels: tuple[Any, ...]
    streets: tuple[Any, ...]
    buildings: tuple[Any, ...]
    zones: tuple[Any, ...]
    easements: tuple[Any, ...]


def read_surroundings(parcel: Any, *, user: Any, box: tuple[float, float, float, float]) -> Surroundings:
    """`box` is west, south, east, north in the official CRS."""
    frame = Polygon.from_bbox(box)
    frame.srid = parcel.geometry.srid

    def within(rows: QuerySet[Any]) -> tuple[Any, ...]:
        inside = rows.filter(geometry__intersects=frame).annotate(shown=Transform("geometry", WGS84))
        return tuple(inside.order_by("pk").defer("web_geometry", "attributes")[:ROWS_MAX])

    return Surroundings(
        box=frame,
        parcels=within(Parcel.objects.visible_to(user).current().exclude(pk=parcel.pk)),
        streets=within(Street.objects.visible_to(user)),
        buildings=within(Building.objects.visible_to(user)),
        zones=within(Zone.objects.visible_to(user)),
        easements=within(Easement.objects.visible_to(user)),
    )


def colors_of(layer_id: str) -> dict[str, str]:
    """The colour of each class of a declared layer: paper and screen agree."""
    layer = layers.get(layer_id)
    return {} if layer is None else {category.value: category.color for category in layer.categories}
