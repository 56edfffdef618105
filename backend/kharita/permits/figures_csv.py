"""A table of figures as CSV: names in a column for each language, plain numbers, nothing that is run."""

import csv
import io
from typing import Any

LANGUAGES = ("ar", "fr", "en")


def as_csv(figures: dict[str, Any], table: str) -> str:
    """The rows of `table`, columns in the order of the answer. An empty table has no columns to name."""
    rows = [_flat(row) for row in figures[table]]
    text = io.StringIO()
    text.write("\ufeff")  # spreadsheets take the file for UTF-8 by this mark
    if rows:
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return text.getvalue()


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flat |= {f"{name}_{language}": _harmless(value[language]) for language in LANGUAGES}
        else:
            flat[name] = value
    return flat


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
