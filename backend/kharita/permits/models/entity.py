"""Who gives an opinion: administrations and operators, and the people who speak for them."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kharita.accounts.models import communes_with
from kharita.permits.models.law import MANAGE_RULES
from kharita.territory.models.base import Named

OPINION = "permits.give_opinion"
VIEW = "permits.view_permit"


class EntityQuerySet(models.QuerySet["Entity"]):
    def visible_to(self, user: Any) -> Self:
        """Which administrations are asked is no secret."""
        return self

    def asked_in(self, commune_id: int) -> Self:
        """Those that may be asked in a commune: its own and those of the whole country."""
        return self.of(commune_id).filter(is_active=True)

    def of(self, commune_id: int) -> Self:
        """A commune's own and those of the whole country, also those that are asked no longer."""
        return self.filter(models.Q(commune=None) | models.Q(commune_id=commune_id))


class Entity(Named):
    """An administration or operator. `kind` is what types of permit name in `opinions`."""

    class Kind(models.TextChoices):
        COMMUNE = "commune", _("Commune")
        PROVINCE = "province", _("Province or prefecture")
        URBAN_AGENCY = "urban_agency", _("Urban agency")
        CIVIL_PROTECTION = "civil_protection", _("Civil protection")
        LAND_REGISTRY = "land_registry", _("Land registry")
        NETWORK_OPERATOR = "network_operator", _("Network operator")
        CULTURE = "culture", _("Culture and heritage")
        HEALTH = "health", _("Health")
        WATER_BASIN = "water_basin", _("Water basin agency")

    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind)
    commune = models.ForeignKey(
        "territory.Commune", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    # An unfavourable opinion of such a one binds the president.
    is_binding = models.BooleanField(default=False, db_default=False)
    is_active = models.BooleanField(default=True, db_default=True)
    is_edited = models.BooleanField(default=False, db_default=False)

    objects: ClassVar[Any] = EntityQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "commune"], nulls_distinct=False, name="one_entity_per_code"
            )
        ]


class EntityMemberQuerySet(models.QuerySet["EntityMember"]):
    def visible_to(self, user: Any) -> Self:
        """One's own, and those of the communes whose dossiers one handles or whose rules one writes."""
        handled, ruled = communes_with(user, VIEW), communes_with(user, MANAGE_RULES)
        if handled is None or ruled is None:
            return self
        own = models.Q(user_id=getattr(user, "pk", None))
        return self.filter(models.Q(commune_id__in={*handled, *ruled}) | own)


class EntityMember(models.Model):
    """A person who speaks for an entity in a commune, where they also hold the commission's role."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="members")
    commune = models.ForeignKey("territory.Commune", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[Any] = EntityMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entity", "commune", "user"], name="one_membership_per_entity")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.entity}"
