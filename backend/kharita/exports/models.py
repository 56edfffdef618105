"""A file that somebody asked for: what is to be in it, how far it is, where it lies and until when."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: Any) -> Self:
        """A person's own. Nobody's are in no list: whoever knows the key of one may fetch it."""
        return self.filter(owner=user) if user is not None and user.is_authenticated else self.none()

    def unfinished(self) -> Self:
        return self.filter(state__in=[Export.State.WAITING, Export.State.WRITING])


class Export(models.Model):
    """One file. `key` names it in addresses and cannot be guessed.

    `rights` and `communes` are those of the rows written: the file is handed out only while its owner may
    still see what is in it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        WRITING = "writing", _("Being written")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Failed")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # None: the public's. It is then counted by `asked_from`, a keyed hash of the client's address.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    asked_from = models.CharField(max_length=64, blank=True, default="")
    language = models.CharField(max_length=2)
    layer = models.CharField(max_length=40)
    format = models.CharField(max_length=12)
    crs = models.CharField(max_length=40)
    bbox = ArrayField(models.FloatField(), size=4, null=True)
    filter = models.TextField(blank=True, default="")
    filter_lang = models.CharField(max_length=10, default="cql2-text")
    columns = ArrayField(models.CharField(max_length=63), null=True)
    bom = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    rows = models.PositiveBigIntegerField(null=True)
    rows_written = models.PositiveBigIntegerField(default=0)
    error = models.JSONField(null=True)
    size = models.PositiveBigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    rights = models.CharField(max_length=16, blank=True, default="")
    communes = ArrayField(models.BigIntegerField(), default=list)
    revision = models.PositiveBigIntegerField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    objects: ClassVar[Any] = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["owner", "-id"], name="exports_of_a_person"),
            models.Index(fields=["expires_at"], name="exports_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.layer}.{self.format} {self.key}"
