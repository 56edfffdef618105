"""What an import is made of: its life, the account of every row, and what it takes to undo it."""

from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kharita.accounts.models import communes_with
from kharita.core.geo import OfficialGeometryField


def upload_path(instance: "Import", name: str) -> str:
    """Where an uploaded file is kept: never under a name that its sender chose."""
    return f"imports/{uuid4().hex}{Path(name).suffix.lower()[:12]}"


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: Any) -> "ImportQuerySet":
        """The imports of the communes in which `user` may look at imports."""
        held = communes_with(user, "importing.view_import")
        return self if held is None else self.filter(commune_id__in=held)


class Import(models.Model):
    """One file on its way into a commune's tables: read, mapped, checked, applied, perhaps undone."""

    class State(models.TextChoices):
        READING = "reading", _("Reading the file")
        MAPPING = "mapping", _("Waiting for the mapping")
        CHECKING = "checking", _("Checking")
        CHECKED = "checked", _("Checked")
        APPLYING = "applying", _("Applying")
        APPLIED = "applied", _("Applied")
        UNDOING = "undoing", _("Undoing")
        UNDONE = "undone", _("Undone")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    number = models.CharField(max_length=30, unique=True)
    commune = models.ForeignKey("territory.Commune", on_delete=models.PROTECT, related_name="+")
    target = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    file = models.FileField(upload_to=upload_path, max_length=200)
    file_name = models.CharField(max_length=200)
    file_size = models.BigIntegerField()
    file_sha256 = models.CharField(max_length=64)
    table = models.FileField(upload_to=upload_path, max_length=200, blank=True)
    table_name = models.CharField(max_length=200, blank=True)
    source = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    progress = models.JSONField(null=True)
    counts = models.JSONField(null=True)
    error = models.JSONField(null=True)
    # The cadastre's revision that the dry run compared with; another one means: check again.
    checked_revision = models.PositiveBigIntegerField(null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["commune", "-id"], name="imports_of_a_commune")]

    def __str__(self) -> str:
        return self.number

    @property
    def stage(self) -> str:
        """The unlogged table in which this import's rows wait between the dry run and its end."""
        return f"importing_stage_{int(self.pk)}"


class Outcome(models.TextChoices):
    """What an import does with a row; each row of the file has exactly one."""

    UNCHANGED = "unchanged", _("Unchanged")
    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    MOVED = "moved", _("Moved")
    SPLIT = "split", _("Divided")
    MERGED = "merged", _("Merged")
    RETIRED = "retired", _("Retired")
    REFUSED = "refused", _("Refused")


class ImportRow(models.Model):
    """The account of one row of the file, or (`row` null) of a record that the file no longer has.

    Unchanged rows are counted, not listed. No foreign key is checked here: an import is never deleted, and
    a check for each of a million rows costs as much as writing them.
    """

    source_import = models.ForeignKey(
        Import, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="rows"
    )
    row = models.IntegerField(null=True)
    outcome = models.CharField(max_length=9, choices=Outcome)
    reference = models.CharField(max_length=120, default="", db_default="")
    # Why it was refused, or what should be known of a row that was not (a repair, the same ground twice).
    reason = models.CharField(max_length=40, default="", db_default="")
    detail = models.JSONField(null=True)
    # The record that it changes, moves or retires.
    object_id = models.BigIntegerField(null=True)
    parents = models.JSONField(null=True)
    differences = models.JSONField(null=True)
    geometry = OfficialGeometryField(null=True, spatial_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["source_import", "outcome", "row"], name="rows_of_an_import"),
        ]

    def __str__(self) -> str:
        return f"{self.source_import_id} row {self.row}: {self.outcome}"


class ImportChange(models.Model):
    """The image of a record before an import touched it; `before` null: it was not there.

    Kept exact (`before` by to_jsonb, geometry as stored), so that undoing restores it to the byte. Parcels
    that an import added carry its number themselves and are not repeated here.
    """

    source_import = models.ForeignKey(
        Import, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="changes"
    )
    table_name = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    before = models.JSONField(null=True)
    geometry_before = OfficialGeometryField(null=True, spatial_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_import", "table_name", "row_id"], name="one_image_per_record"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_import_id}: {self.table_name} {self.row_id}"
