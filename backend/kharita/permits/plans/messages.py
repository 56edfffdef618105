"""What the comparison of a plan with the cadastre says (see `checks.wording`)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from kharita.core.errors import Text

PLAN_MESSAGES: Mapping[str, Text] = {
    "plan-all-read": gettext_lazy("All of the drawing was read (unit: {drawn_in})."),
    "plan-part-unread": gettext_lazy("Not read in the drawing: {unread} (unit: {drawn_in}); see the list."),
    "plan-unit-assumed": gettext_lazy(
        "The drawing does not say in which unit it is, or says it wrongly; it was read in {drawn_in}. "
        "Not read: {unread}."
    ),
    "plan-no-footprint": gettext_lazy("No layer of the drawing holds the footprint: name one “EMPRISE”."),
    "plan-no-plot": gettext_lazy("No layer of the drawing holds the plot: name one “PARCELLE”."),
    "plan-in-place": gettext_lazy(
        "The plot is drawn where the cadastre has it ({shift} m aside, turned by {turn}°)."
    ),
    "plan-aside": gettext_lazy(
        "The plot is drawn {shift} m aside of the cadastre's and turned by {turn}°; the plan was moved there."
    ),
    "plan-local": gettext_lazy(
        "The drawing has coordinates of its own; it was laid upon the parcel (turned by {turn}°). Official "
        "coordinates leave no doubt."
    ),
    "plan-plot-agrees": gettext_lazy(
        "{drawn} m² drawn, {measured} m² in the cadastre; {difference} m² differ, {farthest} m at most."
    ),
    "plan-plot-differs": gettext_lazy(
        "{drawn} m² drawn but {measured} m² in the cadastre; {difference} m² differ, {farthest} m at most: "
        "have the survey checked."
    ),
}
