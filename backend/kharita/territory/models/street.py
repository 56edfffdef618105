"""The street graph: edges between nodes, fit for routing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kharita.core.geo import OfficialGeometryField, length_of
from kharita.territory.models.base import Mapped, Named, OfCommune


class StreetNode(OfCommune):
    """Where streets meet or end."""

    geometry = OfficialGeometryField(geom_type="POINT")

    class Meta(OfCommune.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"node {self.pk}"


class Street(Named, Mapped):
    """A piece of street between two nodes, drawn from `source` to `target`."""

    class Grade(models.TextChoices):
        PRIMARY = "primary", _("Main road")
        SECONDARY = "secondary", _("Avenue")
        TERTIARY = "tertiary", _("Collector street")
        RESIDENTIAL = "residential", _("Street")
        ALLEY = "alley", _("Alley")
        TRACK = "track", _("Track")

    grade = models.CharField(_("class"), max_length=12, choices=Grade, default=Grade.RESIDENTIAL)
    width_m = models.FloatField(_("width"), null=True, blank=True)
    one_way = models.BooleanField(_("one-way"), default=False)
    source = models.ForeignKey(StreetNode, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    target = models.ForeignKey(StreetNode, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    length_m = length_of("geometry")

    class Meta(Mapped.Meta):
        abstract = False
