"""What a finding rests on, in sentences: its facts as codes with values, told in the reader's language."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kharita.territory.models import Easement, Reservation

SENTENCES: Mapping[str, str] = {
    "no-permit": gettext_noop("No permit in force on %(day)s covers this place."),
    "permit": gettext_noop("Permit %(reference)s, issued on %(day)s, covers this place."),
    "permit-later": gettext_noop("Permit %(reference)s was issued on %(day)s only, after the flight."),
    "permit-ended": gettext_noop(
        "Permit %(reference)s of %(day)s lapsed on %(ended)s: no works were declared."
    ),
    "permit-used": gettext_noop(
        "What permit %(reference)s of %(day)s allowed was built by %(completed)s, before the earlier flight."
    ),
    "footprint-exceeds": gettext_noop(
        "%(area)s m² lie outside the permitted footprint (tolerance %(tolerance)s m)."
    ),
    "footprint-unknown": gettext_noop(
        "No footprint is drawn for the permit: where on the parcel it allows building is not known."
    ),
    "height-exceeds": gettext_noop(
        "It stands %(height)s m high; the permit allows %(allowed)s m (tolerance %(tolerance)s m)."
    ),
    "height-from-floors": gettext_noop(
        "The permit states floors alone: R+%(floors)s was counted as %(allowed)s m."
    ),
    "height-unknown": gettext_noop(
        "The permit states neither height nor floors: the height could not be compared."
    ),
    "heights-not-measured": gettext_noop(
        "The flights have no heights in common: only the pictures were compared."
    ),
    "on-easement": gettext_noop("%(area)s m² lie in a servitude: %(name)s (%(legal_ref)s)."),
    "on-reservation": gettext_noop(
        "%(area)s m² lie on land that the plan reserves: %(name)s (%(legal_ref)s)."
    ),
    "on-zone": gettext_noop("%(area)s m² lie in zone %(kind)s, where nothing may be built (%(legal_ref)s)."),
    "on-no-parcel": gettext_noop("It stands on no parcel of the cadastre: a street or the public domain."),
    "part-of-larger": gettext_noop("It is part of a change of %(area)s m² over several parcels."),
    "zone": gettext_noop("The plan's zone here is %(code)s."),
    "demolition-permitted": gettext_noop("Permit %(reference)s, issued on %(day)s, allows the demolition."),
    "demolished-without-permit": gettext_noop("No permit to demolish was in force on %(day)s."),
}
_DAYS = ("day", "ended", "completed")
_FIGURES = ("area", "height", "allowed", "tolerance")
_KINDS = {"on-easement": Easement.Kind, "on-reservation": Reservation.Kind}


def explained(facts: Mapping[str, Any]) -> list[dict[str, str]]:
    """The sentences of a finding's `facts`, the weightiest first: `code` and `text`."""
    told: Iterable[Mapping[str, Any]] = facts.get("told", ())
    return [
        {"code": fact["code"], "text": _(SENTENCES[fact["code"]]) % _shown(fact)}
        for fact in told
        if fact["code"] in SENTENCES
    ]


def _shown(fact: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a fact as they are printed in the present language."""
    values: dict[str, Any] = dict(fact.get("values", {}))
    for name in _DAYS:
        if values.get(name):
            # Not Django's own short form: in Arabic its marks turn the day round among Latin words.
            values[name] = f"{date.fromisoformat(values[name]):%d/%m/%Y}"
        elif name in values:
            values[name] = "–"
    for name in _FIGURES:
        if isinstance(values.get(name), int | float):
            values[name] = formats.number_format(values[name], decimal_pos=None)
    if "name" in values:
        values["name"] = _name(fact, values["name"])
    return values


def _name(fact: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The name of a servitude in the reader's language, else its kind's."""
    own = (translation.get_language() or "ar")[:2]
    named = next((names[code] for code in (own, "fr", "ar", "en") if names.get(code)), "")
    if named:
        return named
    kinds = _KINDS.get(fact["code"])
    kind = fact["values"].get("kind", "")
    return str(kinds(kind).label) if kinds is not None and kind in kinds.values else str(kind)
