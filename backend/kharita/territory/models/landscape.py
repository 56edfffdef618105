"""The ground between the parcels, for the basemap: water, green, squares."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kharita.territory.models.base import Mapped, Named


class LandCover(Named, Mapped):
    """An area of water, vegetation or open ground."""

    class Kind(models.TextChoices):
        WATER = "water", _("Water")
        OUED = "oued", _("Oued")
        PARK = "park", _("Park")
        ORCHARD = "orchard", _("Orchard")
        FIELD = "field", _("Field")
        CEMETERY = "cemetery", _("Cemetery")
        SQUARE = "square", _("Square")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)

    class Meta(Mapped.Meta):
        abstract = False
