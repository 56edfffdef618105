"""`Layer`: the one declaration of what is on the map. Every protocol derives from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db.models import QuerySet

from kharita.core.errors import Text

GeometryKind = Literal["point", "line", "polygon"]


@dataclass(frozen=True)
class Category:
    """One class of a layer's legend: rows whose `Layer.classify_by` equals `value`."""

    value: str
    title: Text
    color: str


@dataclass(frozen=True)
class Layer:
    """A table (or part of one) put on the map.

    `rows(user)` gives the rows that `user` may see; `fields` are the columns that anyone who sees the row
    may see; `staff_fields` names a permission for each further column, held in the row's commune. `geometry`
    is in the official CRS; `web_geometry` is the derived, indexed web-mercator column that tiles read.
    `zooms` are the first and last zoom of the tiles (the viewer overzooms). Below `generalise_below` tiles
    draw blocks derived from the layer in place of its rows. `importance` orders what is kept where a tile
    would be too heavy: larger first, ties by id, so that it is never chance. Rows whose `appears_by` (one of
    `fields`) is a key of `appears` are drawn only from that zoom on. `label` is the column drawn as text.
    Below `crowded_below` the points of a patch of a tile are drawn as one, with `point_count`: "thin" keeps
    the most important one, "cluster" puts one without attributes in their middle.
    `datetime` names the column of the moment that a row is of, or the two between which it holds (without a
    value: open): whoever sees the row may select by them, also where they are none of the columns shown.
    For the catalogue: `licence` is an id of `gis_data/licences.yaml` ("": the deployment's own), `theme` and
    `rhythm` are codes of the European authority tables of data themes and of frequencies.
    """

    id: str
    title: Text
    group: str
    rows: Callable[[Any], QuerySet[Any]]
    kind: GeometryKind
    fields: tuple[str, ...] = ()
    staff_fields: Mapping[str, str] = field(default_factory=dict)
    commune: str = "commune_id"
    geometry: str = "geometry"
    web_geometry: str = "web_geometry"
    zooms: tuple[int, int] = (10, 18)
    generalise_below: int | None = None
    importance: str | None = None
    appears_by: str | None = None
    appears: Mapping[str, int] = field(default_factory=dict)
    crowded: Literal["thin", "cluster"] = "thin"
    crowded_below: int | None = None
    label: str | None = None
    datetime: str | tuple[str, str] | None = None
    classify_by: str | None = None
    categories: tuple[Category, ...] = ()
    color: str = "#0F6B6B"
    visible: bool = True
    basemap: bool = False
    licence: str = ""
    description: Text = ""
    keywords: tuple[Text, ...] = ()
    theme: str = "GOVE"
    rhythm: str = "IRREG"

    @property
    def has_label_points(self) -> bool:
        """Whether tiles carry, beside the shapes, one point inside each for its label (`<id>_labels`): not
        where shapes are so many that their label is a matter of the closest zooms."""
        return self.kind == "polygon" and self.label is not None and self.generalise_below is None

    @property
    def period(self) -> tuple[str, str] | None:
        """The columns of a row's start and end: of a moment, the same twice."""
        return (self.datetime, self.datetime) if isinstance(self.datetime, str) else self.datetime


class Registry:
    """The declared layers by id, in the order in which they are drawn (first is lowest)."""

    def __init__(self) -> None:
        self._layers: dict[str, Layer] = {}

    def register(self, *layers: Layer) -> None:
        for layer in layers:
            if layer.id in self._layers:
                raise ValueError(f"two layers are called {layer.id}")
            self._layers[layer.id] = layer

    def get(self, layer_id: str) -> Layer | None:
        return self._layers.get(layer_id)

    def all(self) -> tuple[Layer, ...]:
        return tuple(self._layers.values())


layers = Registry()
