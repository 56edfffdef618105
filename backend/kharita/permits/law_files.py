"""The files of `gis_data/permits` as rows: what each table should hold, by its key."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

FOLDER = files("gis_data") / "permits"
LANGUAGES = ("ar", "fr", "en")
_SINCE_EVER = date(2000, 1, 1)


@dataclass(frozen=True)
class Row:
    """A row of `table` (a model's name): `key` finds it again, `values` are what it holds."""

    table: str
    key: dict[str, Any]
    values: dict[str, Any] = field(default_factory=dict)


def rows() -> Iterator[Row]:
    """Every row of the law, those that others point to first."""
    yield from _document_kinds()
    yield from _types()
    yield from _rates()
    yield from _size_rules()
    yield from _reasons()
    yield from _entities()
    yield from _holidays()
    yield from _offences()


@cache
def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def _names(texts: dict[str, Any]) -> dict[str, str]:
    return {f"name_{language}": str(texts[language]) for language in LANGUAGES}


def _of_law(entry: dict[str, Any]) -> dict[str, Any]:
    return {"effective_to": entry.get("effective_to"), "legal_ref": entry.get("legal_ref", "")}


def _document_kinds() -> Iterator[Row]:
    for code, entry in _read("documents.yaml").items():
        flags = {"is_plan": bool(entry.get("plan")), "is_personal": bool(entry.get("personal"))}
        yield Row("DocumentKind", {"code": code}, _names(entry) | flags)


def _types() -> Iterator[Row]:
    for rank, (code, entry) in enumerate(_read("types.yaml").items()):
        about = _names(entry["name"]) | {"family": entry["family"], "rank": rank}
        yield Row("PermitType", {"code": code}, about)
        for version in entry["versions"]:
            values = {key: value for key, value in version.items() if key != "effective_from"}
            values["documents"] = [_asked(one) for one in version["documents"]]
            key = {"kind_id": code, "commune": None, "effective_from": version["effective_from"]}
            yield Row("PermitTypeVersion", key, values)


def _asked(entry: Any) -> dict[str, Any]:
    """A document of a type: its kind, whether it is required, and where."""
    if isinstance(entry, str):
        return {"kind": entry, "required": True, "when": {}}
    return {"kind": entry["kind"], "required": entry.get("required", True), "when": entry.get("when", {})}


def _rates() -> Iterator[Row]:
    for entry in _read("rates.yaml"):
        key = {"category": entry["category"], "commune": None, "effective_from": entry["effective_from"]}
        numbers = {name: entry.get(name) for name in ("rate", "rate_min", "rate_max")}
        yield Row("TaxRate", key, _of_law(entry) | numbers | {"is_fixed": bool(entry.get("is_fixed"))})


def _size_rules() -> Iterator[Row]:
    for rank, entry in enumerate(_read("size_rules.yaml")):
        key = {"rank": rank, "commune": None, "effective_from": entry.get("effective_from", _SINCE_EVER)}
        yield Row(
            "SizeRule",
            key,
            _of_law(entry) | {"conditions": entry["conditions"], "is_large": entry["is_large"]},
        )


def _reasons() -> Iterator[Row]:
    for code, entry in _read("reasons.yaml").items():
        key = {"code": code, "commune": None, "effective_from": entry.get("effective_from", _SINCE_EVER)}
        yield Row("RefusalReason", key, _of_law(entry) | _names(entry) | {"theme": entry["theme"]})


def _entities() -> Iterator[Row]:
    for code, entry in _read("entities.yaml").items():
        about = _names(entry) | {"kind": entry["kind"], "is_binding": bool(entry.get("binding"))}
        yield Row("Entity", {"code": code, "commune": None}, about)


def _holidays() -> Iterator[Row]:
    known = _read("holidays.yaml")
    for code, entry in known["yearly"].items():
        month, day = (int(part) for part in entry["date"].split("-"))
        values = {"month": month, "day": day, "on": None, "days": 1, "is_confirmed": True}
        yield Row("Holiday", {"code": code, "commune": None}, _names(entry) | values)
    for code, entry in known["lunar"].items():
        for on in entry["dates"]:
            values = {
                "on": on,
                "month": None,
                "day": None,
                "days": entry["days"],
                "is_confirmed": on <= known["confirmed_until"],
            }
            yield Row("Holiday", {"code": f"{code}-{on.year}", "commune": None}, _names(entry) | values)


def _offences() -> Iterator[Row]:
    for entry in _read("offences.yaml"):
        key = {"kind": entry["kind"], "commune": None, "effective_from": entry["effective_from"]}
        names = ("report_days", "remedy_days_min", "remedy_days_max", "fine_min", "fine_max")
        yield Row("OffenceRule", key, _of_law(entry) | {name: entry.get(name) for name in names})
