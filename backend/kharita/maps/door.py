"""The one door to a layer's data: whoever asks gets the rows and columns they may see, and nothing else.

Every protocol (tiles, GeoJSON, TileJSON, the manifest) reads through `open_layer`, so that none can forget a
rule. What it gives is one SELECT, compiled from the layer's own QuerySet, to be used as a subquery.
"""

import hashlib
import re
import time
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import EmptyResultSet
from django.db.models import (
    BooleanField,
    Case,
    Expression,
    ExpressionWrapper,
    F,
    FloatField,
    Model,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import RawSQL

from kharita.accounts.models import communes_with
from kharita.core.layers import Layer, layers
from kharita.maps.models import BLOCK_ZOOMS, Block

NOBODY_SECONDS = 30.0
"""For so long the compiled rows of the anonymous public are used again (their rights cannot change, but a
layer's rows may depend on the clock)."""

_TABLES = re.compile(r'(?:FROM|JOIN) "(\w+)"')


@dataclass(frozen=True)
class OpenLayer:
    """A layer as one person sees it.

    `sql` (with `params`, in psycopg's %s style) selects `columns`: id, commune, geometry in the official CRS,
    web_geometry, importance (null where none is declared), then `fields`, and those of the layer's `datetime`
    that are not among them (`times`: to select by, never to give). `rights` is equal for two people
    who see the same; `tables` are all that the answer depends on. `is_closed`: its rules leave this person no
    row, whatever there is.
    """

    layer: Layer
    model: type[Model]
    fields: tuple[str, ...]
    sql: str
    params: tuple[Any, ...]
    rights: str
    tables: frozenset[str]
    times: tuple[str, ...] = ()
    is_closed: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return ("id", "commune", "geometry", "web_geometry", "importance", *self.fields, *self.times)

    @property
    def source(self) -> str:
        """`sql` as an item of a FROM clause, called `source`."""
        names = ", ".join(f'"{name}"' for name in self.columns)
        return f"({self.sql}) AS source({names})"

    @property
    def is_classified(self) -> bool:
        """Whether the column that the legend is made of is among those shown."""
        return self.layer.classify_by in self.fields


def _plain(column: str) -> Expression:
    # A geometry as PostgreSQL holds it: GeoDjango would select it as bytes.
    return ExpressionWrapper(F(column), output_field=TextField())


def _staff_column(layer: Layer, field: str, user: Any) -> Expression | F | None:
    """The column where the permission is held, empty elsewhere; None where it is held nowhere."""
    held = communes_with(user, layer.staff_fields[field])
    if held is None:
        return F(field)
    if not held:
        return None
    return Case(When(**{f"{layer.commune}__in": sorted(held)}, then=F(field)))


def _compile(layer: Layer, user: Any) -> OpenLayer:
    shown: dict[str, Expression | F] = {field: F(field) for field in layer.fields}
    for field in layer.staff_fields:
        column = _staff_column(layer, field, user)
        if column is not None:
            shown[field] = column
    # A time that is shown to some only must not be found out by the others, by asking until rows come.
    times = tuple(
        name
        for name in dict.fromkeys(layer.period or ())
        if name not in shown and name not in layer.staff_fields
    )
    rows: QuerySet[Any] = layer.rows(user).order_by()
    selected = (
        F("pk"),
        F(layer.commune),
        _plain(layer.geometry),
        _plain(layer.web_geometry),
        F(layer.importance) if layer.importance else Value(None, output_field=FloatField()),
        *shown.values(),
        *map(F, times),
    )
    is_closed = False
    try:
        sql, params = rows.values_list(*selected).query.sql_with_params()
    except EmptyResultSet:  # what Django would not even ask for is still a subquery of ours
        is_closed = True
        nothing = rows.model._default_manager.filter(RawSQL("false", (), BooleanField())).order_by()
        sql, params = nothing.values_list(*selected).query.sql_with_params()
    return OpenLayer(
        layer=layer,
        model=rows.model,
        fields=tuple(shown),
        sql=sql,
        params=tuple(params),
        rights=hashlib.sha256(repr((layer.id, sql, params)).encode()).hexdigest()[:16],
        tables=frozenset(_TABLES.findall(sql)),
        times=times,
        is_closed=is_closed,
    )


_for_nobody: dict[int, tuple[float, OpenLayer]] = {}


def open_layer(layer: Layer, user: Any) -> OpenLayer:
    """The layer narrowed to what `user` (None or anonymous: the public) may see."""
    if user is not None and not isinstance(user, AnonymousUser):
        return _compile(layer, user)
    now = time.monotonic()
    known = _for_nobody.get(id(layer))  # declarations live as long as the process
    if known is None or known[0] < now:
        known = _for_nobody[id(layer)] = (now + NOBODY_SECONDS, _compile(layer, AnonymousUser()))
    return known[1]


def layers_open_to(user: Any) -> list[Layer]:
    """The layers of which `user` may see rows at all; what is closed to them is not even named."""
    return [layer for layer in layers.all() if not open_layer(layer, user).is_closed]


@cache
def _blocks_layer(layer_id: str, zoom: int) -> Layer:
    layer = layers.get(layer_id)
    if layer is None:
        raise KeyError(layer_id)
    return replace(
        layer,
        id=f"{layer_id}_blocks",
        rows=lambda user: Block.objects.visible_to(user).filter(layer=layer_id, zoom=zoom),
        fields=(),
        staff_fields={},
        commune="commune_id",
        geometry="web_geometry",
        web_geometry="web_geometry",
        generalise_below=None,
        importance=None,
        label=None,
        appears={},
        appears_by=None,
        classify_by=None,
        datetime=None,
    )


def open_blocks(layer: Layer, user: Any, zoom: int) -> OpenLayer:
    """The blocks that stand for a generalised layer's rows at a zoom below its `generalise_below`.

    They show the extent of what the commune shows at all, so they are seen with the commune; a layer whose
    rows are not seen alike within a commune must not be generalised.
    """
    made_for = min(max(zoom, BLOCK_ZOOMS[-1]), BLOCK_ZOOMS[0])
    return open_layer(_blocks_layer(layer.id, made_for), user)
