"""The report of an import as a file: for people (HTML), spreadsheets (CSV), programs (JSON), maps
(GeoJSON)."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from kharita.importing.account import all_rows, reasons_of
from kharita.importing.messages import present_problem
from kharita.importing.models import Import, Outcome

HTML_ROWS_MAX = 5_000
COUNTS = (
    "read",
    "unchanged",
    "added",
    "changed",
    "moved",
    "split",
    "merged",
    "refused",
    "retired",
    "repaired",
)
FURTHER = ("cut",)  # told when there are any


def count_titles() -> dict[str, str]:
    """The counts of a dry run, named in the reader's language."""
    titles = {outcome.value: str(outcome.label) for outcome in Outcome}
    return {"read": _("Rows read"), **titles, "repaired": _("of these repaired"), "cut": _("Streets cut")}


def write_report(source_import: Import, path: Path) -> None:
    """Write the report to `path`; its suffix says in which form."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(REPORT_FORMATS[path.suffix[1:]][1](source_import))


def as_html(source_import: Import) -> Iterator[str]:
    """One page to read and print, in the active language, with nothing to fetch."""
    counts = source_import.counts or {}
    titles = count_titles()
    rows = []
    for row in all_rows(source_import):
        if row["class"] != Outcome.ADDED or row["reason"]:
            rows.append({**row, "class_title": titles[row["class"]]})
        if len(rows) >= HTML_ROWS_MAX:
            break
    yield render_to_string(
        "importing/report.html",
        {
            "import": source_import,
            "error": present_problem(source_import.error),
            "counts": [
                *((titles[name], counts.get(name, 0), name) for name in COUNTS),
                *((titles[name], counts[name], name) for name in FURTHER if counts.get(name)),
            ],
            "table": (counts.get("table") or {}).items(),
            "garbled": source_import.source.get("garbled", []),
            "reencoded": source_import.mapping.get("reencode", {}),
            "reasons": reasons_of(source_import),
            "rows": rows,
            "is_cut": len(rows) >= HTML_ROWS_MAX,
            "crs": source_import.mapping.get("crs") or (source_import.source.get("crs") or {}).get("code"),
            "language": translation.get_language(),
            "is_rtl": translation.get_language_bidi(),
        },
    )


def as_csv(source_import: Import) -> Iterator[str]:
    """A line for each row (unchanged ones are counted, not listed); with a mark that spreadsheets know as
    UTF-8."""
    columns = ("row", "class", "reference", "reason", "detail", "repair", "parents", "children",
               "differences", "longitude", "latitude")  # fmt: skip
    yield "\ufeff" + _line(columns)
    for row in all_rows(source_import):
        longitude, latitude = row["point"] or ("", "")
        yield _line((
            row["row"] or "", row["class"], _harmless(row["reference"]), row["reason"],
            _harmless(row["detail"]), row["repair"], _harmless(" + ".join(row["parents"])),
            _harmless(" + ".join(row["children"])),
            json.dumps(row["differences"], ensure_ascii=False) if row["differences"] else "",
            longitude, latitude,
        ))  # fmt: skip


def as_json(source_import: Import) -> Iterator[str]:
    """The whole report as one JSON document."""
    head = {
        "number": source_import.number,
        "target": source_import.target,
        "file": {"name": source_import.file_name, "sha256": source_import.file_sha256},
        "state": source_import.state,
        "mapping": source_import.mapping,
        "garbled": source_import.source.get("garbled", []),
        "counts": source_import.counts,
        "reasons": reasons_of(source_import),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
    for place, row in enumerate(all_rows(source_import)):
        yield (",\n" if place else "\n") + json.dumps({**row, "geometry": None}, ensure_ascii=False)
    yield "\n]}\n"


def as_geojson(source_import: Import) -> Iterator[str]:
    """Every row that has a place, as a feature (WGS84)."""
    yield '{"type": "FeatureCollection", "features": ['
    separator = "\n"
    for row in all_rows(source_import):
        if row["geometry"] is None:
            continue
        properties = {name: value for name, value in row.items() if name not in ("geometry", "point")}
        feature = {"type": "Feature", "geometry": row["geometry"], "properties": properties}
        yield separator + json.dumps(feature, ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _line(values: Any) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(values)
    return buffer.getvalue()


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


REPORT_FORMATS: dict[str, tuple[str, Callable[[Import], Iterator[str]]]] = {
    "html": ("text/html; charset=utf-8", as_html),
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
    "geojson": ("application/geo+json", as_geojson),
}
