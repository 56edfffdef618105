"""What can be wrong with a file or a row, by code, in words that a person can act on."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.core.errors import BadInput, Conflict, DomainError, NotAllowed, Text


class BadFile(DomainError):
    """The file as a whole cannot be imported; `code` says why, `detail` what to do."""

    code = "bad-file"
    title = gettext_lazy("This file cannot be imported")


class BadMapping(DomainError):
    """The mapping does not fit the file or the target."""

    code = "bad-mapping"
    title = gettext_lazy("The mapping does not fit the file")


class CannotUndo(DomainError):
    status = 409
    code = "cannot-undo"
    title = gettext_lazy("This import can no longer be undone")


# Every kind of error that can end a step of an import; each has its own title.
ERRORS: tuple[type[DomainError], ...] = (BadFile, BadMapping, CannotUndo, BadInput, Conflict, NotAllowed)

REASONS: Mapping[str, tuple[Text, Text]] = {
    "missing-geometry": (
        gettext_lazy("No geometry"),
        gettext_lazy("The row has no geometry."),
    ),
    "unreadable-geometry": (
        gettext_lazy("Unreadable geometry"),
        gettext_lazy("The geometry cannot be read: a ring is open, too short, or the data is damaged."),
    ),
    "empty-geometry": (
        gettext_lazy("Empty geometry"),
        gettext_lazy("The geometry has no coordinates."),
    ),
    "non-finite-coordinates": (
        gettext_lazy("Coordinates that are no numbers"),
        gettext_lazy("A coordinate is infinite or not a number."),
    ),
    "wrong-geometry-type": (
        gettext_lazy("Wrong type of geometry"),
        gettext_lazy("The geometry is of another type than these records have."),
    ),
    "invalid-geometry": (
        gettext_lazy("Invalid geometry"),
        gettext_lazy("{fault} at {x}, {y}; the mapping does not allow repairs."),
    ),
    "zero-area": (
        gettext_lazy("No area"),
        gettext_lazy("The polygon covers no ground."),
    ),
    "outside-commune": (
        gettext_lazy("Outside the commune"),
        gettext_lazy("The geometry lies outside the commune."),
    ),
    "outside-crs": (
        gettext_lazy("Outside the coordinate system"),
        gettext_lazy("The coordinates have no place in the official coordinate system."),
    ),
    "missing-key": (
        gettext_lazy("No reference"),
        gettext_lazy("The row has no reference by which it could be found again."),
    ),
    "duplicate-key": (
        gettext_lazy("Reference used twice"),
        gettext_lazy(
            "{count} rows have this reference but differ (rows {rows}): which one is right is not "
            "for us to guess."
        ),
    ),
    "repeated-row": (
        gettext_lazy("Row repeated"),
        gettext_lazy("The same reference and geometry as row {first}, which stays."),
    ),
    "same-ground": (
        gettext_lazy("Same ground twice"),
        gettext_lazy("Row {first} has exactly the same geometry under another reference."),
    ),
    "repaired": (
        gettext_lazy("Repaired"),
        gettext_lazy("{fault} at {x}, {y}; area {area_before} m² before the repair, {area_after} m² after."),
    ),
    "not-a-number": (
        gettext_lazy("Not a number"),
        gettext_lazy("{field}: “{value}” is not a number."),
    ),
    "not-a-date": (
        gettext_lazy("Not a date"),
        gettext_lazy("{field}: “{value}” is not a date; days are written 2026-11-30 or 30/11/2026."),
    ),
    "unknown-value": (
        gettext_lazy("Unknown value"),
        gettext_lazy("{field}: the mapping does not say what “{value}” means."),
    ),
    "missing-value": (
        gettext_lazy("Missing value"),
        gettext_lazy("{field} is required and empty."),
    ),
    "too-long": (
        gettext_lazy("Text too long"),
        gettext_lazy("{field} has more than {limit} characters."),
    ),
    "missing-label": (
        gettext_lazy("No label"),
        gettext_lazy("No text of the chosen layers stands in the outline."),
    ),
    "ambiguous-label": (
        gettext_lazy("Several labels"),
        gettext_lazy("{count} texts stand in the outline and differ: {texts}."),
    ),
    "unknown-parcel": (
        gettext_lazy("Unknown parcel"),
        gettext_lazy("No parcel of the present cadastre has the reference {reference}."),
    ),
    "placed-within": (
        gettext_lazy("Placed by its place"),
        gettext_lazy("{missing}: no such parcel. Its place lies in parcel {parcel}."),
    ),
    "placed-near": (
        gettext_lazy("Placed by what is near"),
        gettext_lazy(
            "{missing}: no such parcel. Its place lies in none; the nearest is {parcel}, {distance} m away."
        ),
    ),
    "some-parcels-unknown": (
        gettext_lazy("Some parcels unknown"),
        gettext_lazy("{missing}: no such parcel. It stands on {parcel}."),
    ),
    "no-parcel": (
        gettext_lazy("On no parcel"),
        gettext_lazy("{missing}: no such parcel, and none lies within {near} m of its place."),
    ),
    "no-place": (
        gettext_lazy("Without a place"),
        gettext_lazy("{missing}: no such parcel, and the row has no place."),
    ),
    "gone-on": (
        gettext_lazy("Gone on since"),
        gettext_lazy("The dossier has moved here since it was imported: the file no longer changes it."),
    ),
    "bad-share": (
        gettext_lazy("Not a share"),
        gettext_lazy("“{value}” is not a fraction between 0 and 1."),
    ),
    "shares-exceed-one": (
        gettext_lazy("Shares exceed the whole"),
        gettext_lazy("The shares of this parcel's owners add up to {total}."),
    ),
}

FAULTS: Mapping[str, Text] = {
    "self-intersection": gettext_lazy("Self-intersection"),
    "ring-self-intersection": gettext_lazy("Ring touching itself"),
    "hole-lies-outside-shell": gettext_lazy("Hole outside its polygon"),
    "holes-are-nested": gettext_lazy("Hole within a hole"),
    "nested-holes": gettext_lazy("Hole within a hole"),
    "nested-shells": gettext_lazy("Polygon within a polygon"),
    "interior-is-disconnected": gettext_lazy("Interior cut in two"),
    "duplicate-rings": gettext_lazy("The same ring twice"),
    "too-few-points-in-geometry-component": gettext_lazy("Too few points"),
}


def title_of(reason: str) -> str:
    """The name of a reason in the reader's language."""
    return str(REASONS[reason][0]) if reason in REASONS else ""


def detail_of(reason: str, detail: Mapping[str, Any] | None) -> str:
    """The sentence that explains one row, in the reader's language."""
    if reason not in REASONS:
        return ""
    values = dict(detail or {})
    if "fault" in values:
        values["fault"] = FAULTS.get(values["fault"], values["fault"])
    for name, value in values.items():
        if isinstance(value, float):
            values[name] = f"{value:,.2f}".replace(",", "\u202f")
    return _(str(REASONS[reason][1])).format_map(_Lenient(values))


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "—"
