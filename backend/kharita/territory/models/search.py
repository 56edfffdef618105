"""What can be found by its name, kept apart from the tables it is read from."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from kharita.accounts.models import communes_with
from kharita.core.geo import OfficialGeometryField
from kharita.territory.models.base import DESK, Named


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def visible_to(self, user: Any) -> Self:
        """Names on the map are as public as their commune, addresses the desk's, owners restricted."""
        served = communes_with(user, DESK)
        owners = communes_with(user, "territory.view_owner")
        kinds = SearchEntry.Kind
        everyone = Q(commune__is_public=True) & ~Q(kind__in=SearchEntry.OF_PARCELS)
        desk = Q() if served is None else Q(commune_id__in=served)
        personal = Q() if owners is None else Q(commune_id__in=owners)
        return self.filter(
            everyone | (desk & ~Q(kind=kinds.OWNER)) | (personal & Q(kind=kinds.OWNER)),
        )


class SearchEntry(Named):
    """One name of one thing. `text` is the names as `core.text.search_text` compares them.

    `words` are its words, each behind the letter of its family (`FAMILIES`): the index then knows how often a
    word occurs among owners, say, and never wades through the addresses that share it.
    `object_id` is the parcel of an address or an owner, the first edge of a street, the first polygon of a
    zone code, else the thing itself; `extent` the box that shows it, in the official CRS.
    """

    class Kind(models.TextChoices):
        COMMUNE = "commune"
        DISTRICT = "district"
        STREET = "street"
        PLACE = "place"
        ZONE = "zone"
        ADDRESS = "address"
        OWNER = "owner"

    OF_PARCELS: ClassVar[tuple[str, ...]] = (Kind.ADDRESS, Kind.OWNER)
    # Capitals, which no compared word has; every other kind is on the map.
    FAMILIES: ClassVar[dict[str, str]] = {Kind.ADDRESS: "A", Kind.OWNER: "O"}
    ON_THE_MAP: ClassVar[str] = "M"

    kind = models.CharField(max_length=8, choices=Kind)
    object_id = models.BigIntegerField()
    commune = models.ForeignKey("territory.Commune", on_delete=models.CASCADE, related_name="+")
    extent = OfficialGeometryField(null=True, spatial_index=False)
    text = models.TextField()
    words = SearchVectorField()

    objects: ClassVar[Any] = SearchEntryQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="searchentry_words"),
            models.Index(fields=["commune", "kind"], name="searchentry_of_a_kind"),
        ]


class SearchWord(models.Model):
    """A word that occurs in a name: what a misspelt one is compared with, by its trigrams."""

    word = models.CharField(max_length=200, primary_key=True)

    class Meta:
        indexes = [GinIndex(fields=["word"], name="searchword_trigrams", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.word


class SearchBacklog(models.Model):
    """A commune whose names changed since its entries were made: noted by triggers, cleared by a refresh."""

    commune_id = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.commune_id} at {self.at}"
