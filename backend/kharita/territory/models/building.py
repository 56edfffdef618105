"""What stands on the parcels: buildings, and the places that people look for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kharita.territory.models.base import Mapped, Named, StandsOnParcel


class Building(StandsOnParcel, Mapped):
    """A building's footprint. Heights in metres above ground, floors above the ground floor."""

    use = models.CharField(_("use"), max_length=30, blank=True, default="", db_default="")
    floors = models.PositiveSmallIntegerField(_("floors above ground floor"), null=True, blank=True)
    height_m = models.FloatField(_("height"), null=True, blank=True)
    built_year = models.PositiveSmallIntegerField(_("built in"), null=True, blank=True)

    class Meta(Mapped.Meta):
        abstract = False

    def __str__(self) -> str:
        return self.source_key or str(self.pk)


class Place(Named, StandsOnParcel, Mapped):
    """A public place: mosque, school, market, town hall."""

    class Kind(models.TextChoices):
        TOWN_HALL = "town_hall", _("Town hall")
        MOSQUE = "mosque", _("Mosque")
        SCHOOL = "school", _("School")
        HOSPITAL = "hospital", _("Hospital")
        MARKET = "market", _("Market")
        POST_OFFICE = "post_office", _("Post office")
        POLICE = "police", _("Police")
        STADIUM = "stadium", _("Sports ground")
        PARK = "park", _("Park")
        BUS_STATION = "bus_station", _("Bus station")
        OTHER = "other", _("Other")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)

    class Meta(Mapped.Meta):
        abstract = False
