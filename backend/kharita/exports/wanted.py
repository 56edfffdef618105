"""What is asked for, in the words of a request: a layer, a format, which rows and columns, in which CRS."""

from dataclasses import dataclass
from typing import Any

from kharita.core.errors import BadInput
from kharita.exports.crs import Crs
from kharita.exports.formats import Format, format_named
from kharita.exports.reading import OnProgress, Reading
from kharita.maps import cql
from kharita.maps.door import OpenLayer, open_layer
from kharita.maps.selection import Box, Selection, in_order
from kharita.maps.tiles import layer_named


@dataclass(frozen=True)
class Wanted:
    """The request; nothing of it is believed before `opened` has read it."""

    layer: str
    format: str
    crs: str = ""
    bbox: Box | None = None
    filter: str = ""
    filter_lang: str = "cql2-text"
    columns: tuple[str, ...] | None = None
    bom: bool = False


@dataclass(frozen=True)
class Opened:
    """The request as one person may have it answered."""

    wanted: Wanted
    layer: OpenLayer
    selection: Selection
    format: Format
    crs: Crs

    def reading(self, on_progress: OnProgress | None = None) -> Reading:
        return Reading(self.layer, self.selection, self.crs, on_progress)


def open_wanted(wanted: Wanted, user: Any) -> Opened:
    """What `user` gets of it. Raises `NotFound`, and `BadInput` that names the parameter."""
    opened = open_layer(layer_named(wanted.layer), user)
    form = format_named(wanted.format)
    return Opened(wanted, opened, selection_of(wanted, opened), form, form.crs_named(wanted.crs))


def selection_of(wanted: Wanted, opened: OpenLayer) -> Selection:
    """The rows and columns that are asked for. Raises `BadInput`."""
    condition = None
    if wanted.filter:
        if wanted.filter_lang not in cql.LANGUAGES:
            raise BadInput(", ".join(cql.LANGUAGES), field="filter-lang")
        condition = cql.parse(wanted.filter, wanted.filter_lang, opened)
    fields = None if wanted.columns is None else in_order(opened, wanted.columns, parameter="columns")
    return Selection(bbox=wanted.bbox, condition=condition, fields=fields)
