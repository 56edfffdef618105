"""What a layer's columns are called and what they hold: one description for exports, schemas and catalogue.

A title is the model's own translated `verbose_name`; columns that the database derives have theirs here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import Field, ForeignKey
from django.utils.translation import gettext_lazy as _

from kharita.core.errors import Text
from kharita.maps.door import OpenLayer

Kind = Literal["integer", "number", "boolean", "date", "datetime", "string"]

DERIVED: Mapping[str, Text] = {
    "area_m2": _("area (m²)"),
    "slug": _("key in addresses"),
}
"""Titles of the columns whose model says none."""

_KINDS: Mapping[str, Kind] = {
    "FloatField": "number",
    "DecimalField": "number",
    "BooleanField": "boolean",
    "DateField": "date",
    "DateTimeField": "datetime",
}


@dataclass(frozen=True)
class Column:
    """One column as it is shown: its name in every protocol, its title in the active language when asked."""

    name: str
    title: Text
    kind: Kind
    choices: tuple[tuple[str, Text], ...] = ()
    length: int | None = None


def column_of(opened: OpenLayer, name: str) -> Column:
    """The description of one of `opened.fields`."""
    field = opened.model._meta.get_field(name)
    if not isinstance(field, Field):
        raise TypeError(f"{opened.layer.id}.{name} is no column")
    return Column(
        name=name,
        title=DERIVED.get(name, field.verbose_name),
        kind=_kind_of(field),
        choices=tuple((str(value), title) for value, title in field.flatchoices),
        length=field.max_length,
    )


def columns_of(opened: OpenLayer) -> tuple[Column, ...]:
    """The columns that this person is shown, in the layer's order (the id is not among them)."""
    return tuple(column_of(opened, name) for name in opened.fields)


def field_titles(opened: OpenLayer) -> dict[str, str]:
    """The title of each shown column in the active language."""
    return {column.name: str(column.title) for column in columns_of(opened)}


def _kind_of(field: "Field[object, object]") -> Kind:
    if isinstance(field, ForeignKey):
        field = field.target_field  # an id, or the code that it names its row by
    internal = field.get_internal_type()
    return _KINDS.get(
        internal, "integer" if "Integer" in internal or internal.endswith("AutoField") else "string"
    )
