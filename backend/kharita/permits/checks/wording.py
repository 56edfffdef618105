"""What findings say, in the reader's language: titles of the checks, sentences from codes and values."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.core.errors import Text
from kharita.permits.plans.messages import PLAN_MESSAGES
from kharita.territory.models import Easement, Reservation

TITLES: Mapping[str, Text] = {
    "plot": gettext_lazy("Ground of the project"),
    "declared_area": gettext_lazy("Declared and measured area"),
    "zones": gettext_lazy("Zone"),
    "plan_in_force": gettext_lazy("Plan in force"),
    "use": gettext_lazy("Use"),
    "unbuildable": gettext_lazy("Ground where nothing may be built"),
    "smallest_plot": gettext_lazy("Smallest plot"),
    "access": gettext_lazy("Access to a public road"),
    "frontage": gettext_lazy("Frontage"),
    "footprint": gettext_lazy("Footprint on the plot"),
    "floor_area_ratio": gettext_lazy("Floor area ratio (COS)"),
    "ground_ratio": gettext_lazy("Ground ratio (CES)"),
    "height": gettext_lazy("Height"),
    "floors": gettext_lazy("Floors"),
    "setbacks": gettext_lazy("Setbacks"),
    "setback_front": gettext_lazy("Setback from the street"),
    "setback_side": gettext_lazy("Setback from the sides"),
    "setback_rear": gettext_lazy("Setback from the rear"),
    "court": gettext_lazy("Courts"),
    "parking": gettext_lazy("Parking places"),
    "reservations": gettext_lazy("Reserved land"),
    "planned_road": gettext_lazy("Planned road"),
    "servitudes": gettext_lazy("Servitudes"),
    "overlapping_permits": gettext_lazy("Other permits on this ground"),
    "plan_read": gettext_lazy("Plan: what was read"),
    "plan_place": gettext_lazy("Plan: place of the plot"),
    "plan_plot": gettext_lazy("Plan: outline of the plot"),
}

MESSAGES: Mapping[str, Text] = {
    "no-plot": gettext_lazy("The project names no parcel of the present cadastre."),
    "plot-unreadable": gettext_lazy("The parcel's geometry cannot be measured: correct the cadastre first."),
    "geometry-too-dirty": gettext_lazy("The geometries here cannot be measured ({reason})."),
    "no-zone": gettext_lazy("No zone of a plan covers this ground."),
    "no-rule": gettext_lazy("The plan states no rules for zone {zone}."),
    "plan-silent": gettext_lazy("The plan sets no such limit in zone {zone}."),
    "not-stated": gettext_lazy("Not stated; the limit in zone {zone} is {limit}."),
    "at-most-kept": gettext_lazy("{given}; at most {limit} in zone {zone}."),
    "at-most-broken": gettext_lazy("{given}; at most {limit} in zone {zone}: {excess} too much."),
    "at-least-kept": gettext_lazy("{given}; at least {limit} in zone {zone}."),
    "at-least-broken": gettext_lazy("{given}; at least {limit} in zone {zone}: {excess} too little."),
    "weighted-kept": gettext_lazy(
        "{given}; at most {limit} for this plot, which lies in zones {zone} with a limit each."
    ),
    "weighted-broken": gettext_lazy(
        "{given}; at most {limit} for this plot, which lies in zones {zone} with a limit each: "
        "{excess} too much."
    ),
    "area-not-declared": gettext_lazy("No area is declared for every parcel: nothing to compare with."),
    "area-agrees": gettext_lazy("{declared} m² declared, {measured} m² measured (difference {percent} %)."),
    "area-differs": gettext_lazy(
        "{declared} m² declared but {measured} m² measured (difference {percent} %): have the title or the "
        "survey checked."
    ),
    "one-zone": gettext_lazy("All of the plot is in zone {zone}."),
    "split-zones": gettext_lazy("The plot lies in several zones: {zones}."),
    "zones-cover-part": gettext_lazy("The plan covers only a part of the plot ({percent} %): {zones}."),
    "uses-not-listed": gettext_lazy("The plan lists no uses for zone {zone}."),
    "use-not-stated": gettext_lazy("The project's use is not stated."),
    "use-allowed": gettext_lazy("{use} is allowed in zone {zone}."),
    "use-refused": gettext_lazy("{use} is not among the uses of zone {zone}: {allowed}."),
    "nothing-may-be-built": gettext_lazy("Zone {zone} ({percent} %) is kept free of buildings."),
    "built-where-nothing-may": gettext_lazy(
        "{area} m² of the footprint stand in zone {zone}, which is kept free of buildings."
    ),
    "no-access": gettext_lazy("No side of the plot lies on a public road."),
    "no-roads-known": gettext_lazy("No street is recorded around here: access cannot be told."),
    "access-narrow": gettext_lazy(
        "The widest road is {given} wide; {limit} are wanted for the fire brigade."
    ),
    "access-by-road": gettext_lazy("By a road {given} wide."),
    "no-footprint": gettext_lazy("The footprint is not drawn yet."),
    "footprint-unreadable": gettext_lazy("The drawn footprint covers no ground: draw it again."),
    "footprint-outside": gettext_lazy("{area} m² of the footprint lie outside the plot."),
    "footprint-inside": gettext_lazy("The footprint ({drawn} m²) lies on the plot."),
    "footprint-as-stated": gettext_lazy(
        "The footprint lies on the plot and covers {drawn} m², as stated ({stated} m²)."
    ),
    "footprint-not-as-stated": gettext_lazy(
        "The footprint covers {drawn} m², but {stated} m² of covered area are stated."
    ),
    "cos-is-ground-ratio": gettext_lazy(
        "The plan calls the ground ratio “COS”: it limits the ground covered, not the floor area."
    ),
    "no-court-drawn": gettext_lazy(
        "No court is drawn; in zone {zone} one must be {limit} wide where rooms need it."
    ),
    "setback-not-drawn": gettext_lazy("{limit} in zone {zone}; the footprint is not drawn yet."),
    "edges-not-told": gettext_lazy(
        "{limit} in zone {zone}, but without a street front and rear of the plot cannot be told."
    ),
    "no-such-edge": gettext_lazy("The plot has no such side."),
    "nothing-reserved": gettext_lazy("No reservation lies on the plot."),
    "reserved-part": gettext_lazy("{name} ({kind}) takes {area} m² of the plot ({percent} %)."),
    "reserved-built": gettext_lazy("{built} m² of the footprint stand on land reserved for {name} ({kind})."),
    "reserved-lapsed": gettext_lazy(
        "{name} ({kind}) takes {area} m², but the plan's declaration of public utility seems to have lapsed."
    ),
    "no-planned-road": gettext_lazy("No planned road crosses the plot."),
    "road-lapsed": gettext_lazy(
        "A planned road {road} takes {area} m², but the plan's declaration of public utility seems to have "
        "lapsed."
    ),
    "road-built": gettext_lazy(
        "{built} m² of the footprint stand on the planned road {road}; it leaves {residual} m² of the plot."
    ),
    "residual-too-small": gettext_lazy(
        "The planned road {road} takes {area} m² and leaves {residual} m²; the smallest plot is {limit}."
    ),
    "road-takes-part": gettext_lazy("The planned road {road} takes {area} m² and leaves {residual} m²."),
    "no-servitude": gettext_lazy("No servitude lies on the plot."),
    "servitude-part": gettext_lazy(
        "{name} ({kind}) lies on {area} m² of the plot ({percent} %); nothing may be built there. "
        "To be asked: {consult}."
    ),
    "servitude-built": gettext_lazy(
        "{built} m² of the footprint stand in {name} ({kind}), where nothing may be built. To be asked: "
        "{consult}."
    ),
    "servitude-asks": gettext_lazy(
        "{name} ({kind}) lies on {area} m² of the plot ({percent} %). To be asked: {consult}."
    ),
    "plan-holds": gettext_lazy("{plan}: in force until {ends}."),
    "plan-expired": gettext_lazy("{plan} has expired ({ends}): have the urban agency say what applies."),
    "plan-too-old": gettext_lazy(
        "{plan}, approved on {approved}, is older than such plans hold ({ends}): have the urban agency say "
        "what applies."
    ),
    "plan-draft": gettext_lazy("{plan} is a draft and binds nobody yet."),
    "plan-without-dates": gettext_lazy("{plan}: no date tells whether it is still in force."),
    **PLAN_MESSAGES,
    "no-other-permit": gettext_lazy("No other permit holds this ground."),
    "other-permits": gettext_lazy("Other permits hold {area} m² of this ground ({count}): {references}."),
    "other-permits-unnamed": gettext_lazy("Other permits hold {area} m² of this ground ({count})."),
}

USES: Mapping[str, Text] = {
    "individual_housing": gettext_lazy("Individual housing"),
    "collective_housing": gettext_lazy("Collective housing"),
    "villa": gettext_lazy("Villa"),
    "commercial": gettext_lazy("Shops"),
    "office": gettext_lazy("Offices"),
    "industrial": gettext_lazy("Industry"),
    "tourist": gettext_lazy("Tourism"),
    "public_facility": gettext_lazy("Public facility"),
    "agricultural": gettext_lazy("Farming"),
    "mixed": gettext_lazy("Housing and shops"),
    # Words that plans use besides.
    "housing": gettext_lazy("Housing"),
    "shop": gettext_lazy("Shops"),
    "craft": gettext_lazy("Crafts"),
    "industry": gettext_lazy("Industry"),
    "warehouse": gettext_lazy("Warehouses"),
    "hotel": gettext_lazy("Hotels"),
    "facility": gettext_lazy("Public facility"),
    "farming": gettext_lazy("Farming"),
}

CONSULTED: Mapping[str, Text] = {
    "basin_agency": gettext_lazy("the water basin agency"),
    "habous": gettext_lazy("the Habous"),
    "power_operator": gettext_lazy("the electricity operator"),
    "water_operator": gettext_lazy("the water operator"),
    "railway": gettext_lazy("the railways (ONCF)"),
    "culture": gettext_lazy("the ministry of culture"),
    "coast": gettext_lazy("the authority for the coast"),
    "military": gettext_lazy("the military authority"),
    "commune": gettext_lazy("the commune"),
    "urban_agency": gettext_lazy("the urban agency"),
    "": gettext_lazy("the commune"),
}


def title_of(check: str) -> str:
    """The name of a check in the reader's language."""
    return str(TITLES.get(check, check))


