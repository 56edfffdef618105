"""What is read of a drawing: layers by name, outlines however they are drawn, units, levels, blocks."""

from pathlib import Path
from typing import Any

import ezdxf
import geopandas
import pytest
from ezdxf import units
from shapely import LineString, Polygon, box

from kharita.permits.plans.report import PlanReport, compare_plan
from kharita.permits.plans.settings import role_of
from tests.permits.plans.drawings import (
    CADASTRE,
    HOUSE,
    PLOT,
    far_from,
    house,
    in_millimetres,
    lines,
    new,
    official,
    outline,
    saved,
)


def report(path: Path) -> PlanReport:
    return compare_plan(path, cadastre=CADASTRE)


def unread(found: PlanReport) -> dict[tuple[str, str], int]:
    """Reason and layer of what was not read, with how often."""
    return {(each.reason, each.layer): each.count for each in found.drawing.unread}


@pytest.mark.parametrize(
    ("layer", "role"),
    [
        ("PARCELLE", "plot"),
        ("01_Limite_de_propriété", "plot"),
        ("حدود القطعة", "plot"),
        ("EMPRISE-AU-SOL", "footprint"),
        ("A-BATIMENTS", "footprint"),
        ("المساحة المبنية", "footprint"),
        ("Limite recul", "setbacks"),
        ("ARCH_ETAGE_1", "floors"),
        ("RDC", "floors"),
        ("الطابق الأرضي", "floors"),
        ("Cour", "courts"),
        ("فناء", "courts"),
        ("COTES NIVEAU", "levels"),
        ("Places_Parking", "parking"),
        ("0", ""),
        ("Mobilier", ""),
        ("Defpoints", ""),
    ],
)
def test_a_layers_name_tells_what_is_drawn_on_it(layer: str, role: str) -> None:
    assert role_of(layer) == role


def test_closed_outlines_are_read(tmp_path: Path) -> None:
    found = report(house(tmp_path))
    assert found.drawing.layers == {"EMPRISE": "footprint", "PARCELLE": "plot"}
    assert found.drawing.plot.area == pytest.approx(600)
    assert far_from(found.footprint, official(HOUSE)) < 0.001
    assert found.drawing.unread == ()


def test_outlines_of_single_lines_with_gaps_of_millimetres_are_closed(tmp_path: Path) -> None:
    document, space = new()
    points = [(0, 0), (20, 0.003), (20.003, 30), (0, 30), (0, 0)]
    lines(space, official(LineString(points)), "parcelle")
    space.add_line((781_004, 484_004), (781_016, 484_004.004), dxfattribs={"layer": "emprise"})
    lines(space, official(LineString([(16, 4.002), (16, 24), (4, 24), (4, 4)])), "emprise")
    found = report(saved(document, tmp_path))
    assert found.drawing.plot.area == pytest.approx(600, abs=0.5)
    assert found.drawing.footprint.area == pytest.approx(240, abs=0.5)


def test_an_outline_left_open_is_told(tmp_path: Path) -> None:
    document, space = new()
    outline(space, official(PLOT), "PARCELLE")
    lines(space, official(LineString([(4, 4), (16, 4), (16, 24), (4, 24)])), "EMPRISE")
    found = report(saved(document, tmp_path))
    assert found.footprint.is_empty
    assert unread(found) == {("no-outline", "EMPRISE"): 1}
    assert found.findings[0].message == "plan-no-footprint"


def test_an_outline_within_the_footprint_is_a_court(tmp_path: Path) -> None:
    document, space = new()
    outline(space, official(PLOT), "PARCELLE")
    outline(space, official(HOUSE), "EMPRISE")
    outline(space, official(box(8, 10, 12, 14)), "EMPRISE")
    outline(space, official(box(8, 18, 10, 20)), "COUR")
    found = report(saved(document, tmp_path))
    assert found.footprint.area == pytest.approx(240 - 16)
    assert found.courts.area == pytest.approx(4)


def test_walls_within_the_outline_change_nothing(tmp_path: Path) -> None:
    document, space = new()
    outline(space, official(PLOT), "PARCELLE")
    outline(space, official(HOUSE), "EMPRISE")
    lines(space, official(LineString([(10, 4), (10, 24)])), "EMPRISE")
    assert report(saved(document, tmp_path)).footprint.area == pytest.approx(240)


