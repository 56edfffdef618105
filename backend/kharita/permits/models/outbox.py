"""Messages on their way: written with the step that they tell of, sent later, and never lost or doubled."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kharita.accounts.models import User
from kharita.permits.models.permit import Permit


class OutgoingMessageQuerySet(models.QuerySet["OutgoingMessage"]):
    def visible_to(self, user: Any) -> Self:
        """One's own."""
        return self.filter(user_id=user.pk) if isinstance(user, User) else self.none()

    def unsent(self) -> Self:
        return self.filter(state=OutgoingMessage.State.WAITING)


class OutgoingMessage(models.Model):
    """One message to one person by one channel. `key` names the step: the same step is told once.

    `address` is kept as it was when the message was written; `attempts` and `error` tell of failures.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        SMS = "sms", _("SMS")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    key = models.CharField(max_length=160, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    permit = models.ForeignKey(Permit, null=True, on_delete=models.CASCADE, related_name="messages")
    channel = models.CharField(max_length=5, choices=Channel)
    address = models.CharField(max_length=254)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200, blank=True, default="", db_default="")
    text = models.TextField()
    html = models.TextField(blank=True, default="", db_default="")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True, default="", db_default="")
    written_at = models.DateTimeField()
    try_after = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = OutgoingMessageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["try_after"], condition=Q(state="waiting"), name="messages_to_send"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.key}"
