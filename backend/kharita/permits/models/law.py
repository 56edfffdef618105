"""The law as data: types of permit and what each asks for, rates, holidays, reasons, the small and the large.

What holds in the whole country has no commune and is loaded from `gis_data/permits/`; a commune's own row
takes its place there. A rule is never rewritten for dossiers that run under it: each names the version that
was in force when it was submitted.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kharita.accounts.models import communes_with
from kharita.territory.models.base import Named

MANAGE_RULES = "permits.manage_rules"


class LawQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The law is everyone's."""
        return self

    def writable_by(self, user: Any) -> Self:
        """A commune's own rows are its administrators'; the country's are the superusers'."""
        held = communes_with(user, MANAGE_RULES)
        return self if held is None else self.filter(commune_id__in=held)

    def for_commune(self, commune_id: int) -> Self:
        """The country's rows and the commune's own; where both speak, the own come first."""
        return self.filter(Q(commune=None) | Q(commune_id=commune_id)).order_by(
            F("commune_id").asc(nulls_last=True), "-pk"
        )

    def on(self, day: date) -> Self:
        """The rows in force on `day`."""
        return self.filter(Q(effective_to=None) | Q(effective_to__gte=day), effective_from__lte=day)


class OfLaw(models.Model):
    """A rule between two dates (both included; no end: until further notice), with its source.

    `is_edited`: changed by a person here, so that loading the files leaves it alone.
    """

    commune = models.ForeignKey(
        "territory.Commune", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("in force until"), null=True, blank=True)
    legal_ref = models.CharField(_("legal reference"), max_length=300, blank=True, default="", db_default="")
    is_edited = models.BooleanField(default=False, db_default=False)

    objects: ClassVar[Any] = LawQuerySet.as_manager()

    class Meta:
        abstract = True


class PermitType(Named):
    """A kind of permit, by its code (domain.md section 1). What it asks for stands in its versions."""

    class Family(models.TextChoices):
        BUILDING = "building", _("Building")
        SUBDIVISION = "subdivision", _("Subdivision")
        COMPLETION = "completion", _("Completion of works")
        OCCUPATION = "occupation", _("Occupation of the public domain")
        INFORMATION = "information", _("Information")

    code = models.CharField(_("code"), max_length=20, unique=True)
    family = models.CharField(max_length=12, choices=Family)
    rank = models.PositiveSmallIntegerField(default=0, db_default=0)
    is_edited = models.BooleanField(default=False, db_default=False)

    objects: ClassVar[Any] = LawQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "code"]


