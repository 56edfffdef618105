"""`ParcelFacet`: what a domain adds to a parcel's dossier."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from kharita.core.errors import Text


@dataclass(frozen=True)
class Entry:
    """One labelled value: text, a number, a date or None (shown as a dash); `unit` is drawn after it."""

    id: str
    label: Text
    value: Any
    unit: str = ""
    level: Literal["", "ok", "waiting", "late", "info"] = ""


@dataclass(frozen=True)
class FacetTable:
    """A table within a facet: column ids with titles, then rows by column id."""

    columns: tuple[tuple[str, Text], ...]
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class FacetContent:
    """What one facet shows of one parcel. `shapes` are extra geometries (GeoJSON, WGS84) for its maps."""

    entries: tuple[Entry, ...] = ()
    table: FacetTable | None = None
    notes: tuple[Text, ...] = ()
    shapes: tuple[Mapping[str, Any], ...] = field(default_factory=tuple)

    @property
    def is_empty(self) -> bool:
        return not (self.entries or self.notes or (self.table and self.table.rows))


@dataclass(frozen=True)
class ParcelFacet:
    """A part of the dossier, at its place (`order`) on the page.

    `content(parcel, user)` is called only for who holds `permission` in the parcel's commune ("" means
    everyone who sees the parcel).
    """

    id: str
    title: Text
    content: Callable[[Any, Any], FacetContent]
    permission: str = ""
    order: int = 100


class FacetRegistry:
    """The declared facets, in the order of the page."""

    def __init__(self) -> None:
        self._facets: dict[str, ParcelFacet] = {}

    def register(self, *facets: ParcelFacet) -> None:
        for facet in facets:
            if facet.id in self._facets:
                raise ValueError(f"two facets are called {facet.id}")
            self._facets[facet.id] = facet

    def all(self) -> tuple[ParcelFacet, ...]:
        return tuple(sorted(self._facets.values(), key=lambda facet: (facet.order, facet.id)))


parcel_facets = FacetRegistry()
