"""Permits on the map: what was granted for everyone, what is submitted for the desk and the parties."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kharita.core.layers import Category, Layer
from kharita.permits.models import Permit, State
from kharita.permits.models.entity import VIEW


def placed(user: Any) -> "QuerySet[Permit]":
    """The permits that `user` may see and that have a place; nobody's drafts."""
    rows: QuerySet[Permit] = (
        Permit.objects.visible_to(user).exclude(state=State.DRAFT).filter(site__isnull=False)
    )
    return rows


_COLORS = {
    State.SUBMITTED: "#5B7DB1",
    State.CIRCULATED: "#7A6FB0",
    State.IN_COMMISSION: "#7A6FB0",
    State.FAVOURABLE: "#2E7D4F",
    State.UNFAVOURABLE: "#B3261E",
    State.REFUSED: "#B3261E",
    State.ISSUED: "#0F6B6B",
    State.WORKS_DECLARED: "#C79A3B",
    State.WORKS_UNDER_WAY: "#C8643C",
    State.SUSPENDED: "#B3261E",
    State.COMPLETED: "#7C9A5E",
    State.CONFORMING: "#2E7D4F",
    State.EXPIRED: "#9CA3AF",
}
"""The states that the legend tells apart; the others are drawn in the layer's own colour."""

LAYERS = (
    Layer(
        id="permits",
        title=_("Permits"),
        description=_("Permits granted for building, subdividing and other works, with where they stand."),
        keywords=(_("permits"), _("building permits"), _("urban planning")),
        theme="REGI",
        rhythm="UPDATE_CONT",
        group="permits",
        rows=placed,
        kind="polygon",
        fields=("reference", "kind", "state", "issued_at", "valid_until"),
        staff_fields={"submitted_at": VIEW, "due_at": VIEW, "title": VIEW},
        geometry="site",
        zooms=(11, 18),
        label="reference",
        datetime="issued_at",
        classify_by="state",
        categories=tuple(Category(state, state.label, color) for state, color in _COLORS.items()),
        color="#0F6B6B",
        visible=False,
    ),
)
