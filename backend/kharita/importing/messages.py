"""What an import has to say about a file as a whole: by code and values, put into words when it is read.

An import outlives the request that met its fault, and is read by people of other languages than its maker's.
So what is kept with it is a `Message`; only whoever shows it makes a sentence of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kharita.core.errors import DomainError, Text
from kharita.importing.faults import ERRORS
from kharita.importing.targets import import_targets

MESSAGES: Mapping[str, Text] = {
    "unknown-target": gettext_lazy("Nothing called “{target}” can be imported."),
    "missing-crs": gettext_lazy("The file names no coordinate system: the mapping has to."),
    "no-rows": gettext_lazy("The file has no rows."),
    "mostly-outside": gettext_lazy("{outside} of {read} rows lie outside the commune: is this its file?"),
    "no-second-file": gettext_lazy("The mapping joins a table, but no second file was given."),
    "unknown-fields": gettext_lazy("{target} has no field {names}."),
    "unmapped-fields": gettext_lazy("The mapping says nothing of: {names}."),
    "missing-columns": gettext_lazy("The file has no column {names}."),
    "coordinates-incomplete": gettext_lazy("Coordinates need an x and a y column, or one with WKT."),
    "no-region": gettext_lazy("Draw the commune's boundary first: nothing says where it lies."),
    "unknown-crs": gettext_lazy("“{code}” names no coordinate system."),
    "crs-as-declared": gettext_lazy("The file says so, and it lies on the commune."),
    "crs-silent": gettext_lazy("The file names no coordinate system; read as {code} it lies on the commune."),
    "axes-swapped": gettext_lazy(
        "The axes are swapped: with x and y exchanged and read as {code} the file lies on the commune."
    ),
    "crs-looks-like": gettext_lazy(
        "The file says {declared}, but its coordinates look like {code}: read as declared {where}."
    ),
    "crs-silent-nowhere": gettext_lazy(
        "The file names no coordinate system, and in none that is in use here does it lie on the commune."
    ),
    "crs-nowhere": gettext_lazy(
        "Read as {declared}, {where}, and no other system in use here brings it to the commune."
    ),
    "no-place-on-earth": gettext_lazy("the coordinates have no place on earth"),
    "lands-far": gettext_lazy("it lands {distance} km from the commune"),
    "forged-archive": gettext_lazy("The archive says less than it holds ({name})."),
    "twice-in-archive": gettext_lazy("The archive holds {name} twice."),
    "archive-too-large": gettext_lazy(
        "The archive would unpack to {size} MB in {count} files: that is no map."
    ),
    "nested-archive": gettext_lazy("The archive holds another archive ({name}): unpack it first."),
    "link-in-archive": gettext_lazy("The archive holds a link ({name}); only files are taken."),
    "path-out-of-archive": gettext_lazy("The archive holds a path that leads out of it ({name})."),
    "several-files": gettext_lazy("The archive holds several files ({names}): send one at a time."),
    "nothing-inside": gettext_lazy(
        "The archive holds no file that can be imported; of a shapefile the .shp part is missing."
    ),
    "damaged-archive": gettext_lazy("The archive is damaged or cut short."),
    "locked-archive": gettext_lazy("The archive is locked with a password."),
    "unknown-json": gettext_lazy("This JSON is neither GeoJSON nor TopoJSON."),
    "unknown-format": gettext_lazy(
        "The content is none of the formats that can be imported: GeoPackage, GeoJSON, TopoJSON, "
        "shapefile (zip), FlatGeobuf, DXF, KML or KMZ, XLSX, CSV."
    ),
    "dwg": gettext_lazy("This is a DWG drawing, a closed format: save it as DXF and import that."),
    "old-spreadsheet": gettext_lazy(
        "This is an Excel file of the old kind, or one locked with a password: save it as plain XLSX."
    ),
    "wrong-encoding": gettext_lazy("The texts of the file are not in {encoding}."),
    "unknown-encoding": gettext_lazy("“{encoding}” names no encoding."),
    "no-sheet": gettext_lazy("The workbook has no sheet called “{name}”; it has {names}."),
    "not-a-geopackage": gettext_lazy("This SQLite file is not a GeoPackage."),
    "empty-file": gettext_lazy("The file is empty."),
    "join-missing": gettext_lazy("A second file was given, but the mapping does not say how to join it."),
    "table-columns-missing": gettext_lazy("The table has no column {names}."),
    "mapping-empty": gettext_lazy("The mapping file holds no mapping."),
    "mapping-not-yaml": gettext_lazy("The mapping file is not YAML: {error}"),
    "plan-unknown": gettext_lazy("The plan's kind or state is none that is known."),
    "plan-missing": gettext_lazy("The mapping has to name the plan to which these records belong."),
    "too-large": gettext_lazy("The file is larger than {limit} MB."),
    "internal": gettext_lazy("Something went wrong on our side; the operators find it in the log."),
    "cadastre-changed": gettext_lazy(
        "The cadastre changed since the check: it was checked again. Look at the result, then apply."
    ),
    "unreadable": gettext_lazy("The file cannot be read: it is damaged or was cut short ({reason})."),
    "breaks-off": gettext_lazy(
        "The file breaks off after row {row}: it is damaged or was cut short ({reason})."
    ),
    "no-layer": gettext_lazy("The file has no layer."),
    "too-many-rows": gettext_lazy("The file has {rows} rows; {limit} is the most that one import may bring."),
    "referred-to": gettext_lazy("Other records refer to parcels that it brought ({table})."),
    "changed-since": gettext_lazy(
        "{count} of its records were changed since, first on {when} by {who} ({reason})."
    ),
    "built-upon": gettext_lazy("Import {number} builds on it ({count} records): undo that one first."),
    # What older imports kept as a sentence, and what other floors refuse.
    "verbatim": "{text}",
}


@dataclass(frozen=True)
class Message(Promise):
    """A sentence that is not made yet. `values` are plain JSON, moments, further messages or `FieldNames`."""

    code: str
    values: Mapping[str, Any]

    def __str__(self) -> str:
        return str(MESSAGES[self.code]).format_map({name: _in_words(v) for name, v in self.values.items()})

    def as_json(self) -> dict[str, Any]:
        """How it is kept."""
        return {"code": self.code, "values": {name: _as_json(value) for name, value in self.values.items()}}


@dataclass(frozen=True)
class FieldNames:
    """Fields of a target (none: the target itself) that a message names in its reader's language."""

    target: str
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        target = import_targets.get(self.target)
        if target is None:
            return ", ".join(self.fields) or self.target
        if not self.fields:
            return str(target.title)
        found = ((name, target.field(name)) for name in self.fields)
        return ", ".join(name if field is None else str(field.title) for name, field in found)


