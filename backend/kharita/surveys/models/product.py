"""What a flight's software made of it: orthophoto, heights, spectral bands; and the files kept of each."""

import uuid
from pathlib import Path
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kharita.core.geo import OfficialGeometryField
from kharita.surveys.models.flight import Survey


class Progress(models.Model):
    """How far the work on a product or a comparison (by its `key`) is: apart, being no change to record."""

    key = models.UUIDField(primary_key=True)
    step = models.CharField(max_length=20)
    fraction = models.FloatField(default=0)
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.step} {self.fraction:.0%}"


class ProductQuerySet(models.QuerySet["Product"]):
    def visible_to(self, user: Any) -> Self:
        """Those of the surveys that one may see; to who is not of the commune, only what is ready."""
        return self.filter(survey__in=Survey.objects.visible_to(user))

    def current(self) -> Self:
        return self.filter(replaced_at=None)

    def ready(self) -> Self:
        return self.current().filter(state=Product.State.READY)


class Product(models.Model):
    """One raster of a survey. A replaced one stays: findings were made of it.

    Its folder (`key`) holds the untouched `original`, an `analysis` file (own CRS, lossless), for
    pictures a `display` file (web mercator, WEBP), and a thumbnail. `facts` are those of
    `rasters.inspection`, `statistics` per band, `footprint` its data in the official CRS. `source` says how
    it came, `error` why there is none ({"code", "title", "detail"}); how far it is: `Progress`.
    """

    class Kind(models.TextChoices):
        ORTHO = "ortho", _("Orthophoto")
        DSM = "dsm", _("Surface heights (DSM)")
        DTM = "dtm", _("Ground heights (DTM)")
        MULTISPECTRAL = "multispectral", _("Multispectral")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        WORKING = "working", _("Being prepared")
        READY = "ready", _("Ready")
        REFUSED = "refused", _("Refused")
        FAILED = "failed", _("Failed")

    class Source(models.TextChoices):
        UPLOAD = "upload", _("Uploaded")
        PATH = "path", _("From the server")
        URL = "url", _("From an address")
        ODM = "odm", _("From OpenDroneMap")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="products")
    kind = models.CharField(max_length=13, choices=Kind)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    source = models.CharField(max_length=6, choices=Source, default=Source.UPLOAD)
    upload_key = models.UUIDField(null=True, blank=True)
    file_name = models.CharField(max_length=255, blank=True, default="", db_default="")
    size = models.PositiveBigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")
    facts = models.JSONField(default=dict, db_default={})
    bands = models.JSONField(default=dict, db_default={})
    statistics = models.JSONField(default=list, db_default=[])
    footprint = OfficialGeometryField(geom_type="MULTIPOLYGON", null=True, blank=True, spatial_index=False)
    error = models.JSONField(null=True)
    language = models.CharField(max_length=2, default="ar", db_default="ar")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ProductQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "kind"], condition=Q(replaced_at=None), name="one_current_product_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.kind}"

    @property
    def commune_id(self) -> int:
        return self.survey.commune_id

    @property
    def folder(self) -> Path:
        """Where its files lie; never under a name that a person chose."""
        return Path(settings.MEDIA_ROOT) / "surveys" / self.key.hex

    @property
    def original(self) -> Path:
        return self.folder / "original.tif"

    @property
    def analysis(self) -> Path:
        return self.folder / "analysis.tif"

    @property
    def display(self) -> Path:
        return self.folder / "display.tif"

    @property
    def thumbnail(self) -> Path:
        return self.folder / "thumbnail.webp"
