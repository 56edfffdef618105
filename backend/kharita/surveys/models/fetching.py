"""Files of a survey that do not come by upload: from a folder, an address, or a photogrammetry node."""

import uuid
from pathlib import Path
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kharita.surveys.models.flight import Survey
from kharita.surveys.models.inside import InsideQuerySet
from kharita.surveys.models.product import Product

FOLDER = "fetching"


class OfSurveyQuerySet(models.QuerySet[Any]):
    """What is the desk's of a survey's commune, whether the survey is published or not."""

    def visible_to(self, user: Any) -> Self:
        from_inside = InsideQuerySet(Survey, using=self.db).visible_to(user)
        return self.filter(survey_id__in=from_inside.values("pk"))


class Arriving(models.Model):
    """What is on its way; `error` is {"code", "title", "detail"}, how far it is: `Progress`.

    Its folder (`key`) holds what has arrived so far, and is deleted with it.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    error = models.JSONField(null=True)
    language = models.CharField(max_length=2, default="ar", db_default="ar")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def folder(self) -> Path:
        """Where it arrives; never under a name that a person chose."""
        return Path(settings.MEDIA_ROOT) / FOLDER / self.key.hex


class Fetch(Arriving):
    """One file taken from the server's folder or from an address (`address`: the path in it, or the URL)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        WORKING = "working", _("Being fetched")
        DONE = "done", _("Fetched")
        FAILED = "failed", _("Failed")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="fetches")
    kind = models.CharField(max_length=13, choices=Product.Kind)
    source = models.CharField(max_length=6, choices=Product.Source)
    address = models.CharField(max_length=4_000)
    sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")  # as announced
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    product = models.ForeignKey(Product, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[Any] = OfSurveyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.source} {self.address}"

    @property
    def commune_id(self) -> int:
        return self.survey.commune_id


class OdmTask(Arriving):
    """Photos that an OpenDroneMap node makes a survey's files of.

    `photos` are keys of uploads, which are kept until it is done. `options`: `dsm` and `dtm` (asked for or
    not) and `resolution_cm` (of a pixel on the ground). `node_uuid` is the node's own task, chosen by us
    before it is told: a job that was killed finds it again. `unanswered_since`: the node is
    silent since then.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Photos are being sent")
        RUNNING = "running", _("The node is working")
        COLLECTING = "collecting", _("Being fetched")
        DONE = "done", _("Fetched")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="odm_tasks")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    photos = ArrayField(models.UUIDField())
    options = models.JSONField()
    node_uuid = models.UUIDField(null=True)
    unanswered_since = models.DateTimeField(null=True)

    objects: ClassVar[Any] = OfSurveyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey"],
                condition=models.Q(state__in=["waiting", "sending", "running", "collecting"]),
                name="one_odm_task_of_a_survey_at_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}: {len(self.photos)} photos"

    @property
    def commune_id(self) -> int:
        return self.survey.commune_id
