"""Workbooks and packed KML: read by value and type, measured before they are opened."""

import datetime
import struct
import zipfile

import pytest
import xlsxwriter

from kharita.core.errors import DomainError
from kharita.importing.intake import opened
from kharita.importing.sources import batches, describe
from kharita.territory.models import Parcel
from tests.importing.conftest import X, Y, frame, plot

HEAD = ("titre", "superficie", "levé le", "code", "bâti")


@pytest.fixture
def workbook(tmp_path):
    """`workbook({"sheet": rows})` writes an XLSX as Excel does: formulas with their last value."""

    def written(sheets, name="table.xlsx"):
        path = tmp_path / name
        book = xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if isinstance(value, tuple):
                        sheet.write_formula(row, column, value[0], None, value[1])
                    else:
                        sheet.write(row, column, value)
        book.close()
        return path

    return written


def read(path, layer=None):
    with opened(path) as file:
        source, _sample = describe(file, layer=layer)
        rows = [row for batch in batches(file, layer=source.layer, encoding="UTF-8", columns=None)
                for row in batch.to_pylist()]  # fmt: skip
    return source, rows


def test_a_sheet_keeps_the_types_of_its_cells_and_the_values_of_its_formulas(workbook):
    day = datetime.date(2025, 3, 9)
    path = workbook({"Taxe": [
        HEAD,
        ("1/40", 250.5, day, "007", True),
        ("2/40", ("=B2*2", 501), day, "010", False),
    ]})  # fmt: skip
    source, rows = read(path)
    assert (source.driver, source.layers) == ("XLSX", ["Taxe"])
    assert {column.name: column.kind for column in source.columns} == {
        "titre": "text", "superficie": "number", "levé le": "date", "code": "text", "bâti": "text",
    }  # fmt: skip
    assert rows[0]["levé le"] == day
    assert rows[0]["code"] == "007"
    assert rows[1]["superficie"] == 501


def test_a_sheet_of_texts_alone_has_its_names_in_the_first_row(workbook):
    source, rows = read(workbook({"أ": [("المالك", "الحصة"), ("فاطمة", "نصف"), ("علي", "نصف")]}))
    assert [column.name for column in source.columns] == ["المالك", "الحصة"]
    assert [row["المالك"] for row in rows] == ["فاطمة", "علي"]


def test_points_come_from_the_columns_of_a_sheet(workbook, bring):
    rows = [("x", "y", "type", "nom"), (X, Y, "mosque", "Mosquée A"), (X + 9, Y, "school", "École B")]
    mapping = {"fields": {"kind": "type", "name_fr": "nom"}, "coordinates": {"x": "x", "y": "y"},
               "crs": "EPSG:26191"}  # fmt: skip
    made = bring(workbook({"Lieux": rows}), target="places", mapping=mapping, apply=True)
    assert made.counts["added"] == 2


def test_a_sheet_is_joined_by_its_name(write, bring, workbook):
    book = workbook(
        {"Lisez-moi": [("note",), ("texte",)], "Taxe": [HEAD[:2], ("1/40", 399), ("2/40", 401.5)]}
    )
    parcels = write(frame([("1/40", plot(1)), ("2/40", plot(2))]))
    mapping = {"crs": "EPSG:26191",
               "fields": {"reference": "reference", "declared_area_m2": "table.superficie"},
               "table": {"layer": "Taxe", "key": "titre", "column": "reference"}}  # fmt: skip
    made = bring(parcels, mapping=mapping, table=book, apply=True)
    assert made.counts["table"]["matched"] == 2
    assert list(Parcel.objects.order_by("reference").values_list("declared_area_m2", flat=True)) == [
        399,
        401.5,
    ]
    mapping["table"]["layer"] = "Impôt"
    with pytest.raises(DomainError, match="no sheet called “Impôt”; it has Lisez-moi, Taxe"):
        bring(parcels, mapping=mapping, table=book)


def repacked(path, name, content):
    """The workbook with one part replaced."""
    other = path.with_name("repacked.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            target.writestr(member, content if member == name else source.read(member))
    return other


def refusal(path):
    with pytest.raises(DomainError) as refused, opened(path):
        pass
    return refused.value.code


def test_a_workbook_that_swells_is_refused_before_it_is_read(workbook):
    path = workbook({"Taxe": [("a",), (1,)]})
    bomb = repacked(path, "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 40_000_000)
    assert refusal(bomb) == "zip-bomb"


def test_a_workbook_that_says_less_than_it_holds_is_refused(workbook):
    path = repacked(workbook({"Taxe": [("a",), (1,)]}), "xl/worksheets/sheet1.xml", b" " * 5_000_000)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as packed:
        at = packed.getinfo("xl/worksheets/sheet1.xml").header_offset
        start = packed.start_dir
    for place in (at + 22, data.index(b"xl/worksheets/sheet1.xml", start) - 46 + 24):
        data[place : place + 4] = struct.pack("<I", 100)
    path.write_bytes(data)
    assert refusal(path) == "truncated"


def test_a_workbook_cut_short_and_an_old_one_are_named(workbook, tmp_path):
    path = workbook({"Taxe": [("a",), (1,)]})
    path.write_bytes(path.read_bytes()[:-200])
    assert refusal(path) == "truncated"
    old = tmp_path / "old.xlsx"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 600)
    assert refusal(old) == "unknown-format"


def packed(folder, kml, **others):
    path = folder / "parcels.kmz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("images/plan.png", b"\x89PNG")
        archive.write(kml, "doc.kml")
        for name, content in others.items():
            archive.writestr(f"{name}.kml", content)
    return path


def test_a_kmz_brings_what_its_kml_would(write, bring, tmp_path):
    rows = frame([("1/40", plot(1)), ("2/40", plot(2))], ("Name",)).to_crs(4326)
    path = packed(tmp_path, write(rows, "p.kml", driver="KML"), **{"layers/other": "<kml/>"})
    made = bring(path, mapping={"fields": {"reference": "Name"}, "crs": "EPSG:4326"}, apply=True)
    assert (made.source["driver"], made.counts["added"]) == ("KML", 2)
    assert Parcel.objects.get(reference="1/40").area_m2 == pytest.approx(400, abs=0.5)


def test_a_kmz_with_a_way_out_is_refused(write, tmp_path):
    rows = frame([("1/40", plot(1))], ("Name",)).to_crs(4326)
    path = packed(tmp_path, write(rows, "p.kml", driver="KML"), **{"../../out": "<kml/>"})
    assert refusal(path) == "unsafe-archive"
