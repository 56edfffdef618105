"""What may be built where: plans, zones with their rules, easements and reservations."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kharita.territory.models.base import CommuneQuerySet, Mapped, Named, OfCommune


class ZoningPlanQuerySet(CommuneQuerySet):
    def public(self) -> Q:
        """Plans in force, or that were; a draft is the desk's."""
        return Q(commune__is_public=True) & ~Q(state="draft")


class ZoneQuerySet(CommuneQuerySet):
    def public(self) -> Q:
        return Q(commune__is_public=True) & ~Q(plan__state="draft")


class ReservationQuerySet(CommuneQuerySet):
    def public(self) -> Q:
        """What a plan reserves is known once the plan is; what stands in no plan is the commune's own."""
        return Q(commune__is_public=True) & ~Q(plan__state="draft")


class ZoningPlan(Named, OfCommune):
    """A planning document with its dates and its legal reference (domain.md section 2)."""

    class Kind(models.TextChoices):
        MASTER_PLAN = "master_plan", _("Master plan (SDAU)")
        DEVELOPMENT_PLAN = "development_plan", _("Development plan (PA)")
        ZONING_PLAN = "zoning_plan", _("Zoning plan")
        RURAL_PLAN = "rural_plan", _("Rural development plan (PDAR)")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_FORCE = "in_force", _("In force")
        EXPIRED = "expired", _("Expired")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.DEVELOPMENT_PLAN)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    legal_ref = models.CharField(_("legal reference"), max_length=200, blank=True)
    # What this plan calls "COS": some mean the ground ratio (domain.md section 2).
    cos_means_ground_ratio = models.BooleanField(default=False)

    objects: ClassVar[Any] = ZoningPlanQuerySet.as_manager()

    class Meta(OfCommune.Meta):
        abstract = False


class ZoneRule(Named):
    """The rules of one zone code of one plan. None: the plan is silent. Lengths in metres, areas in m²."""

    plan = models.ForeignKey(ZoningPlan, on_delete=models.CASCADE, related_name="rules")
    code = models.CharField(_("code"), max_length=30)
    category = models.CharField(_("category"), max_length=20)
    uses = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    min_plot_m2 = models.FloatField(_("smallest plot"), null=True, blank=True)
    min_frontage_m = models.FloatField(_("smallest frontage"), null=True, blank=True)
    max_cos = models.FloatField(_("floor area ratio (COS)"), null=True, blank=True)
    max_ground_ratio = models.FloatField(_("ground ratio (CES)"), null=True, blank=True)
    max_floors = models.PositiveSmallIntegerField(_("floors above ground floor"), null=True, blank=True)
    max_height_m = models.FloatField(_("greatest height"), null=True, blank=True)
    setback_front_m = models.FloatField(_("front setback"), null=True, blank=True)
    setback_side_m = models.FloatField(_("side setback"), null=True, blank=True)
    setback_rear_m = models.FloatField(_("rear setback"), null=True, blank=True)
    min_court_m = models.FloatField(_("smallest court"), null=True, blank=True)
    parking_ratio = models.FloatField(_("parking places per dwelling"), null=True, blank=True)
    article_ref = models.CharField(_("article"), max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="one_rule_per_zone_code")]


class Zone(Mapped):
    """A polygon of a plan with the code whose `ZoneRule` applies."""

    class Category(models.TextChoices):
        """The families of zones, by which they are coloured; the plan's own codes vary without end."""

        HOUSING = "housing", _("Housing")
        VILLA = "villa", _("Villas")
        MIXED = "mixed", _("Mixed use")
        BUSINESS = "business", _("Business")
        INDUSTRY = "industry", _("Industry")
        FACILITY = "facility", _("Public facility")
        GREEN = "green", _("Green space")
        FARMING = "farming", _("Farming")
        OTHER = "other", _("Other")

    plan = models.ForeignKey(ZoningPlan, on_delete=models.CASCADE, related_name="zones")
    code = models.CharField(_("code"), max_length=30)
    category = models.CharField(_("category"), max_length=20, choices=Category, default=Category.OTHER)

    objects: ClassVar[Any] = ZoneQuerySet.as_manager()

    class Meta(Mapped.Meta):
        abstract = False
        indexes = [*Mapped.Meta.indexes, models.Index(fields=["plan", "code"], name="zones_of_a_code")]

    def __str__(self) -> str:
        return self.code


class Easement(Named, Mapped):
    """A servitude: a strip or an area in which building is limited."""

    class Kind(models.TextChoices):
        FLOOD = "flood", _("Oued and flood area")
        CEMETERY = "cemetery", _("Cemetery")
        POWER_LINE = "power_line", _("Power line")
        WATER_MAIN = "water_main", _("Water main")
        RAILWAY = "railway", _("Railway")
        ARCHAEOLOGY = "archaeology", _("Archaeology")
        MARITIME = "maritime", _("Maritime domain and coast")
        MILITARY = "military", _("Military")
        NO_BUILD = "no_build", _("No-build strip")
        OVERLAY = "overlay", _("Overlay")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    legal_ref = models.CharField(_("legal reference"), max_length=200, blank=True)

    class Meta(Mapped.Meta):
        abstract = False


class Reservation(Named, Mapped):
    """Land that a plan reserves for a road, a facility or a green space."""

    class Kind(models.TextChoices):
        PLANNED_ROAD = "planned_road", _("Planned road")
        FACILITY = "facility", _("Facility")
        GREEN_SPACE = "green_space", _("Green space")

    plan = models.ForeignKey(
        ZoningPlan, null=True, blank=True, on_delete=models.CASCADE, related_name="reservations"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    legal_ref = models.CharField(_("legal reference"), max_length=200, blank=True)

    objects: ClassVar[Any] = ReservationQuerySet.as_manager()

    class Meta(Mapped.Meta):
        abstract = False
