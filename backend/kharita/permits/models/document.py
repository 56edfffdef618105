"""The documents of a dossier, and what people write on them."""

from pathlib import Path
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kharita.accounts.models import User, communes_with
from kharita.permits.models.entity import VIEW
from kharita.permits.models.law import DocumentKind
from kharita.permits.models.permit import InPermit, InsideQuerySet, Permit


def document_path(instance: Any, name: str) -> str:
    """Where a document is kept: never under a name that its sender chose."""
    return f"permits/{uuid4().hex}{Path(name).suffix.lower()[:12]}"


class DocumentQuerySet(InsideQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Those of the dossiers that one may open; personal ones not for the commission's members."""
        opened: Self = super().visible_to(user)
        held = communes_with(user, VIEW)
        if held is None or not isinstance(user, User):
            return opened
        own = Q(permit__applicant_id=user.pk) | Q(permit__architect_id=user.pk)
        return opened.filter(Q(kind__is_personal=False) | Q(permit__commune_id__in=held) | own)

    def current(self) -> Self:
        return self.exclude(state=Document.State.REPLACED)


class Document(InPermit):
    """One file of a dossier. A replaced one stays: an opinion was given on it."""

    class State(models.TextChoices):
        ATTACHED = "attached", _("Attached")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("To be replaced")
        REPLACED = "replaced", _("Replaced")

    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="documents")
    kind = models.ForeignKey(DocumentKind, to_field="code", on_delete=models.PROTECT, db_column="kind")
    state = models.CharField(max_length=8, choices=State, default=State.ATTACHED)
    file = models.FileField(upload_to=document_path, max_length=200)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True, default="", db_default="")
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    objects: ClassVar[Any] = DocumentQuerySet.as_manager()

    class Meta(InPermit.Meta):
        abstract = False
        indexes = [models.Index(fields=["permit", "kind", "-id"], name="documents_of_a_permit")]

    def __str__(self) -> str:
        return self.name


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def visible_to(self, user: Any) -> Self:
        """Those on the documents that one may see; the officers' own notes only for who handles permits."""
        seen = self.filter(document__in=Document.objects.visible_to(user))
        held = communes_with(user, VIEW)
        if held is None or not isinstance(user, User):
            return seen
        party = Q(document__permit__applicant_id=user.pk) | Q(document__permit__architect_id=user.pk)
        return seen.exclude(party & Q(is_internal=True))


class Annotation(models.Model):
    """A remark on a place of a document: `x`, `y` are parts of the page's width and height from its top left.

    `shape` is a list of such points that outlines what is meant (empty: the point alone).
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="annotations")
    page = models.PositiveIntegerField(default=1)
    x = models.FloatField()
    y = models.FloatField()
    shape = models.JSONField(default=list, db_default=[])
    text = models.TextField()
    is_internal = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = AnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["page", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(x__range=(0, 1), y__range=(0, 1), page__gte=1), name="an_annotation_is_on_a_page"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
