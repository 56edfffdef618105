"""A large file on its way to us, or whole and waiting for the domain that asked for it."""

import uuid
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Sum

from kharita.uploads.storage import store


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, user: Any) -> Self:
        """A person's own, nobody else's."""
        return self.filter(owner=user) if user is not None and user.is_authenticated else self.none()

    def unfinished(self) -> Self:
        return self.filter(finished_at=None)

    def expired(self, now: datetime) -> Self:
        return self.filter(expires_at__lte=now, joined_into=None)

    def promised(self) -> int:
        """Bytes that have been accepted and are still to come."""
        missing = self.filter(finished_at=None, parts=[]).aggregate(bytes=Sum(F("length") - F("offset")))
        return int(missing["bytes"] or 0)

    def weight(self) -> int:
        """Bytes of what no domain has taken over: at their full length, parts counted once."""
        waiting = self.filter(expires_at__isnull=False, joined_into=None)
        return int(waiting.aggregate(bytes=Sum("length"))["bytes"] or 0)


class Upload(models.Model):
    """One file. `key` names it in addresses and in storage, and cannot be guessed.

    `offset` is what the last request left, in bytes; the truth is what storage holds (`store().offset`).
    `expires_at` None: a domain has taken it over, and discards it. `sha256` is "" until it was computed.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # A plain number: people and their files stand below the territory's floor.
    commune_id = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=40, blank=True, default="")
    metadata = models.JSONField(default=dict)
    length = models.PositiveBigIntegerField(null=True)  # None: told later (creation-defer-length)
    offset = models.PositiveBigIntegerField(default=0)
    is_partial = models.BooleanField(default=False)
    parts = ArrayField(
        models.UUIDField(), default=list
    )  # of a final upload: the keys it is made of, in order
    joined_into = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["owner", "-id"], name="uploads_of_a_person"),
            models.Index(fields=["expires_at"], name="uploads_by_expiry"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_partial=False) | Q(parts=[]), name="upload_is_part_or_whole"
            )
        ]

    def __str__(self) -> str:
        return f"{self.filename or 'upload'} {self.key}"

    @property
    def filename(self) -> str:
        """As its sender called it; for showing, never for opening."""
        return str(self.metadata.get("filename", ""))

    @property
    def media_type(self) -> str:
        """As its sender called it; what it truly is, its bytes tell."""
        return str(self.metadata.get("filetype", ""))

    @property
    def announced_sha256(self) -> str:
        """What its sender said that the whole hashes to; "" where he said nothing."""
        return str(self.metadata.get("sha256", "")).lower()

    @property
    def is_final(self) -> bool:
        """Whether it is made of other uploads."""
        return bool(self.parts)

    @property
    def path(self) -> Path:
        """The complete file on this machine; from S3 it is fetched first."""
        return store().path(self.key)
