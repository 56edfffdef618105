"""Two flights compared: under which thresholds, what changed, on which parcel, beside which permit."""

import uuid
from pathlib import Path
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kharita.core.geo import OfficialGeometryField, web_mercator_of
from kharita.permits.models import Inspection, Offence, Permit
from kharita.surveys.models.flight import Survey
from kharita.surveys.models.inside import InsideQuerySet
from kharita.territory.models.base import OfCommune

FINDINGS = "surveys.view_finding"
JUDGE = "surveys.judge_finding"
TUNE = "surveys.tune_detection"


class FindingsQuerySet(InsideQuerySet):
    """What accuses someone: for those who follow findings up."""

    permission = FINDINGS


class DetectionSettings(OfCommune):
    """The thresholds of a commune, in versions: none is ever changed, each says who set it and why.

    `values` are the fields of `rasters.change.ChangeSettings` that differ from its own defaults; `basis` are
    the figures of judged findings that it was drawn from (none: a person's own choice).
    """

    version = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    reason = models.TextField()
    basis = models.JSONField(default=dict, db_default={})
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField()

    objects: ClassVar[Any] = FindingsQuerySet.as_manager()

    class Meta(OfCommune.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["commune", "version"], name="one_version_of_the_thresholds")
        ]

    def __str__(self) -> str:
        return f"{self.commune_id}: {self.version}"


class Comparison(OfCommune):
    """One run of the change detection between two surveys.

    `sources` are the files compared, by survey and kind, with their sha256. `report` is what the run found
    out about the pair (shift, noise, thresholds used, method), `thresholds` those in force (None: the
    defaults).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        WORKING = "working", _("Being compared")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    before = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="comparisons")
    area = OfficialGeometryField(geom_type="MULTIPOLYGON", null=True, blank=True, spatial_index=False)
    thresholds = models.ForeignKey(DetectionSettings, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    sources = models.JSONField(default=dict, db_default={})
    report = models.JSONField(default=dict, db_default={})
    error = models.JSONField(null=True)
    language = models.CharField(max_length=2, default="ar", db_default="ar")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = FindingsQuerySet.as_manager()

    class Meta(OfCommune.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=~Q(before=models.F("after")), name="two_surveys_are_compared")
        ]

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"

    @property
    def folder(self) -> Path:
        """Where the pictures of its findings lie."""
        return Path(settings.MEDIA_ROOT) / "comparisons" / self.key.hex


class ParcelChangeQuerySet(models.QuerySet["ParcelChange"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(comparison__in=Comparison.objects.visible_to(user))


class ParcelChange(models.Model):
    """What a comparison measured on one parcel: areas in square metres, heights above ground in metres."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="parcels")
    parcel = models.ForeignKey("territory.Parcel", on_delete=models.CASCADE, related_name="+")
    built_before_m2 = models.FloatField(null=True)
    built_after_m2 = models.FloatField(null=True)
    height_before_m = models.FloatField(null=True)
    height_after_m = models.FloatField(null=True)
    share_seen = models.FloatField()
    changed_m2 = models.FloatField()
    confidence = models.FloatField()

    objects: ClassVar[Any] = ParcelChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comparison", "parcel"], name="a_parcel_is_measured_once")
        ]

    def __str__(self) -> str:
        return f"{self.comparison_id}: {self.parcel_id}"


class Finding(OfCommune):
    """A change beside the permits valid at the later date: to be inspected, no offence by itself.

    `geometry` is what changed, in the official CRS; `outside_m2` of it lies beyond what `permit` allows;
    heights are in metres: `height_m` what was gained or lost, `built_height_m` what stands above the ground,
    `permitted_height_m` what the permit allows. `score` orders the list (larger first); `facts` explain it.
    """

    class Verdict(models.TextChoices):
        NO_PERMIT = "no_permit", _("No permit")
        FOOTPRINT_EXCEEDS = "footprint_exceeds", _("Beyond the permitted footprint")
        HEIGHT_EXCEEDS = "height_exceeds", _("Higher than permitted")
        IN_SERVITUDE = "in_servitude", _("In a servitude or where nothing may be built")
        AUTHORISED = "authorised", _("As permitted")
        DEMOLISHED = "demolished", _("Demolished")

    class State(models.TextChoices):
        OPEN = "open", _("To be judged")
        ACCEPTED = "accepted", _("Accepted")
        VISIT = "visit", _("Visit planned")
        REJECTED = "rejected", _("Rejected")

    class Reason(models.TextChoices):
        VEGETATION = "vegetation", _("Vegetation")
        VEHICLE = "vehicle", _("Vehicle or machine")
        TEMPORARY = "temporary", _("Tent, awning, material")
        ROOF_OBJECT = "roof_object", _("Tank, heater or the like on a roof")
        SHADOW = "shadow", _("Shadow or fault of the picture")
        MISPLACED = "misplaced", _("The two flights do not lie upon each other")
        WORKS = "public_works", _("Public works")
        PERMITTED = "permitted", _("Permitted by a permit that is not recorded here")
        OTHER = "other", _("Another reason")

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="findings")
    number = models.PositiveIntegerField()
    parcel = models.ForeignKey(
        "territory.Parcel", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    permit = models.ForeignKey(
        Permit, null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )
    verdict = models.CharField(_("verdict"), max_length=17, choices=Verdict)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    geometry = OfficialGeometryField(geom_type="MULTIPOLYGON")
    web_geometry = web_mercator_of("geometry")
    area_m2 = models.FloatField(_("area"))
    outside_m2 = models.FloatField(default=0, db_default=0)
    height_m = models.FloatField(_("height gained or lost"), null=True)
    built_height_m = models.FloatField(null=True)
    permitted_height_m = models.FloatField(null=True)
    volume_m3 = models.FloatField(null=True)
    confidence = models.FloatField(_("confidence"))
    score = models.FloatField(default=0, db_default=0)
    facts = models.JSONField(default=dict, db_default={})
    reason = models.CharField(max_length=12, choices=Reason, blank=True, default="", db_default="")
    note = models.TextField(blank=True, default="", db_default="")
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField(null=True)
    offence = models.ForeignKey(
        Offence, null=True, blank=True, on_delete=models.SET_NULL, related_name="findings"
    )
    inspection = models.ForeignKey(
        Inspection, null=True, blank=True, on_delete=models.SET_NULL, related_name="findings"
    )

    objects: ClassVar[Any] = FindingsQuerySet.as_manager()

    class Meta(OfCommune.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["comparison", "-score"], name="findings_ranked"),
            models.Index(fields=["commune", "state"], name="findings_to_judge"),
            GistIndex(fields=["web_geometry"], name="findings_web"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "number"], name="one_finding_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.comparison_id}/{self.number}"

    def picture(self, epoch: str) -> Path:
        """The picture of its place at "before" or "after"."""
        return self.comparison.folder / f"{self.number}-{epoch}.webp"
