"""A layer's entry in the catalogue, as one person sees it: the facts that every form is written from."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _
from pyproj import CRS

from kharita.catalog.languages import Texts, in_languages
from kharita.catalog.publisher import Licence, licence_of
from kharita.core.errors import Text
from kharita.core.layers import Layer, layers
from kharita.core.models import AuditRecord
from kharita.maps.door import OpenLayer, open_layer
from kharita.maps.fields import Column, columns_of
from kharita.maps.manifest import Bounds, bounds_of
from kharita.maps.revisions import revision_of
from kharita.maps.selection import Selection, count

RHYTHMS: dict[str, Text] = {
    "UPDATE_CONT": _("continuously, with each change"),
    "DAILY": _("daily"),
    "WEEKLY": _("weekly"),
    "MONTHLY": _("monthly"),
    "ANNUAL": _("yearly"),
    "IRREG": _("when it changes"),
}
FACTS_KEPT = 1_000
_facts: dict[tuple[str, int], tuple[int, datetime | None]] = {}  # counting reads the whole table


@dataclass(frozen=True)
class Entry:
    """One layer: `rows` that this person may see, their `bounds` in degrees, when any of them last changed
    (None: before changes were recorded)."""

    opened: OpenLayer
    revision: int
    rows: int
    changed_at: datetime | None
    bounds: Bounds | None
    columns: tuple[Column, ...]
    licence: Licence

    @property
    def layer(self) -> Layer:
        return self.opened.layer

    @property
    def has_more_columns(self) -> bool:
        """Whether others are shown columns that this person is not."""
        return bool(set(self.layer.staff_fields) - set(self.opened.fields))

    @property
    def title(self) -> Texts:
        return in_languages(self.layer.title)

    @property
    def description(self) -> Texts:
        return in_languages(self.layer.description)

    @property
    def keywords(self) -> list[Texts]:
        return [in_languages(word) for word in self.layer.keywords]


def entry_of(layer: Layer, user: Any) -> Entry:
    """The entry of one layer; `user` None is the public."""
    opened = open_layer(layer, user)
    revision = revision_of(opened.tables)
    rows, changed_at = _facts_of(opened, revision)
    return Entry(
        opened=opened,
        revision=revision,
        rows=rows,
        changed_at=changed_at,
        bounds=bounds_of(opened, revision),
        columns=columns_of(opened),
        licence=licence_of(layer),
    )


def entries_for(user: Any) -> list[Entry]:
    """The layers in which this person may see any row, lowest first."""
    return [entry for layer in layers.all() if (entry := entry_of(layer, user)).rows]


def forget_facts() -> None:
    """Count again, where revisions may have gone back (a restored database)."""
    _facts.clear()


def _facts_of(opened: OpenLayer, revision: int) -> tuple[int, datetime | None]:
    key = (opened.rights, revision)
    if key not in _facts:
        if len(_facts) >= FACTS_KEPT:
            _facts.clear()
        _facts[key] = (count(opened, Selection()), _changed_at(opened))
    return _facts[key]


def _changed_at(opened: OpenLayer) -> datetime | None:
    table = opened.model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT max(at) FROM {AuditRecord._meta.db_table} WHERE table_name = %s",  # noqa: S608  # our own table
            [table],
        )
        found: datetime | None = cursor.fetchone()[0]
    return found


@cache
def official_crs() -> tuple[str, str]:
    """The code and the name of the deployment's official CRS."""
    return f"EPSG:{settings.KHARITA_SRID}", CRS.from_epsg(settings.KHARITA_SRID).name
