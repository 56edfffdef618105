"""The ground that everything stands on."""

from kharita.territory.models.building import Building, Place
from kharita.territory.models.commune import Commune, District
from kharita.territory.models.landscape import LandCover
from kharita.territory.models.parcel import Parcel, ParcelLineage, ParcelOwner
from kharita.territory.models.search import SearchBacklog, SearchEntry, SearchWord
from kharita.territory.models.street import Street, StreetNode
from kharita.territory.models.zoning import Easement, Reservation, Zone, ZoneRule, ZoningPlan

__all__ = [
    "Building",
    "Commune",
    "District",
    "Easement",
    "LandCover",
    "Parcel",
    "ParcelLineage",
    "ParcelOwner",
    "Place",
    "Reservation",
    "SearchBacklog",
    "SearchEntry",
    "SearchWord",
    "Street",
    "StreetNode",
    "Zone",
    "ZoneRule",
    "ZoningPlan",
]
