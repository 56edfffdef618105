"""Watering by vigour: zones of a multispectral survey, each with its rate."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from kharita.core.geo import OfficialGeometryField, web_mercator_of
from kharita.surveys.models.flight import Survey
from kharita.surveys.models.inside import InsideQuerySet
from kharita.territory.models.base import OfCommune


class IrrigationPlan(OfCommune):
    """Zones of one survey: NDVI in classes between `breaks`, with a rate of water for each, millimetres.

    NDVI tells how vigorous plants are, not how much water they need: the rates are the agronomist's.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="irrigation_plans")
    title = models.CharField(_("title"), max_length=200)
    breaks = models.JSONField()
    rates_mm = models.JSONField()
    zone_min_m2 = models.FloatField()
    area = OfficialGeometryField(geom_type="MULTIPOLYGON", null=True, blank=True, spatial_index=False)
    totals = models.JSONField(default=dict, db_default={})
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    objects: ClassVar[Any] = InsideQuerySet.as_manager()  # type: ignore[assignment]  # narrower

    class Meta(OfCommune.Meta):
        abstract = False

    def __str__(self) -> str:
        return self.title


class ZoneQuerySet(InsideQuerySet):
    def of(self, plan: IrrigationPlan) -> Self:
        return self.filter(plan=plan)


class IrrigationZone(OfCommune):
    """Ground of one class of vigour on one parcel (None: on none), in the official CRS."""

    plan = models.ForeignKey(IrrigationPlan, on_delete=models.CASCADE, related_name="zones")
    parcel = models.ForeignKey(
        "territory.Parcel", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    vigour_class = models.PositiveSmallIntegerField(_("class of vigour"))
    geometry = OfficialGeometryField(geom_type="MULTIPOLYGON")
    web_geometry = web_mercator_of("geometry")
    area_m2 = models.FloatField(_("area"))
    ndvi_mean = models.FloatField(_("mean NDVI"))
    rate_mm = models.FloatField(_("rate (mm)"))
    volume_m3 = models.FloatField(_("water (m³)"))

    objects: ClassVar[Any] = ZoneQuerySet.as_manager()

    class Meta(OfCommune.Meta):
        abstract = False
        indexes = [GistIndex(fields=["web_geometry"], name="irrigation_zones_web")]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.vigour_class}"