def told(code: str, /, **values: Any) -> Message:
    """The message `code`; `KeyError` at once for one that no list has."""
    MESSAGES[code]
    return Message(code, values)


def message_of(kept: Mapping[str, Any]) -> Message:
    """A message as `Message.as_json` kept it; one that is no longer known shows its code."""
    if kept["code"] not in MESSAGES:
        return Message("verbatim", {"text": kept["code"]})
    return Message(kept["code"], {name: _from_json(value) for name, value in kept["values"].items()})


def keep_problem(error: DomainError) -> dict[str, Any]:
    """An error as it is kept with the import: codes and values, no words."""
    message = error.detail if isinstance(error.detail, Message) else told("verbatim", text=str(error.detail))
    return {
        "code": error.code,
        "kind": type(error).code,
        "status": int(error.status),
        "message": message.as_json(),
        **error.extra,
    }


def present_problem(kept: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A kept error as a problem (RFC 9457) in the reader's language."""
    if kept is None:
        return None
    kind = next((error for error in ERRORS if error.code == kept["kind"]), DomainError)
    inner = ("code", "kind", "status", "message")
    return {
        "type": f"/problems/{kept['code']}",
        "title": str(kind.title),
        "status": kept["status"],
        "detail": str(message_of(kept["message"])),
        **{name: value for name, value in kept.items() if name not in inner},
    }


def _in_words(value: Any) -> Any:
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    return str(value) if isinstance(value, (Message, FieldNames)) else value


def _as_json(value: Any) -> Any:
    if isinstance(value, Message):
        return value.as_json()
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, FieldNames):
        return {"target": value.target, "fields": list(value.fields)}
    return value


def _from_json(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "at" in value:
        return datetime.fromisoformat(value["at"])
    if "target" in value:
        return FieldNames(value["target"], tuple(value["fields"]))
    return message_of(value)
