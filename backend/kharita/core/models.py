"""Tables that every floor uses: the audit record, the history of workflows, the counters of numbers."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models


class AuditRecordQuerySet(models.QuerySet["AuditRecord"]):
    def visible_to(self, user: Any) -> Self:
        """The records of the communes in which `user` holds `core.view_audit`."""
        held = user.communes_with("core.view_audit")
        return self if held is None else self.filter(commune_id__in=held)


class AuditRecord(models.Model):
    """One changed row. Written by triggers only (`core.audit`); the database refuses to change it."""

    class Action(models.TextChoices):
        INSERT = "insert"
        UPDATE = "update"
        DELETE = "delete"

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)  # no foreign key: the record outlives the account
    reason = models.CharField(max_length=200, default="", db_default="")
    table_name = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    commune_id = models.BigIntegerField(null=True)  # None: a table of the whole deployment
    action = models.CharField(max_length=6, choices=Action)
    before = models.JSONField(null=True)

    objects: ClassVar[Any] = AuditRecordQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["table_name", "row_id"], name="audit_of_a_row")]

    def __str__(self) -> str:
        return f"{self.action} {self.table_name} {self.row_id}"


class WorkflowEvent(models.Model):
    """One move of one object through its workflow. Append-only."""

    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    object_type = models.CharField(max_length=63)
    object_id = models.BigIntegerField()
    action = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    note = models.TextField(default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["object_type", "object_id"], name="events_of_an_object")]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id}: {self.source} → {self.target}"


class Counter(models.Model):
    """The last number handed out in a series (`core.numbering`)."""

    series = models.CharField(max_length=120, unique=True)
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"
