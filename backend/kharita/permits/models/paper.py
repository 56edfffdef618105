"""The papers that the desk issues, the wording that they were made from, and whose name stands above them."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kharita.accounts.models import communes_with
from kharita.permits.models.document import document_path
from kharita.permits.models.entity import VIEW
from kharita.permits.models.law import MANAGE_RULES
from kharita.permits.models.permit import Permit
from kharita.territory.models.base import CommuneQuerySet, OfCommune


class RulesQuerySet(CommuneQuerySet):
    def visible_to(self, user: Any) -> Self:
        """How letters are worded is shown to those who may reword them."""
        held = communes_with(user, MANAGE_RULES)
        return self if held is None else self.filter(commune_id__in=held)


class Letterhead(OfCommune):
    """Who a commune's papers come from, in both scripts."""

    commune = models.OneToOneField("territory.Commune", on_delete=models.CASCADE, related_name="letterhead")
    region_fr = models.CharField(max_length=120, blank=True, default="", db_default="")
    region_ar = models.CharField(max_length=120, blank=True, default="", db_default="")
    province_fr = models.CharField(max_length=120, blank=True, default="", db_default="")
    province_ar = models.CharField(max_length=120, blank=True, default="", db_default="")
    service_fr = models.CharField(max_length=120, blank=True, default="", db_default="")
    service_ar = models.CharField(max_length=120, blank=True, default="", db_default="")
    signatory_fr = models.CharField(max_length=160, blank=True, default="", db_default="")
    signatory_ar = models.CharField(max_length=160, blank=True, default="", db_default="")
    contact = models.CharField(max_length=200, blank=True, default="", db_default="")

    objects: ClassVar[Any] = RulesQuerySet.as_manager()

    class Meta(OfCommune.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.commune_id}"


class PaperWording(OfCommune):
    """One version of a text. Never changed: a new version follows, so that each letter can name its own."""

    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    version = models.PositiveIntegerField()
    text = models.TextField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    objects: ClassVar[Any] = RulesQuerySet.as_manager()

    class Meta(OfCommune.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "kind", "language", "version"], name="one_wording_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.version}"


class IssuedPaperQuerySet(CommuneQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Those of one's own dossiers, and of the communes whose desk one works at.

        Not those of a dossier that one's entity is asked about: papers name people.
        """
        held = communes_with(user, VIEW)
        if held is None:
            return self
        return self.filter(Q(permit__in=Permit.objects.of(user)) | Q(commune_id__in=held))


class IssuedPaper(OfCommune):
    """A paper as it was handed out: its file never changes.

    `cause` says what it was made for ("decision:12"), so that making it again finds it; `code` is unguessable
    and stands in its QR code; `wordings` are the versions of the texts by language (0: as delivered).
    """

    permit = models.ForeignKey(Permit, null=True, blank=True, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=40)
    cause = models.CharField(max_length=60)
    reference = models.CharField(max_length=60)
    languages = ArrayField(models.CharField(max_length=2))
    wordings = models.JSONField(default=dict, db_default={})
    code = models.CharField(max_length=32, unique=True)
    file = models.FileField(upload_to=document_path, max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    is_signed = models.BooleanField(default=False)
    is_test = models.BooleanField(_("signed by a test certificate"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = IssuedPaperQuerySet.as_manager()

    class Meta(OfCommune.Meta):
        abstract = False
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "cause"], name="one_paper_of_a_kind_per_cause"),
        ]
        indexes = [models.Index(fields=["permit", "-made_at"], name="papers_of_a_permit")]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"
