"""Communes and their districts."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kharita.accounts.models import communes_with
from kharita.core.geo import OfficialGeometryField, web_mercator_of
from kharita.territory.models.base import DESK, CommuneQuerySet, Mapped, Named


class CommuneOwnQuerySet(models.QuerySet["Commune"]):
    def visible_to(self, user: Any) -> Self:
        """Open communes, and those that `user` serves."""
        served = communes_with(user, DESK)
        if served is None:
            return self
        return self.filter(Q(is_public=True) | Q(pk__in=served))

    def where(self, user: Any, permission: str) -> Self:
        """The communes in which `user` holds `permission`."""
        held = communes_with(user, permission)
        return self if held is None else self.filter(pk__in=held)


class Commune(Named):
    """A commune. `code` is the HCP's (region.province.circle.commune); `is_public` opens its maps to all."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    boundary = OfficialGeometryField(geom_type="MULTIPOLYGON", null=True, blank=True)
    web_geometry = web_mercator_of("boundary")
    is_public = models.BooleanField(_("open to the public"), default=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    # Raised by each change of the cadastre: a dry run of an older revision is made again first.
    cadastre_revision = models.PositiveBigIntegerField(default=0, db_default=0)

    objects = CommuneOwnQuerySet.as_manager()

    class Meta:
        ordering = ["code"]


class DistrictQuerySet(CommuneQuerySet):
    def around(self, parcel: Any) -> Self:
        """The districts that a parcel lies in, told by a point inside it: borders are drawn apart."""
        inside = parcel.geometry.point_on_surface
        return (
            self.filter(geometry__intersects=inside)
            .order_by("kind", "code")
            .defer("geometry", "web_geometry")
        )


class District(Named, Mapped):
    """An administrative annex or a quarter of a commune."""

    class Kind(models.TextChoices):
        ADMIN_ANNEX = "admin_annex", _("Administrative annex")
        NEIGHBOURHOOD = "neighbourhood", _("Quarter")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NEIGHBOURHOOD)
    code = models.CharField(_("code"), max_length=40)

    objects: ClassVar[Any] = DistrictQuerySet.as_manager()

    class Meta(Mapped.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["commune", "kind", "code"], name="one_district_per_code")
        ]
