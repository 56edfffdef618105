"""The parcel and its life: versions with validity dates, lineage between them, owners as restricted data."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.gis.geos import Point
from django.contrib.postgres.indexes import GistIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kharita.accounts.models import communes_with
from kharita.core.geo import OfficialGeometryField, area_of, web_mercator_of
from kharita.territory.models.base import CommuneQuerySet, OfCommune


class Tenure(models.TextChoices):
    """How land is held (domain.md section 3)."""

    TITLED = "titled", _("Titled")
    REQUISITION = "requisition", _("Under requisition")
    MELK = "melk", _("Untitled (melk)")
    STATE = "state", _("State")
    HABOUS = "habous", _("Habous")
    COLLECTIVE = "collective", _("Collective")
    GUICH = "guich", _("Guich")
    UNKNOWN = "unknown", _("Unknown")


class ParcelQuerySet(CommuneQuerySet):
    def public(self) -> Q:
        """The present cadastre of open communes; what it was is the desk's."""
        return Q(commune__is_public=True, valid_to__isnull=True)

    def current(self) -> Self:
        """The parcels of the cadastre as it is now."""
        return self.filter(valid_to__isnull=True)

    def at(self, east: float, north: float) -> Self:
        """The parcels under a point of the official CRS."""
        return self.filter(geometry__intersects=Point(east, north, srid=settings.KHARITA_SRID))


class Parcel(OfCommune):
    """One parcel between two dates. `reference` is its land title ("12345/40") or, untitled, its key.

    A division, a merger or a corrected boundary retires it (`valid_to`) and creates others, joined by
    `ParcelLineage`; a change of attributes alone does not. `slug` is the reference in an URL.
    `geometry` is what was surveyed, in the official CRS; `declared_area_m2` what the title says.
    """

    reference = models.CharField(_("reference"), max_length=60)
    slug = models.CharField(max_length=60)
    tenure = models.CharField(_("tenure"), max_length=12, choices=Tenure, default=Tenure.UNKNOWN)
    declared_area_m2 = models.FloatField(_("declared area"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True, default="", db_default="")
    address_ar = models.CharField(
        _("address in Arabic"), max_length=200, blank=True, default="", db_default=""
    )
    attributes = models.JSONField(default=dict, blank=True, db_default={})
    geometry = OfficialGeometryField(geom_type="MULTIPOLYGON")
    web_geometry = web_mercator_of("geometry")
    area_m2 = area_of("geometry")
    valid_from = models.DateTimeField(_("valid from"))
    valid_to = models.DateTimeField(_("valid to"), null=True, blank=True)
    # The imports that created and retired it (plain numbers: importing stands a floor above).
    created_by_import = models.BigIntegerField(null=True, db_index=True)
    retired_by_import = models.BigIntegerField(null=True)

    objects: ClassVar[Any] = ParcelQuerySet.as_manager()

    class Meta(OfCommune.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "reference"],
                condition=Q(valid_to__isnull=True),
                name="one_current_parcel_per_reference",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="parcel_lives_forward",
            ),
        ]
        indexes = [
            models.Index(OpClass(F("reference"), name="text_pattern_ops"), name="parcel_reference_prefix"),
            models.Index(fields=["slug"], name="parcel_slug"),
            GistIndex(fields=["web_geometry"], name="parcel_web"),
        ]

    def __str__(self) -> str:
        return self.reference


class ParcelLineage(models.Model):
    """A parcel that came out of another."""

    class Kind(models.TextChoices):
        SPLIT = "split", _("Division")
        MERGE = "merge", _("Merger")
        BOUNDARY = "boundary", _("Corrected boundary")

    parent = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="children_links")
    child = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="parent_links")
    kind = models.CharField(max_length=8, choices=Kind)
    at = models.DateTimeField()
    created_by_import = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parent", "child"], name="one_lineage_per_pair")]

    def __str__(self) -> str:
        return f"{self.parent} → {self.child}"


class ParcelOwnerQuerySet(models.QuerySet["ParcelOwner"]):
    def visible_to(self, user: Any) -> Self:
        """Owners are personal data: only for who holds `territory.view_owner` in the parcel's commune."""
        held = communes_with(user, "territory.view_owner")
        return self if held is None else self.filter(parcel__commune_id__in=held)


class ParcelOwner(models.Model):
    """An undivided share of a parcel. Personal data (law 09-08): never shown to the public."""

    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="owners")
    name = models.CharField(_("name"), max_length=200)
    name_ar = models.CharField(_("name in Arabic"), max_length=200, blank=True, default="", db_default="")
    national_id = models.CharField(
        _("national identity number"), max_length=20, blank=True, default="", db_default=""
    )
    share_numerator = models.PositiveIntegerField(default=1, db_default=1)
    share_denominator = models.PositiveIntegerField(default=1, db_default=1)
    created_by_import = models.BigIntegerField(null=True, db_index=True)

    objects: ClassVar[Any] = ParcelOwnerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(share_numerator__gte=1) & Q(share_denominator__gte=F("share_numerator")),
                name="share_is_a_fraction",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.share_numerator}/{self.share_denominator}"
