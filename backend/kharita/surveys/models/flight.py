"""Flights over a commune: their authorisation, the campaign they belong to, and the survey that they make."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kharita.accounts.models import communes_with
from kharita.core.geo import OfficialGeometryField, web_mercator_of
from kharita.surveys.models.inside import VIEW, InsideQuerySet
from kharita.territory.models.base import CommuneQuerySet, Named, OfCommune

UPLOAD = "surveys.upload_survey"
PUBLISH = "surveys.publish_survey"


class FlightAuthorisation(OfCommune):
    """The permission to fly, without which no survey is taken in: its reference, validity, area and pilot.

    `area` is in the official CRS (None: the whole commune). The pilot is personal data (law 09-08).
    """

    reference = models.CharField(_("reference"), max_length=80)
    issued_by = models.CharField(_("issued by"), max_length=200, blank=True, default="", db_default="")
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))
    area = OfficialGeometryField(geom_type="MULTIPOLYGON", null=True, blank=True)
    pilot_name = models.CharField(_("pilot"), max_length=200)
    pilot_licence = models.CharField(
        _("pilot's licence"), max_length=80, blank=True, default="", db_default=""
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    objects: ClassVar[Any] = InsideQuerySet.as_manager()  # type: ignore[assignment]  # narrower

    class Meta(OfCommune.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["commune", "reference"], name="one_authorisation_of_a_reference"),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="an_authorisation_lasts_some_time"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Campaign(Named, OfCommune):
    """Flights that belong together, shown as one mosaic: a whole town, a season, a building site."""

    purpose = models.TextField(blank=True, default="", db_default="")
    created_at = models.DateTimeField()

    objects: ClassVar[Any] = InsideQuerySet.as_manager()  # type: ignore[assignment]  # narrower

    class Meta(OfCommune.Meta):
        abstract = False


class SurveyQuerySet(CommuneQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The published ones are everyone's; the others those of who works with surveys in their commune, and
        of who opened a link to one (`surveys.sharing`)."""
        published = Q(commune__is_public=True, published_at__isnull=False)
        if shared := getattr(user, "shared_surveys", None):
            published |= Q(pk__in=sorted(shared))
        held = communes_with(user, VIEW)
        if held is None:
            return self
        return self.filter(published | Q(commune_id__in=held)) if held else self.filter(published)


class Survey(OfCommune):
    """One flight and what came of it.

    `number` is gapless per commune and year. `gsd_cm` (size of a pixel on the ground) and `accuracy_cm` (root
    mean square error) are what the pilot declares; what the files say is in their products. `footprint` is
    the ground that its products show, in the official CRS. `version` grows whenever what it shows changes:
    addresses of imagery carry it.
    """

    class State(models.TextChoices):
        ANNOUNCED = "announced", _("Announced")
        PROCESSING = "processing", _("Being prepared")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    class Georeference(models.TextChoices):
        RTK = "rtk", _("RTK or PPK")
        CONTROL_POINTS = "control_points", _("Ground control points")
        GPS = "gps", _("The drone's own GPS")

    number = models.CharField(_("number"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ANNOUNCED)
    authorisation = models.ForeignKey(FlightAuthorisation, on_delete=models.PROTECT, related_name="surveys")
    campaign = models.ForeignKey(
        Campaign, null=True, blank=True, on_delete=models.SET_NULL, related_name="surveys"
    )
    flown_at = models.DateTimeField(_("flown"))
    sensor = models.CharField(_("sensor"), max_length=120, blank=True, default="", db_default="")
    georeference = models.CharField(max_length=14, choices=Georeference, default=Georeference.GPS)
    gsd_cm = models.FloatField(_("ground sampling distance (cm)"), null=True, blank=True)
    accuracy_cm = models.FloatField(_("accuracy (cm)"), null=True, blank=True)
    note = models.TextField(blank=True, default="", db_default="")
    footprint = OfficialGeometryField(geom_type="MULTIPOLYGON", null=True, blank=True)
    web_geometry = web_mercator_of("footprint")
    version = models.PositiveIntegerField(default=1, db_default=1)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    objects: ClassVar[Any] = SurveyQuerySet.as_manager()

    class Meta(OfCommune.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["commune", "-flown_at"], name="surveys_of_a_commune"),
            GistIndex(fields=["web_geometry"], name="surveys_web"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
