"""The dossier of a parcel: found by its slug or its place, assembled from what the domains declare."""

from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models.functions import Transform
from django.db.models import F
from django.utils.translation import gettext as _

from kharita.core.errors import NotFound
from kharita.core.facets import FacetContent, ParcelFacet, parcel_facets
from kharita.core.geo import WGS84
from kharita.territory.coordinates import from_degrees
from kharita.territory.models import District, Parcel
from kharita.territory.models.base import DESK
from kharita.territory.permissions import may


@dataclass(frozen=True)
class Dossier:
    """A parcel (with its commune, and its geometry in WGS84 as `shown`) and what its facets tell."""

    parcel: Any
    districts: tuple[District, ...]
    facets: tuple[tuple[ParcelFacet, FacetContent], ...]
    for_desk: bool


def find_parcel(slug: str, *, user: Any, commune_id: int | None = None, version: int | None = None) -> Any:
    """The parcel called `slug` that `user` may see: the current one, else the last; `version` is a row's id.

    Raises `NotFound`.
    """
    parcels = Parcel.objects.visible_to(user).filter(slug=slug.replace("\0", ""))
    if commune_id is not None:
        parcels = parcels.filter(commune_id=commune_id)
    if version is not None:
        parcels = parcels.filter(pk=version)
    parcel = (
        parcels.select_related("commune")
        .annotate(shown=Transform("geometry", WGS84))
        .defer("web_geometry", "commune__boundary", "commune__web_geometry")
        .order_by(F("valid_to").desc(nulls_first=True), "pk")
        .first()
    )
    if parcel is None:
        raise NotFound(_("No parcel with this reference is open to you."), slug=slug)
    return parcel


def parcel_at(*, longitude: float, latitude: float, user: Any) -> Any:
    """The current parcel under a point in WGS84. Raises `NotFound`."""
    position = from_degrees(longitude, latitude)
    parcel = (
        Parcel.objects.visible_to(user).current().at(position.east, position.north).order_by("pk").first()
        if position
        else None
    )
    if parcel is None:
        raise NotFound(_("There is no parcel here."))
    return parcel


def read_dossier(parcel: Any, *, user: Any) -> Dossier:
    """Everything that `user` may know of `parcel`, in the order of the page."""
    shown = []
    for facet in parcel_facets.all():
        if facet.permission and not may(user, facet.permission, parcel.commune_id):
            continue
        content = facet.content(parcel, user)
        if not content.is_empty:
            shown.append((facet, content))
    districts = District.objects.visible_to(user).around(parcel)
    return Dossier(
        parcel=parcel,
        districts=tuple(districts),
        facets=tuple(shown),
        for_desk=may(user, DESK, parcel.commune_id),
    )
