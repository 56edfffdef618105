"""What goes with every file: whose data these are, under which licence, from when, in which system, with
which columns; in Arabic, French and English."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kharita.exports.licence import licence_text
from kharita.exports.reading import Reading
from kharita.maps.fields import Column
from kharita.maps.revisions import revision_of

LANGUAGES = ("ar", "fr", "en")


@dataclass
class About:
    """What is known of a file beside its rows. `names`: the columns' names in the file where they differ;
    `files`: the checksum of each data file of an archive."""

    made_at: datetime
    revision: int
    filter: str = ""
    notes: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading, *, filter: str = "") -> "About":
        """To be made before the rows are read: a change while they are belongs to a later revision."""
        return cls(timezone.now(), revision_of(reading.opened.tables), filter)

    def texts(self, reading: Reading) -> dict[str, str]:
        """The README in each language; for when the rows have been read."""
        found = {}
        for language in LANGUAGES:
            with translation.override(language):
                found[language] = "\n".join(self._lines(reading)) + "\n"
        return found

    def _lines(self, reading: Reading) -> Iterator[str]:
        layer = reading.opened.layer
        yield str(layer.title)
        yield "=" * len(str(layer.title))
        if layer.description:
            yield from (str(layer.description), "")
        for title, value in self._facts(reading):
            yield _("%(title)s: %(value)s") % {"title": title, "value": value}
        yield from _heading(_("Columns"))
        number = _("number of the row in the layer")
        yield f"{self._shown('id')} — {number}"
        for column in reading.columns:
            yield from self._column(column)
        if self.notes:
            yield from _heading(_("Good to know"))
            yield from (f"- {NOTES[note]()}" for note in self.notes)

    def _facts(self, reading: Reading) -> Iterator[tuple[str, object]]:
        layer, selection = reading.opened.layer, reading.selection
        yield _("Source"), f"{settings.KHARITA.public_url} — {layer.id}"
        yield _("Licence"), licence_text(layer)
        yield _("Made on"), date_format(timezone.localtime(self.made_at), "Y-m-d H:i T")
        yield _("Revision"), self.revision
        order = _("east before north")
        yield _("Coordinate system"), f"{reading.crs.code} ({reading.crs.name}), {order}"
        if self.filter:
            yield _("Filter"), self.filter
        if selection.bbox is not None:
            yield _("Within"), ", ".join(f"{edge:g}" for edge in selection.bbox)
        yield _("Rows"), reading.rows
        for name, checksum in self.files.items():
            yield f"SHA-256 {name}", checksum

    def _column(self, column: Column) -> Iterator[str]:
        yield f"{self._shown(column.name)} — {column.title}"
        for value, title in column.choices:
            yield f"    {value} — {title}"

    def _shown(self, name: str) -> str:
        inside = self.names.get(name, name)
        return name if inside == name else f"{inside} ({name})"


def _heading(title: str) -> tuple[str, str, str]:
    return "", title, "-" * len(title)


def _csv_note() -> str:
    return _(
        "A text that begins with = + - or @ has an apostrophe before it: no spreadsheet runs it as a formula."
    )


def _csv_columns() -> str:
    return _("longitude and latitude are a point inside the shape (WGS 84, degrees); WKT is the whole shape.")


def _shapefile_note() -> str:
    return _(
        "A shapefile cuts names after 10 characters and texts after 254 bytes (127 Arabic letters), "
        "and writes a missing number as 0 or blank: GeoPackage has none of these limits."
    )


def _dxf_note() -> str:
    return _(
        "Each outline carries its row as extended data (XDATA) of the application KHARITA; each class of the "
        "legend is a drawing layer."
    )


NOTES = {
    "csv-formulas": _csv_note,
    "csv-columns": _csv_columns,
    "shapefile": _shapefile_note,
    "dxf": _dxf_note,
}