class DocumentKind(Named):
    """A kind of document that dossiers hold. `is_personal`: not shown to members of the commission."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    is_plan = models.BooleanField(default=False, db_default=False)
    is_personal = models.BooleanField(default=False, db_default=False)
    is_edited = models.BooleanField(default=False, db_default=False)

    objects: ClassVar[Any] = LawQuerySet.as_manager()

    class Meta:
        ordering = ["code"]


class PermitTypeVersion(OfLaw):
    """What a type of permit asks for between two dates.

    `documents` is a list of {"kind": code of `DocumentKind`, "required": bool, "when": condition of
    `permits.rules` or none}; `opinions` a list of kinds of `Entity`. Delays are in `delay_unit`.
    `validity_months`: how long a granted permit waits for works to begin; none: for ever.
    """

    class Unit(models.TextChoices):
        WORKING_DAYS = "working_days", _("working days")
        CALENDAR_DAYS = "calendar_days", _("days")
        MONTHS = "months", _("months")

    class Fee(models.TextChoices):
        NONE = "none", _("None")
        CONSTRUCTION_TAX = "construction_tax", _("Construction tax")
        FIXED = "fixed", _("Fixed")
        YEARLY = "yearly", _("Yearly")

    kind = models.ForeignKey(
        PermitType, to_field="code", on_delete=models.PROTECT, related_name="versions", db_column="kind"
    )
    delay = models.PositiveSmallIntegerField(_("legal delay"))
    delay_unit = models.CharField(max_length=13, choices=Unit, default=Unit.WORKING_DAYS)
    silence_is_agreement = models.BooleanField(_("silence is agreement"), default=False)
    validity_months = models.PositiveSmallIntegerField(_("validity"), null=True, blank=True)
    is_renewable = models.BooleanField(default=False)
    # Within the legal delay: for the completeness check, and for each entity's opinion (arrêté 1839-23).
    completeness_days = models.PositiveSmallIntegerField(default=3)
    opinion_days = models.PositiveSmallIntegerField(default=7)
    # Calendar days that the applicant has to complete the dossier before it is closed; none: no end.
    complement_days = models.PositiveSmallIntegerField(null=True, blank=True)
    # Calendar days within which a refusal may be appealed.
    appeal_days = models.PositiveSmallIntegerField(default=60)
    needs_commission = models.BooleanField(default=True)
    needs_architect = models.BooleanField(default=False)
    needs_footprint = models.BooleanField(default=False)
    documents = models.JSONField(default=list)
    opinions = models.JSONField(default=list)
    fee = models.CharField(max_length=16, choices=Fee, default=Fee.NONE)
    fee_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta(OfLaw.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "commune", "effective_from"],
                nulls_distinct=False,
                name="one_version_per_type_and_day",
            ),
            models.CheckConstraint(condition=Q(delay__gte=1), name="a_delay_is_some_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.effective_from}"


class TaxRate(OfLaw):
    """The construction tax (law 47-06) for one category of building: DH per m² covered, or a fixed amount.

    `rate_min` and `rate_max` are what the law lets a council choose from.
    """

    class Category(models.TextChoices):
        INDIVIDUAL_HOUSING = "individual_housing", _("Individual housing")
        COLLECTIVE_HOUSING = "collective_housing", _("Collective housing")
        COMMERCIAL = "commercial", _("Commercial, industrial, professional or administrative")
        RESTORATION = "restoration", _("Restoration")

    category = models.CharField(max_length=20, choices=Category)
    rate = models.DecimalField(max_digits=8, decimal_places=2)
    rate_min = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    rate_max = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    is_fixed = models.BooleanField(default=False)

    class Meta(OfLaw.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["category", "commune", "effective_from"],
                nulls_distinct=False,
                name="one_rate_per_category_and_day",
            ),
            models.CheckConstraint(
                condition=(Q(rate_min=None) | Q(rate__gte=F("rate_min")))
                & (Q(rate_max=None) | Q(rate__lte=F("rate_max"))),
                name="a_rate_is_within_the_law",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.rate}"


class Holiday(Named):
    """A day on which offices are closed: every year (`month`, `day`) or once (`on`; lunar ones move)."""

    code = models.CharField(max_length=60)
    commune = models.ForeignKey(
        "territory.Commune", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    on = models.DateField(null=True, blank=True)
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(default=1, db_default=1)
    # A lunar date is foreseen until the moon has been seen.
    is_confirmed = models.BooleanField(default=True, db_default=True)
    legal_ref = models.CharField(max_length=300, blank=True, default="", db_default="")
    is_edited = models.BooleanField(default=False, db_default=False)
    is_cancelled = models.BooleanField(default=False, db_default=False)

    objects: ClassVar[Any] = LawQuerySet.as_manager()

    class Meta:
        ordering = ["on", "month", "day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "commune"], nulls_distinct=False, name="one_holiday_per_code"
            ),
            models.CheckConstraint(
                condition=Q(on__isnull=False, month=None, day=None)
                | Q(on=None, month__range=(1, 12), day__range=(1, 31)),
                name="a_holiday_is_once_or_every_year",
            ),
            models.CheckConstraint(condition=Q(days__range=(1, 10)), name="a_holiday_is_some_days"),
        ]


class RefusalReason(Named, OfLaw):
    """A reason for an unfavourable opinion or a refusal, with the article it stands on."""

    code = models.CharField(_("code"), max_length=60)
    theme = models.CharField(max_length=40, blank=True, default="", db_default="")

    class Meta(OfLaw.Meta):
        abstract = False
        ordering = ["theme", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "commune", "effective_from"],
                nulls_distinct=False,
                name="one_reason_per_code_and_day",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.code


class SizeRule(OfLaw):
    """A line of the table that tells large projects: the first whose conditions all hold decides.

    `conditions` maps a field of `Project` to a value, or to {"min": …} or {"in": […]}.
    """

    rank = models.PositiveSmallIntegerField()
    conditions = models.JSONField(default=dict)
    is_large = models.BooleanField()

    class Meta(OfLaw.Meta):
        abstract = False
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["rank", "commune", "effective_from"],
                nulls_distinct=False,
                name="one_size_rule_per_rank_and_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rank}: {'large' if self.is_large else 'small'}"


class OffenceRule(OfLaw):
    """What law 66-12 sets for offences: calendar days for the report and the remedy, the fine in dirhams.

    `kind` is one of `Offence.Kind`, or empty for all that have no rule of their own.
    """

    kind = models.CharField(max_length=14, blank=True, default="", db_default="")
    report_days = models.PositiveSmallIntegerField()
    remedy_days_min = models.PositiveSmallIntegerField()
    remedy_days_max = models.PositiveSmallIntegerField()
    fine_min = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    fine_max = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta(OfLaw.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "commune", "effective_from"],
                nulls_distinct=False,
                name="one_offence_rule_per_kind_and_day",
            ),
            models.CheckConstraint(
                condition=Q(remedy_days_max__gte=F("remedy_days_min")), name="a_remedy_has_a_span"
            ),
        ]

    def __str__(self) -> str:
        return self.kind or "any"
