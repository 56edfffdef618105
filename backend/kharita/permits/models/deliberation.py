"""What entities and the commission say about a dossier."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kharita.accounts.models import communes_with
from kharita.permits.models.entity import OPINION, VIEW, Entity
from kharita.permits.models.law import RefusalReason
from kharita.permits.models.permit import Circulation, InPermit, Permit
from kharita.territory.models.base import CommuneQuerySet, OfCommune


class Verdict(models.TextChoices):
    FAVOURABLE = "favourable", _("Favourable")
    WITH_RESERVATIONS = "with_reservations", _("Favourable with reservations")
    UNFAVOURABLE = "unfavourable", _("Unfavourable")


class Opinion(InPermit):
    """One entity's opinion. It is never changed: another one takes its place (`superseded_at`)."""

    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="opinions")
    circulation = models.ForeignKey(Circulation, on_delete=models.CASCADE, related_name="opinions")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=17, choices=Verdict)
    reasons = models.ManyToManyField(RefusalReason, related_name="+", blank=True)
    text = models.TextField(blank=True, default="", db_default="")
    reservations = models.JSONField(default=list, db_default=[])
    given_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta(InPermit.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["circulation"],
                condition=models.Q(superseded_at=None),
                name="one_present_opinion_per_circulation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entity}: {self.verdict}"


class SessionQuerySet(CommuneQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The sessions of the communes whose dossiers one handles or gives opinions on."""
        held, asked = communes_with(user, VIEW), communes_with(user, OPINION)
        return self if held is None or asked is None else self.filter(commune_id__in=held | asked)


class CommissionSession(OfCommune):
    """A meeting of the commission: its agenda (`SessionItem`), who came, what was concluded."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        CANCELLED = "cancelled", _("Cancelled")

    number = models.CharField(max_length=30, unique=True)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True, default="", db_default="")
    quorum = models.PositiveSmallIntegerField(default=3)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    minutes = models.TextField(blank=True, default="", db_default="")
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = SessionQuerySet.as_manager()

    class Meta(OfCommune.Meta):
        abstract = False
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.number


class SessionItem(models.Model):
    """A dossier on the agenda, in its turn, and what the commission concluded."""

    session = models.ForeignKey(CommissionSession, on_delete=models.CASCADE, related_name="items")
    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="session_items")
    rank = models.PositiveSmallIntegerField()
    conclusion = models.CharField(max_length=17, choices=Verdict, blank=True, default="", db_default="")
    note = models.TextField(blank=True, default="", db_default="")
    is_postponed = models.BooleanField(default=False)
    concluded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "permit"], name="one_item_per_permit")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.permit_id}"


class Attendance(models.Model):
    """Whether an entity came to a session, and who spoke for it."""

    class Presence(models.TextChoices):
        PRESENT = "present", _("Present")
        EXCUSED = "excused", _("Excused")
        ABSENT = "absent", _("Absent")

    session = models.ForeignKey(CommissionSession, on_delete=models.CASCADE, related_name="attendances")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(max_length=7, choices=Presence)
    person = models.CharField(max_length=150, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "entity"], name="one_attendance_per_entity")
        ]

    def __str__(self) -> str:
        return f"{self.entity}: {self.presence}"
