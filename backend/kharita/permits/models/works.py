"""The site: what is declared, inspected and surveyed, and the offences against law 66-12."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kharita.accounts.models import communes_with
from kharita.core.geo import OfficialGeometryField
from kharita.permits.models.document import document_path
from kharita.permits.models.entity import VIEW
from kharita.permits.models.permit import InPermit, Permit
from kharita.territory.models.base import CommuneQuerySet, OfCommune

INSPECT = "permits.inspect_site"


class SiteDeclaration(InPermit):
    """The works' start, or their completion, declared by the owner and certified by the architect."""

    class Kind(models.TextChoices):
        START = "start", _("Start of works")
        COMPLETION = "completion", _("Completion of works")

    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="declarations")
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField()
    architect_name = models.CharField(max_length=200)
    contractor = models.CharField(max_length=200, blank=True, default="", db_default="")
    note = models.TextField(blank=True, default="", db_default="")
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    declared_at = models.DateTimeField()

    class Meta(InPermit.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.permit_id}: {self.kind}"


class OfDeskQuerySet(CommuneQuerySet):
    """What inspectors record: for those who handle the commune's permits."""

    def visible_to(self, user: Any) -> Self:
        held = communes_with(user, VIEW)
        return self if held is None else self.filter(commune_id__in=held)


class Offence(OfCommune):
    """A breach of the rules of building, from its observation to its closure (law 66-12).

    `place` is in the official CRS. `offender_*` are personal data. `report_due_at`: the official report goes
    to the prosecutor by then; `remedy_due_at`: what was ordered is to be done by then.
    """

    class State(models.TextChoices):
        OBSERVED = "observed", _("Observed")
        REPORTED = "reported", _("Official report made")
        TRANSMITTED = "transmitted", _("Sent to the prosecutor")
        STOPPED = "stopped", _("Works stopped")
        REMEDY_ORDERED = "remedy_ordered", _("Remedy ordered")
        REMEDIED = "remedied", _("Remedied")
        DEMOLITION_ORDERED = "demolition_ordered", _("Demolition ordered")
        EXECUTED = "executed", _("Demolition executed")
        CLOSED = "closed", _("Closed")

    class Kind(models.TextChoices):
        NO_PERMIT = "no_permit", _("Works without a permit")
        BEYOND_PERMIT = "beyond_permit", _("Works beyond the permit")
        FORBIDDEN_ZONE = "forbidden_zone", _("Building where none is allowed")
        PUBLIC_DOMAIN = "public_domain", _("Occupation of the public domain")
        NO_DECLARATION = "no_declaration", _("Works or use not declared")
        SITE_RULES = "site_rules", _("Rules of the site not kept")

    number = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=18, choices=State, default=State.OBSERVED)
    kind = models.CharField(max_length=14, choices=Kind)
    permit = models.ForeignKey(
        Permit, null=True, blank=True, on_delete=models.PROTECT, related_name="offences"
    )
    parcel = models.ForeignKey(
        "territory.Parcel", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = OfficialGeometryField(geom_type="POINT", null=True, blank=True)
    description = models.TextField()
    offender_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    offender_national_id = models.CharField(max_length=20, blank=True, default="", db_default="")
    observed_at = models.DateTimeField()
    report_due_at = models.DateTimeField()
    remedy_due_at = models.DateTimeField(null=True, blank=True)
    remedy = models.TextField(blank=True, default="", db_default="")
    fine_min = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    fine_max = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    inspector = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = OfDeskQuerySet.as_manager()

    class Meta(OfCommune.Meta):
        abstract = False
        indexes = [models.Index(fields=["commune", "state", "-id"], name="offences_of_a_commune")]

    def __str__(self) -> str:
        return self.number


class Inspection(OfCommune):
    """A visit to a site: planned, then held with a checklist, photographs and what was found.

    `client_key` is made by the device that held it, so that sending it again after a lost network changes
    nothing. `position` is in the official CRS.
    """

    class Purpose(models.TextChoices):
        ROUTINE = "routine", _("Visit during works")
        FOUNDATIONS = "foundations", _("Foundations")
        COMPLETION = "completion", _("Completion survey")
        COMPLAINT = "complaint", _("After a complaint")
        OFFENCE = "offence", _("Follow-up of an offence")
        FINDING = "finding", _("Check of what a survey found")

    class Result(models.TextChoices):
        CONFORMING = "conforming", _("As permitted")
        REMARKS = "remarks", _("Remarks")
        OFFENCE = "offence", _("Offence")
        IMPOSSIBLE = "impossible", _("No access")

    permit = models.ForeignKey(
        Permit, null=True, blank=True, on_delete=models.CASCADE, related_name="inspections"
    )
    offence = models.ForeignKey(
        Offence, null=True, blank=True, on_delete=models.CASCADE, related_name="inspections"
    )
    parcel = models.ForeignKey(
        "territory.Parcel", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = OfficialGeometryField(geom_type="POINT", null=True, blank=True, spatial_index=False)
    purpose = models.CharField(max_length=11, choices=Purpose, default=Purpose.ROUTINE)
    planned_on = models.DateField(null=True, blank=True)
    inspector = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    held_at = models.DateTimeField(null=True, blank=True)
    position = OfficialGeometryField(geom_type="POINT", null=True, blank=True, spatial_index=False)
    checklist = models.JSONField(default=list, db_default=[])
    result = models.CharField(max_length=10, choices=Result, blank=True, default="", db_default="")
    note = models.TextField(blank=True, default="", db_default="")
    client_key = models.UUIDField(null=True, blank=True, unique=True)

    objects: ClassVar[Any] = OfDeskQuerySet.as_manager()

    class Meta(OfCommune.Meta):
        abstract = False
        indexes = [models.Index(fields=["commune", "planned_on"], name="inspections_planned")]
        constraints = [
            models.CheckConstraint(
                condition=Q(permit__isnull=False)
                | Q(offence__isnull=False)
                | Q(parcel__isnull=False)
                | Q(place__isnull=False),
                name="an_inspection_of_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.planned_on}"


class PhotoQuerySet(models.QuerySet["InspectionPhoto"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(inspection__in=Inspection.objects.visible_to(user))


class InspectionPhoto(models.Model):
    """A photograph with its time and place (official CRS)."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="photos")
    file = models.FileField(upload_to=document_path, max_length=200)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    taken_at = models.DateTimeField(null=True, blank=True)
    position = OfficialGeometryField(geom_type="POINT", null=True, blank=True, spatial_index=False)
    caption = models.CharField(max_length=300, blank=True, default="", db_default="")

    objects: ClassVar[Any] = PhotoQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "sha256"], name="one_photograph_of_its_kind")
        ]

    def __str__(self) -> str:
        return self.caption or self.sha256[:12]