def test_arcs_circles_hatches_and_splines_are_read_to_the_centimetre(tmp_path: Path) -> None:
    document, space = new()
    outline(space, official(PLOT), "PARCELLE")
    # A half circle as the bulge of a polyline: 12 m × 10 m and a half disc of 6 m radius.
    points = [(4, 4, 0), (16, 4, 0), (16, 14, 1), (4, 14, 0)]
    space.add_lwpolyline(
        [(x + 781_000, y + 484_000, bulge) for x, y, bulge in points],
        format="xyb", close=True, dxfattribs={"layer": "EMPRISE"},
    )  # fmt: skip
    space.add_circle((781_010, 484_009), radius=2, dxfattribs={"layer": "COUR"})
    hatch = space.add_hatch(dxfattribs={"layer": "PARKING"})
    hatch.paths.add_polyline_path([(781_001, 484_001), (781_003, 484_001), (781_003, 484_003)])
    found = report(saved(document, tmp_path))
    assert found.footprint.area == pytest.approx(120 + 18 * 3.14159, rel=0.002)
    assert found.courts.area == pytest.approx(4 * 3.14159, rel=0.01)
    assert found.drawing.parking.area == pytest.approx(2)


@pytest.mark.parametrize(
    ("insunits", "declared", "assumed"),
    [(units.MM, True, False), (0, False, True), (units.M, False, True)],
)
def test_units_are_those_declared_unless_the_plot_would_be_of_another_size(
    tmp_path: Path, insunits: int, declared: bool, assumed: bool
) -> None:
    found = report(house(tmp_path, in_millimetres, insunits=insunits))
    assert (found.drawing.unit.name, found.drawing.unit.is_assumed) == ("mm", assumed)
    assert found.drawing.plot.area == pytest.approx(600)
    assert (found.findings[0].message == "plan-all-read") == declared


def test_a_drawing_in_feet_is_read_in_feet(tmp_path: Path) -> None:
    document, space = new(units.FT)
    for shape, layer in ((PLOT, "plot"), (HOUSE, "footprint")):
        space.add_lwpolyline(
            [(x / 0.3048, y / 0.3048) for x, y in list(shape.exterior.coords)[:-1]],
            close=True, dxfattribs={"layer": layer},
        )  # fmt: skip
    found = report(saved(document, tmp_path))
    assert found.drawing.plot.area == pytest.approx(600)
    assert not found.drawing.unit.is_assumed


def test_blocks_are_taken_apart_turned_and_scaled(tmp_path: Path) -> None:
    document, space = new()
    block = document.blocks.new("house")
    outline(block, box(0, 0, 6, 10), "0")  # layer 0 takes the layer of the reference
    outline(block, box(1, 1, 2, 2), "Mobilier")
    outer = document.blocks.new("site")
    outer.add_blockref("house", (0, 0), dxfattribs={"layer": "EMPRISE", "xscale": 2, "yscale": 2})
    outline(space, official(PLOT), "PARCELLE")
    space.add_blockref("site", (781_004, 484_004), dxfattribs={"layer": "0"})
    found = report(saved(document, tmp_path))
    assert far_from(found.footprint, official(HOUSE)) < 0.001
    assert unread(found) == {("unknown-layer", "Mobilier"): 1}


def test_blocks_of_furniture_are_told_without_being_taken_apart(tmp_path: Path) -> None:
    document, space = new()
    outline(document.blocks.new("chair"), box(0, 0, 1, 1), "0")
    document.blocks.new("table").add_blockref("chair", (0, 0))
    outline(space, official(PLOT), "PARCELLE")
    outline(space, official(HOUSE), "EMPRISE")
    for number in range(100):
        space.add_blockref("table", (number, 0), dxfattribs={"layer": "Mobilier"})
    found = report(saved(document, tmp_path))
    assert unread(found) == {("unknown-layer", "Mobilier"): 100}


