"""What the desk keeps beside the dossiers: checks run, plans read, saved views, what people were told."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from kharita.accounts.models import User
from kharita.permits.models.document import Document
from kharita.permits.models.permit import InPermit, InsideQuerySet, Permit


class CheckRun(InPermit):
    """One run of the automatic checks over a dossier, kept as evidence with the version that it saw."""

    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="check_runs")
    at = models.DateTimeField()
    run_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    permit_version = models.PositiveIntegerField()
    findings = models.JSONField(default=list)

    class Meta(InPermit.Meta):
        abstract = False
        indexes = [models.Index(fields=["permit", "-at"], name="check_runs_of_a_permit")]

    def __str__(self) -> str:
        return f"{self.permit_id}: {self.at}"


class OwnQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """One's own."""
        return self.filter(user_id=user.pk) if isinstance(user, User) else self.none()


class SavedView(models.Model):
    """A person's filters of the queue under a name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    objects: ClassVar[Any] = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_view_per_name")]

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """A step that a person is told of: shown on their page; whoever sends messages reads them from here.

    `event` is the name of the step, `data` what its text needs. One step is told a person once.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="notices")
    event = models.CharField(max_length=40)
    data = models.JSONField(default=dict, db_default={})
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["user", "-at"], name="notices_of_a_person"),
            models.Index(fields=["at"], condition=Q(sent_at=None), name="notices_to_send"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.event}"


class PlanReadingQuerySet(InsideQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Those of the dossiers that one may open; of a document, for who may see it."""
        opened: Self = super().visible_to(user)
        return opened.filter(Q(document=None) | Q(document__in=Document.objects.visible_to(user)))


class PlanReading(InPermit):
    """What was read from a drawing of a dossier, kept as evidence: a footprint file, or a DXF plan laid on
    the cadastre. `told` is what `plans.footprints.Footprint.as_json` says, `findings` as in a check run.

    `document` is the dossier's own file that was read; none for one that was sent to be read only.
    """

    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="plan_readings")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    told = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = PlanReadingQuerySet.as_manager()

    class Meta(InPermit.Meta):
        abstract = False
        ordering = ["-read_at", "-pk"]
        indexes = [models.Index(fields=["permit", "-read_at"], name="plan_readings_of_a_permit")]

    def __str__(self) -> str:
        return self.name
