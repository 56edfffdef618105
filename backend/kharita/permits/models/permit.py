"""The dossier of a permit: one row from its first draft to the conformity of what was built."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kharita.accounts.models import User, communes_with
from kharita.core.geo import OfficialGeometryField, web_mercator_of
from kharita.permits.models.entity import OPINION, VIEW, EntityMember
from kharita.permits.models.law import PermitType, PermitTypeVersion
from kharita.territory.models.base import CommuneQuerySet, OfCommune

APPLICANT = "permits.view_applicant"


class State(models.TextChoices):
    """Where a dossier stands (domain.md section 1); `permits.workflow` says how it moves."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    COMPLEMENT_REQUESTED = "complement_requested", _("Complement requested")
    COMPLEMENT_ANSWERED = "complement_answered", _("Complement answered")
    COMPLETE = "complete", _("Complete")
    CIRCULATED = "circulated", _("Circulated")
    IN_COMMISSION = "in_commission", _("Before the commission")
    FAVOURABLE = "favourable", _("Favourable")
    WITH_RESERVATIONS = "with_reservations", _("Favourable with reservations")
    REVISED = "revised", _("Resubmitted")
    UNFAVOURABLE = "unfavourable", _("Unfavourable")
    REFUSED = "refused", _("Refused")
    APPEALED = "appealed", _("Appealed")
    FEE_DUE = "fee_due", _("Fee due")
    FEE_PAID = "fee_paid", _("Fee paid")
    SIGNED = "signed", _("Signed")
    ISSUED = "issued", _("Issued")
    WORKS_DECLARED = "works_declared", _("Works declared")
    WORKS_UNDER_WAY = "works_under_way", _("Works under way")
    SUSPENDED = "suspended", _("Works suspended")
    COMPLETED = "completed", _("Works completed")
    NOT_CONFORMING = "not_conforming", _("Not as permitted")
    SURVEYED = "surveyed", _("Completion surveyed")
    CONFORMING = "conforming", _("Conforming")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


UNDECIDED = frozenset(
    {
        State.SUBMITTED,
        State.COMPLEMENT_REQUESTED,
        State.COMPLEMENT_ANSWERED,
        State.COMPLETE,
        State.CIRCULATED,
        State.IN_COMMISSION,
        State.WITH_RESERVATIONS,
        State.REVISED,
        State.FAVOURABLE,
        State.UNFAVOURABLE,
        State.FEE_DUE,
        State.FEE_PAID,
    }
)
"""The states in which the commune owes a decision: the legal clock runs, or is paused."""

UNDER_WORKS = frozenset({State.WORKS_DECLARED, State.WORKS_UNDER_WAY})
"""The states in which there may be building."""


