"""What the tables of the territory share."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kharita.accounts.models import communes_with
from kharita.core.geo import OfficialGeometryField, web_mercator_of

DESK = "territory.view_desk"


class Named(models.Model):
    """A thing with a name in each language; the reader's own comes first, then any that is there."""

    name_ar = models.CharField(_("name in Arabic"), max_length=200, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language, or the best there is."""
        own = (translation.get_language() or "ar")[:2]
        order = {"ar": "ar fr en", "fr": "fr en ar", "en": "en fr ar"}[own].split()
        return next((text for code in order if (text := getattr(self, f"name_{code}"))), "")


class CommuneQuerySet(models.QuerySet[Any]):
    """Rows that belong to a commune: the public's are those of open communes, the desk's those it serves."""

    def public(self) -> Q:
        """The condition that makes a row everyone's."""
        return Q(commune__is_public=True)

    def visible_to(self, user: Any) -> Self:
        """The rows that `user` may see."""
        served = communes_with(user, DESK)
        if served is None:
            return self
        return self.filter(self.public() | Q(commune_id__in=served)) if served else self.filter(self.public())

    def writable_by(self, user: Any, permission: str) -> Self:
        """The rows of the communes in which `user` holds `permission`."""
        held = communes_with(user, permission)
        return self if held is None else self.filter(commune_id__in=held)


class OfCommune(models.Model):
    """A row of one commune."""

    commune = models.ForeignKey("territory.Commune", on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = CommuneQuerySet.as_manager()

    class Meta:
        abstract = True


class Mapped(OfCommune):
    """A row of one commune with a geometry in the official CRS and its web-mercator twin for tiles.

    `source_key` is its key in the file that it came from, by which the next import finds it again;
    `attributes` are the file's further columns.
    """

    geometry = OfficialGeometryField()
    web_geometry = web_mercator_of("geometry")
    source_key = models.CharField(max_length=120, blank=True, default="", db_default="")
    attributes = models.JSONField(default=dict, blank=True, db_default={})

    class Meta(OfCommune.Meta):
        abstract = True
        indexes = [GistIndex(fields=["web_geometry"], name="%(class)s_web")]


class StandsOnParcel(models.Model):
    """A located object and the parcel it stands on, kept by `territory.linking`."""

    class Relation(models.TextChoices):
        WITHIN = "within", _("on the parcel")
        FRONTS = "fronts", _("in front of the parcel")

    parcel = models.ForeignKey(
        "territory.Parcel", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    parcel_relation = models.CharField(max_length=6, choices=Relation, blank=True, default="", db_default="")
    parcel_distance_m = models.FloatField(null=True, blank=True)

    class Meta:
        abstract = True
