"""What was decided on a dossier, and what was paid for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kharita.permits.models.document import document_path
from kharita.permits.models.law import RefusalReason
from kharita.permits.models.permit import InPermit, Permit


class Decision(InPermit):
    """A decision with its number in the commune's register.

    `code` is unguessable and stands in the QR code; `file` is the signed document once it is made.
    """

    class Kind(models.TextChoices):
        GRANT = "grant", _("Grant")
        REFUSAL = "refusal", _("Refusal")
        CONFORMITY = "conformity", _("Conformity")

    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.CharField(max_length=40, unique=True)
    code = models.CharField(max_length=32, unique=True)
    reasons = models.ManyToManyField(RefusalReason, related_name="+", blank=True)
    text = models.TextField(blank=True, default="", db_default="")
    # How and until when it may be appealed (a refusal).
    ways_of_appeal = models.TextField(blank=True, default="", db_default="")
    appeal_until = models.DateField(null=True, blank=True)
    by_silence_ref = models.CharField(max_length=120, blank=True, default="", db_default="")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(upload_to=document_path, max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")

    class Meta(InPermit.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["permit", "kind"],
                condition=Q(revoked_at=None),
                name="one_valid_decision_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return self.number


class FeeOrder(InPermit):
    """What is to be paid for a permit, and how it was worked out (`lines`). Amounts in dirhams."""

    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="fee_orders")
    number = models.CharField(max_length=40, unique=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    lines = models.JSONField(default=list)
    exemption = models.CharField(max_length=300, blank=True, default="", db_default="")
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ordered_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta(InPermit.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["permit"], condition=Q(cancelled_at=None), name="one_valid_fee_order"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_fee_is_no_gift"),
        ]

    def __str__(self) -> str:
        return self.number


class Payment(InPermit):
    """A payment recorded at the counter or told by the treasury."""

    class Method(models.TextChoices):
        CASH = "cash", _("Cash")
        CHEQUE = "cheque", _("Cheque")
        TRANSFER = "transfer", _("Transfer")
        CARD = "card", _("Card")

    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="payments")
    order = models.ForeignKey(FeeOrder, on_delete=models.PROTECT, related_name="payments")
    number = models.CharField(max_length=40, unique=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    method = models.CharField(max_length=8, choices=Method)
    reference = models.CharField(max_length=120, blank=True, default="", db_default="")
    paid_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta(InPermit.Meta):
        abstract = False
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="a_payment_is_some_money")]

    def __str__(self) -> str:
        return self.number
