"""XLSX for spreadsheets: the rows on one sheet, what the README says on another. Written row by row."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kharita.core.errors import BadInput
from kharita.core.geo import WGS84
from kharita.exports.about import About
from kharita.exports.crs import DECIMALS
from kharita.exports.plain_text import without_controls
from kharita.exports.reading import Reading

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ROWS_MAX = 1_048_575
CELL_MAX = 32_767
"""Characters in one cell; a shape whose WKT is longer is left out."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def xlsx(reading: Reading, path: Path, about: About) -> None:
    """The workbook. Texts are written as texts, never as formulas; those that look like one are marked so
    that they stay texts when someone edits the cell. Raises `BadInput` for more rows than a sheet holds."""
    from xlsxwriter import Workbook  # heavy: loaded by who writes a workbook

    book = Workbook(
        path,
        {
            "constant_memory": True,
            "tmpdir": str(path.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        },
    )
    with book:
        sheet = book.add_worksheet(reading.opened.layer.id[:31])
        if translation.get_language_bidi():
            sheet.right_to_left()
        _Rows(book, sheet, reading).write()
        _about(book, list(about.texts(reading).values()))


class _Rows:
    """The sheet with the rows: titles first, then a line for each."""

    def __init__(self, book: "Workbook", sheet: "Worksheet", reading: Reading) -> None:
        self.sheet, self.reading = sheet, reading
        self.bold = book.add_format({"bold": True})
        self.quoted = book.add_format({"quote_prefix": True})
        self.formats: dict[type, Format] = {
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
        }

    def write(self) -> None:
        titles = ["id", *(str(column.title) for column in self.reading.columns)]
        titles += [_("longitude"), _("latitude"), f"WKT ({self.reading.crs.code})"]
        self.sheet.freeze_panes(1, 1)
        self.sheet.autofilter(0, 0, 0, len(titles) - 1)
        self.sheet.set_column(0, len(titles) - 1, 16)
        for at, title in enumerate(titles):
            self.sheet.write_string(0, at, title, self.bold)
        inside = f"ST_Transform(ST_PointOnSurface(source.geometry), {WGS84})"
        extra = [
            (f"round(ST_X({inside})::numeric, {DECIMALS})", "float8"),
            (f"round(ST_Y({inside})::numeric, {DECIMALS})", "float8"),
            (f"ST_AsText({self.reading.geometry}, {self.reading.crs.decimals})", "text"),
        ]
        line = 0
        for batch in self.reading.batches(extra):
            if line + len(batch) > ROWS_MAX:
                raise BadInput(
                    _("A sheet holds %(count)d rows: choose another format, or a part of the layer.")
                    % {"count": ROWS_MAX},
                    field="format",
                )
            for row in batch:
                line += 1
                for at, value in enumerate(row):
                    self._cell(line, at, value)

    def _cell(self, line: int, at: int, value: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            if len(value) <= CELL_MAX:
                shown = self.quoted if value.startswith(FORMULA_STARTS) else None
                self.sheet.write_string(line, at, without_controls(value), shown)
        elif isinstance(value, bool):
            self.sheet.write_boolean(line, at, value)
        elif isinstance(value, datetime):
            local = timezone.make_naive(value)
            self.sheet.write_datetime(line, at, local, self.formats[datetime])
        elif isinstance(value, date):
            self.sheet.write_datetime(line, at, value, self.formats[date])
        else:
            self.sheet.write_number(line, at, value)


def _about(book: "Workbook", about: list[str]) -> None:
    sheet = book.add_worksheet("README")
    sheet.set_column(0, 0, 100)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for line, text in enumerate("\n\n".join(about).splitlines()):
        sheet.write_string(line, 0, text, wrapped)