class PermitQuerySet(CommuneQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Issued ones are everyone's (without their people); the others, see `opened_to`."""
        issued = Q(commune__is_public=True, issued_at__isnull=False)
        inside = self._inside(user)
        return self if inside is None else self.filter(issued | inside)

    def opened_to(self, user: Any) -> Self:
        """The dossiers that `user` may open: one's own, those sent to one's entity, those of one's desk."""
        inside = self._inside(user)
        return self if inside is None else self.filter(inside)

    def handled_by(self, user: Any) -> Self:
        """The dossiers of the desk: all but drafts, where `user` handles permits."""
        held = communes_with(user, VIEW)
        submitted = self.exclude(state=State.DRAFT)
        return submitted if held is None else submitted.filter(commune_id__in=held)

    def of(self, user: Any) -> Self:
        """The dossiers in which `user` is the applicant or the architect, drafts included."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(Q(applicant_id=user.pk) | Q(architect_id=user.pk))

    def _inside(self, user: Any) -> Q | None:
        if not isinstance(user, User) or not user.holds_anything:
            return Q(pk__in=[])
        held, asked = communes_with(user, VIEW), communes_with(user, OPINION)
        own = Q(applicant_id=user.pk) | Q(architect_id=user.pk)
        if held is None or asked is None:
            return own | ~Q(state=State.DRAFT)
        inside = own
        if held:
            inside |= Q(commune_id__in=sorted(held)) & ~Q(state=State.DRAFT)
        if asked:
            inside |= Q(pk__in=_sent_to(user, sorted(asked)))
        return inside


def _sent_to(user: Any, communes: list[int]) -> Any:
    """The dossiers circulated to an entity that `user` speaks for, in the communes where they may."""
    spoken = EntityMember.objects.filter(
        user_id=user.pk,
        commune_id__in=communes,
        entity_id=models.OuterRef("entity_id"),
        commune_id=models.OuterRef("permit__commune_id"),
    )
    return Circulation.objects.filter(models.Exists(spoken)).values("permit_id")


class Permit(OfCommune):
    """One application and what became of it.

    `number`: from its submission, gapless per commune and year; a past permit that an import brought has none
    of ours, no version of its type and no history: its `reference` is the one that it had. `rules`: the
    version of its type that it runs under. `project` is what is to be built (`permits.project.Project`),
    `answers` what a draft's form holds so far; `version` grows with each save of a draft, so that two devices
    never overwrite each other.
    `site` (its parcels) and `footprint` (what is built) are in the official CRS. `due_at` is the end of the
    legal delay, kept by the services; empty while it is paused (`paused_at`) and once it is decided.
    `owner_*` and the people are personal data (law 09-08): for who handles the dossier only.
    """

    class Owner(models.TextChoices):
        PERSON = "person", _("Person")
        COMPANY = "company", _("Company")
        PUBLIC_BODY = "public_body", _("Public body")

    number = models.CharField(max_length=30, null=True, blank=True, unique=True)
    # Shown in lists, on maps, in addresses: the number, or before there is one "draft".
    reference = models.CharField(_("reference"), max_length=40, default="", db_default="")
    kind = models.ForeignKey(
        PermitType,
        to_field="code",
        on_delete=models.PROTECT,
        related_name="+",
        db_column="kind",
        verbose_name=_("type"),
    )
    rules = models.ForeignKey(PermitTypeVersion, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1, db_default=1)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="amendments"
    )

    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    architect = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_kind = models.CharField(max_length=11, choices=Owner, default=Owner.PERSON)
    owner_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    owner_name_ar = models.CharField(max_length=200, blank=True, default="", db_default="")
    owner_national_id = models.CharField(max_length=20, blank=True, default="", db_default="")
    owner_phone = models.CharField(max_length=30, blank=True, default="", db_default="")
    owner_email = models.CharField(max_length=254, blank=True, default="", db_default="")
    owner_address = models.CharField(max_length=300, blank=True, default="", db_default="")
    architect_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    architect_number = models.CharField(max_length=40, blank=True, default="", db_default="")

    title = models.CharField(_("object"), max_length=300, blank=True, default="", db_default="")
    address = models.CharField(_("address"), max_length=300, blank=True, default="", db_default="")
    project = models.JSONField(default=dict, db_default={})
    answers = models.JSONField(default=dict, db_default={})
    is_large = models.BooleanField(_("large project"), null=True)
    parcels: Any = models.ManyToManyField("territory.Parcel", through="PermitParcel", related_name="+")
    district = models.ForeignKey(
        "territory.District", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    site = OfficialGeometryField(geom_type="MULTIPOLYGON", null=True, blank=True)
    footprint = OfficialGeometryField(geom_type="MULTIPOLYGON", null=True, blank=True)
    web_geometry = web_mercator_of("site")

    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    due_at = models.DateTimeField(_("legal due date"), null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    complement_due_at = models.DateTimeField(null=True, blank=True)
    silence_reached_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    issued_at = models.DateTimeField(_("issued"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Past permits: the row of the file that it came from, and the import (importing's number).
    source_key = models.CharField(max_length=120, blank=True, default="", db_default="")
    created_by_import = models.BigIntegerField(null=True, db_index=True)
    attributes = models.JSONField(default=dict, blank=True, db_default={})

    objects: ClassVar[Any] = PermitQuerySet.as_manager()

    class Meta(OfCommune.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(number__isnull=False) | Q(created_by_import__isnull=False),
                name="only_drafts_and_past_have_no_number",
            ),
        ]
        indexes = [
            # The queue: one commune, oldest legal date first; then by state, by person, by date of entry.
            models.Index(
                "commune", F("due_at").asc(nulls_last=True), "id", name="permit_queue_due",
                condition=~Q(state="draft"),
            ),
            models.Index(fields=["commune", "state", "due_at"], name="permit_queue_state"),
            models.Index(
                "commune", F("submitted_at").desc(nulls_last=True), F("id").desc(), name="permit_queue_entry",
                condition=~Q(state="draft"),
            ),
            models.Index(fields=["assignee", "due_at"], name="permit_assignee"),
            models.Index(fields=["commune", "reference", "id"], name="permit_queue_reference"),
            # The same for who handles several communes.
            models.Index(fields=["due_at", "id"], name="permit_queues_due", condition=~Q(state="draft")),
            models.Index(
                F("submitted_at").desc(nulls_last=True), F("id").desc(), name="permit_queues_entry",
                condition=~Q(state="draft"),
            ),
            models.Index(fields=["reference", "id"], name="permit_queues_reference"),
            models.Index(fields=["commune", "-issued_at", "-id"], name="permit_register",
                         condition=Q(issued_at__isnull=False)),
            models.Index(fields=["applicant", "-changed_at"], name="permits_of_an_applicant"),
            models.Index(fields=["architect", "-changed_at"], name="permits_of_an_architect"),
            GinIndex(
                OpClass(F("reference"), name="gin_trgm_ops"),
                OpClass(F("owner_name"), name="gin_trgm_ops"),
                OpClass(F("owner_name_ar"), name="gin_trgm_ops"),
                OpClass(F("title"), name="gin_trgm_ops"),
                OpClass(F("address"), name="gin_trgm_ops"),
                name="permit_trigrams",
            ),
            GistIndex(fields=["web_geometry"], name="permit_web"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference or f"draft {self.pk}"


class InsideQuerySet(models.QuerySet[Any]):
    """Rows inside a dossier (`permit`): seen by those who may open it, never by the public."""

    def visible_to(self, user: Any) -> Self:
        """The rows of the dossiers that `user` may open."""
        return self.filter(permit__in=Permit.objects.opened_to(user))


class InPermit(models.Model):
    """A row of one dossier."""

    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[Any] = InsideQuerySet.as_manager()

    class Meta:
        abstract = True


class PermitParcel(InPermit):
    """A parcel that a permit stands on, and the reference it had then (parcels change, a permit does not)."""

    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="parcel_links")
    parcel = models.ForeignKey("territory.Parcel", on_delete=models.PROTECT, related_name="permit_links")
    reference = models.CharField(max_length=60)

    class Meta(InPermit.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["permit", "parcel"], name="one_link_per_parcel")]
        indexes = [
            models.Index(OpClass(F("reference"), name="text_pattern_ops"), name="permit_parcel_reference")
        ]

    def __str__(self) -> str:
        return self.reference


class Pause(InPermit):
    """A time during which the legal clock stands: from a complement request to its answer."""

    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="pauses")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    request = models.TextField(blank=True, default="", db_default="")
    documents = models.JSONField(default=list, db_default=[])
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True, default="", db_default="")

    class Meta(InPermit.Meta):
        abstract = False
        constraints = [
            # The complement is asked for once (law 55-19).
            models.UniqueConstraint(fields=["permit"], name="one_complement_per_permit"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("begun_at")),
                name="a_pause_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.permit_id}: {self.begun_at}"


class Circulation(InPermit):
    """A dossier sent to an entity for its opinion, with the day by which it is asked for."""

    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="circulations")
    entity = models.ForeignKey("Entity", on_delete=models.PROTECT, related_name="circulations")
    round = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(InPermit.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["permit", "entity", "round"], name="one_sending_per_round")
        ]
        indexes = [
            models.Index(
                fields=["entity", "due_at"], condition=Q(answered_at=None), name="circulation_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.permit_id} → {self.entity_id}"
