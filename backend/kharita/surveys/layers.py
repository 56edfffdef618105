"""Surveys on the map: where flights were, what they found, what people measured on them."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kharita.core.errors import Text
from kharita.core.layers import Category, GeometryKind, Layer
from kharita.surveys.models import Finding, IrrigationZone, Measurement, Survey
from kharita.surveys.models.comparison import FINDINGS
from kharita.surveys.models.inside import VIEW


def shown(user: Any) -> "QuerySet[Survey]":
    """The surveys that `user` may see and that show some ground."""
    rows: QuerySet[Survey] = Survey.objects.visible_to(user).filter(footprint__isnull=False)
    return rows


def measured(kind: GeometryKind) -> Callable[[Any], QuerySet[Measurement]]:
    """The measurements whose geometry is a point, a line or an area."""

    def rows(user: Any) -> "QuerySet[Measurement]":
        found: QuerySet[Measurement] = Measurement.objects.visible_to(user).filter(shape=kind)
        return found

    return rows


_VERDICTS = {
    Finding.Verdict.NO_PERMIT: "#B3261E",
    Finding.Verdict.FOOTPRINT_EXCEEDS: "#C8643C",
    Finding.Verdict.HEIGHT_EXCEEDS: "#B7791F",
    Finding.Verdict.IN_SERVITUDE: "#7A2E6B",
    Finding.Verdict.AUTHORISED: "#2E7D4F",
    Finding.Verdict.DEMOLISHED: "#6B7280",
}
_MEASURED: tuple[tuple[str, GeometryKind, Text], ...] = (
    ("areas", "polygon", _("Measured areas")),
    ("lines", "line", _("Measured lines")),
    ("points", "point", _("Measured points")),
)

LAYERS = (
    Layer(
        id="surveys",
        title=_("Drone surveys"),
        description=_("The ground that each drone survey shows, with its date and sensor."),
        keywords=(_("drone"), _("orthophoto"), _("aerial imagery")),
        theme="REGI",
        group="surveys",
        rows=shown,
        kind="polygon",
        fields=("number", "title", "flown_at", "sensor", "gsd_cm"),
        staff_fields={"state": VIEW, "published_at": VIEW},
        geometry="footprint",
        zooms=(9, 16),
        label="title",
        datetime="flown_at",
        color="#2B5FA8",
        visible=False,
    ),
    Layer(
        id="findings",
        title=_("Findings"),
        description=_("What changed between two drone surveys, beside the permits valid at the later date."),
        keywords=(_("drone"), _("change detection"), _("offences")),
        theme="REGI",
        group="surveys",
        rows=Finding.objects.visible_to,
        kind="polygon",
        staff_fields=dict.fromkeys(
            (
                "verdict",
                "state",
                "area_m2",
                "outside_m2",
                "height_m",
                "built_height_m",
                "permitted_height_m",
                "confidence",
                "score",
                "number",
            ),
            FINDINGS,
        ),
        zooms=(12, 18),
        importance="score",
        classify_by="verdict",
        categories=tuple(Category(verdict, verdict.label, color) for verdict, color in _VERDICTS.items()),
        color="#B3261E",
        visible=False,
    ),
    *(
        Layer(
            id=f"measured_{noun}",
            title=title,
            description=_("What was measured and noted on drone surveys."),
            keywords=(_("drone"), _("measurements")),
            theme="REGI",
            group="surveys",
            rows=measured(kind),
            kind=kind,
            staff_fields=dict.fromkeys(
                (
                    "survey_id",
                    "kind",
                    "name",
                    "note",
                    "length_m",
                    "area_m2",
                    "height_m",
                    "volume_m3",
                    "created_at",
                ),
                VIEW,
            ),
            zooms=(14, 18),
            label="name",
            color="#8A4FBF",
            visible=False,
        )
        for noun, kind, title in _MEASURED
    ),
    Layer(
        id="irrigation_zones",
        title=_("Irrigation zones"),
        description=_("Zones of vigour from multispectral surveys, with their rate of water."),
        keywords=(_("irrigation"), _("vigour"), _("green space")),
        theme="AGRI",
        group="surveys",
        rows=IrrigationZone.objects.visible_to,
        kind="polygon",
        staff_fields=dict.fromkeys(
            ("plan_id", "vigour_class", "area_m2", "ndvi_mean", "rate_mm", "volume_m3"), VIEW
        ),
        zooms=(12, 18),
        color="#5E8C3A",
        visible=False,
    ),
)