def test_floors_levels_and_heights_are_read_from_layers_and_texts(tmp_path: Path) -> None:
    document, space = new()
    outline(space, official(PLOT), "PARCELLE")
    outline(space, official(HOUSE), "EMPRISE")
    outline(space, official(HOUSE), "ETAGE RDC")
    outline(space, official(box(4, 4, 16, 20)), "ETAGE 1")
    for number, text in enumerate(("±0.00", "+3,20", "+6.40", "-2.80", "R+1", "Hauteur : 8,40 m", "Cuisine")):
        space.add_text(text, dxfattribs={"layer": "COTES NIVEAU"}).set_placement((781_000 + number, 484_000))
    space.add_mtext("Façade {\\H2.5;R+1}", dxfattribs={"layer": "Textes"}).set_location((781_000, 484_001))
    found = report(saved(document, tmp_path))
    assert {storey: round(shape.area) for storey, shape in found.drawing.floors.items()} == {
        "0": 240,
        "1": 192,
    }
    assert found.drawing.levels == (-2.8, 0.0, 3.2, 6.4)
    assert (found.drawing.storeys, found.drawing.height_m) == (1, 8.4)
    told = found.as_json()
    assert (told["floor_area_m2"], told["covered_area_m2"], told["storeys"]) == (432, 240, 1)


def test_what_cannot_be_read_is_listed_with_its_reason(tmp_path: Path) -> None:
    document, space = new()
    outline(space, official(PLOT), "PARCELLE")
    outline(space, official(HOUSE), "EMPRISE")
    outline(space, official(box(0, 0, 5, 5)), "Jardin")
    document.layers.add("EMPRISE ANCIENNE").off()
    outline(space, official(box(0, 0, 20, 20)), "EMPRISE ANCIENNE")
    space.add_ray((0, 0), (1, 0), dxfattribs={"layer": "EMPRISE"})
    space.add_blockref("missing", (0, 0), dxfattribs={"layer": "EMPRISE"})
    found = report(saved(document, tmp_path))
    assert unread(found) == {
        ("unknown-layer", "Jardin"): 1,
        ("layer-off", "EMPRISE ANCIENNE"): 1,
        ("unsupported", "EMPRISE"): 1,
        ("external", "EMPRISE"): 1,
    }
    assert found.footprint.area == pytest.approx(240)
    assert found.findings[0].values["unread"] == 4
    assert {each["detail"] for each in found.as_json()["unread"]} >= {"The layer is off or frozen."}


def test_a_drawing_of_another_writer_is_read(tmp_path: Path) -> None:
    """GDAL's: the other library in common use, with layers in the column that its driver asks for."""
    path = tmp_path / "gdal.dxf"
    frame = geopandas.GeoDataFrame(
        {"Layer": ["PARCELLE", "EMPRISE", "COUR"]},
        geometry=[official(PLOT), official(HOUSE), official(Polygon([(8, 8), (12, 8), (12, 12)]))],
        crs=26191,
    )
    frame.to_file(path, driver="DXF", engine="pyogrio")
    found = report(path)
    assert far_from(found.footprint, official(HOUSE)) < 0.001
    assert found.courts.area == pytest.approx(8)
    assert found.drawing.plot.area == pytest.approx(600)


@pytest.mark.parametrize("version", ["R12", "R2000", "R2004", "R2007", "R2010", "R2013", "R2018"])
def test_every_version_of_the_format_is_read(tmp_path: Path, version: str) -> None:
    document = ezdxf.new(version)
    document.header["$INSUNITS"] = units.M
    space: Any = document.modelspace()
    for shape, layer in ((PLOT, "PARCELLE"), (HOUSE, "EMPRISE")):
        points = list(official(shape).exterior.coords)[:-1]
        space.add_polyline2d(points, close=True, dxfattribs={"layer": layer})
    assert report(saved(document, tmp_path)).footprint.area == pytest.approx(240)


def test_a_binary_drawing_is_read(tmp_path: Path) -> None:
    document, space = new()
    outline(space, official(PLOT), "PARCELLE")
    outline(space, official(HOUSE), "EMPRISE")
    document.saveas(tmp_path / "plan.dxf", fmt="bin")
    assert report(tmp_path / "plan.dxf").footprint.area == pytest.approx(240)
