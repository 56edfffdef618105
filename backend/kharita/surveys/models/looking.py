"""What people put on surveys: measurements, notes, links to share."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from kharita.core.geo import OfficialGeometryField, web_mercator_of
from kharita.surveys.models.flight import Survey
from kharita.surveys.models.inside import InsideQuerySet
from kharita.territory.models.base import OfCommune


class Measurement(OfCommune):
    """A distance, area, height, volume, profile or note drawn on a survey, in the official CRS.

    `shape` is that of its geometry, for the layer it is drawn in. `values` are the figures in metres, square
    or cubic metres, made by the server from the survey's heights; `before`: the earlier survey of a
    difference.
    """

    class Kind(models.TextChoices):
        DISTANCE = "distance", _("Distance")
        AREA = "area", _("Area")
        HEIGHT = "height", _("Height")
        VOLUME = "volume", _("Volume")
        DIFFERENCE = "difference", _("Cut and fill")
        PROFILE = "profile", _("Profile")
        NOTE = "note", _("Note")

    class Shape(models.TextChoices):
        POINT = "point", _("Point")
        LINE = "line", _("Line")
        POLYGON = "polygon", _("Area")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="measurements")
    before = models.ForeignKey(Survey, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    shape = models.CharField(max_length=7, choices=Shape)
    name = models.CharField(_("name"), max_length=200, blank=True, default="", db_default="")
    note = models.TextField(_("note"), blank=True, default="", db_default="")
    geometry = OfficialGeometryField()
    web_geometry = web_mercator_of("geometry")
    values = models.JSONField(default=dict, db_default={})
    length_m = models.FloatField(_("length"), null=True)
    area_m2 = models.FloatField(_("area"), null=True)
    height_m = models.FloatField(_("height"), null=True)
    volume_m3 = models.FloatField(_("volume"), null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    objects: ClassVar[Any] = InsideQuerySet.as_manager()  # type: ignore[assignment]  # narrower

    class Meta(OfCommune.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["survey", "-id"], name="measurements_of_a_survey"),
            GistIndex(fields=["web_geometry"], name="measurements_web"),
        ]

    def __str__(self) -> str:
        return self.name or self.kind


class ShareQuerySet(models.QuerySet["SurveyShare"]):
    def visible_to(self, user: Any) -> Self:
        """Those of the surveys of one's own communes: a link is for who has it, its list for the desk."""
        from_inside = InsideQuerySet(Survey, using=self.db).visible_to(user)
        return self.filter(survey_id__in=from_inside.values("pk"))

    def live(self, now: datetime) -> Self:
        """Those that open something."""
        return self.filter(revoked_at=None, expires_at__gt=now)


class SurveyShare(models.Model):
    """A link by which someone without an account sees one survey until a day. Only its digest is kept."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="shares")
    digest = models.CharField(max_length=64, unique=True)
    note = models.CharField(max_length=200, blank=True, default="", db_default="")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ShareQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.expires_at:%Y-%m-%d}"