def detail_of(message: str, values: Mapping[str, Any]) -> str:
    """The sentence of a finding in the reader's language; a code that is no longer known shows itself."""
    if message not in MESSAGES:
        return message
    unit = str(values.get("unit", ""))
    said = {name: _in_words(name, value, unit) for name, value in values.items()}
    return str(MESSAGES[message]).format_map(_Lenient(said))


class _Lenient(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "—"


def _in_words(name: str, value: Any, unit: str) -> str:
    if value is None:
        return "—"
    if name in _SPECIAL:
        return _SPECIAL[name](value)
    if isinstance(value, Mapping):
        return _named(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        # "R+2" is a height in floors; two floors too many are just 2.
        has_unit = name in ("given", "limit") or (name == "excess" and unit != "floors")
        return _quantity(value, unit) if has_unit else _number(value)
    return str(value)


def _quantity(value: float, unit: str) -> str:
    """A number with its unit; floors as Moroccan plans write them (R+3)."""
    if unit == "floors":
        return f"R+{value:g}"
    if unit in ("", "places"):
        return _number(value)
    # A no-break space, and the whole from left to right also within Arabic.
    return f"{_number(value)}\u00a0{unit}"


def _number(value: float) -> str:
    rounded = round(float(value), 3)
    text = f"{rounded:.3f}".rstrip("0").rstrip(".")
    decimals = len(text.partition(".")[2])
    return str(number_format(rounded, decimals, use_l10n=True, force_grouping=True))


def _named(names: Mapping[str, str]) -> str:
    """A name in the reader's language, or the best there is."""
    own = (translation.get_language() or "ar")[:2]
    order = [own, *(code for code in ("fr", "ar", "en") if code != own)]
    return next((names[code] for code in order if names.get(code)), _("without a name"))


def _kind(value: str) -> str:
    for kinds in (Easement.Kind, Reservation.Kind):
        if value in kinds.values:
            return str(kinds(value).label)
    return value


def _date(value: str) -> str:
    return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")


_SPECIAL: Mapping[str, Callable[[Any], str]] = {
    "kind": _kind,
    "use": lambda value: str(USES.get(value, value)),
    "allowed": lambda value: ", ".join(str(USES.get(use, use)) for use in value),
    "consult": lambda value: str(CONSULTED.get(value, value)),
    "zones": lambda value: ", ".join(f"{each['zone']} ({_number(each['percent'])} %)" for each in value),
    "references": lambda value: ", ".join(value),
    "approved": _date,
    "ends": _date,
}
