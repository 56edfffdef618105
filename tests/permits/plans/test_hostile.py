"""Drawings that nobody drew: each gets a named error, quickly, and nothing in them runs or is followed."""

import random
from pathlib import Path

import pytest
from ezdxf import units
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kharita.core.errors import DomainError
from kharita.permits.plans import entities
from kharita.permits.plans.report import compare_plan
from kharita.permits.plans.settings import load_plan_settings
from tests.permits.plans.drawings import CADASTRE, HOUSE, PLOT, house, new, official, outline, saved

LIMITS = load_plan_settings().limits


def refused(path: Path) -> str:
    """The code with which the drawing is refused."""
    with pytest.raises(DomainError) as refusal:
        compare_plan(path, cadastre=CADASTRE)
    assert str(refusal.value.detail)
    return refusal.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"\0" * 100, "empty-file"),
        (b"%PDF-1.7\n", "unknown-format"),
        (b"AC1032\0\0\0", "unknown-format"),  # a DWG
        (b'{"type": "FeatureCollection", "features": []}', "not-a-drawing"),
        (b"<OGRVRTDataSource></OGRVRTDataSource>", "unknown-format"),
        (b"  0\nSECTION\n  2\nHEADER\n", "empty-drawing"),
        (b"  0\nSECTION\n" + b"\xff\xfe nonsense \n" * 50, "damaged"),
        (b"AutoCAD Binary DXF\r\n\x1a\x00" + b"\xff" * 300, "damaged"),
    ],
)
def test_what_is_no_drawing_is_refused_by_name(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "plan.dxf"
    path.write_bytes(content)
    assert refused(path) == code


def test_a_drawing_that_is_too_large_is_refused_before_it_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = house(tmp_path)
    with path.open("ab") as file:
        file.truncate(LIMITS.bytes_max + 1)
    monkeypatch.setattr(entities, "readfile", lambda _path: pytest.fail("it was parsed"))
    assert refused(path) == "too-large"


def test_blocks_that_multiply_without_end_are_counted(tmp_path: Path) -> None:
    document, space = new()
    outline(document.blocks.new("b0"), HOUSE, "EMPRISE")
    for level in range(1, 8):
        block = document.blocks.new(f"b{level}")
        for _copy in range(10):  # ten million houses in eighty lines
            block.add_blockref(f"b{level - 1}", (0, 0))
    space.add_blockref("b7", (0, 0))
    assert refused(saved(document, tmp_path)) == "too-many-entities"


def test_a_grid_of_blocks_is_counted_too(tmp_path: Path) -> None:
    document, space = new()
    outline(document.blocks.new("house"), HOUSE, "EMPRISE")
    space.add_blockref(
        "house",
        (0, 0),
        dxfattribs={"row_count": 30_000, "column_count": 30_000, "row_spacing": 1, "column_spacing": 1},
    )
    assert refused(saved(document, tmp_path)) == "too-many-entities"


def test_blocks_within_blocks_end_somewhere_and_the_rest_is_read(tmp_path: Path) -> None:
    document, space = new()
    outline(space, official(PLOT), "PARCELLE")
    outline(space, official(HOUSE), "EMPRISE")
    for level in range(LIMITS.depth_max + 2):
        document.blocks.new(f"b{level}").add_blockref(f"b{level + 1}", (0, 0))
    space.add_blockref("b0", (0, 0))
    found = compare_plan(saved(document, tmp_path), cadastre=CADASTRE)
    assert [each.reason for each in found.drawing.unread] == ["too-deep"]
    assert found.footprint.area == pytest.approx(240)


def test_a_block_that_holds_itself_does_not_hang(tmp_path: Path) -> None:
    document, space = new()
    outline(space, official(PLOT), "PARCELLE")
    document.blocks.new("self").add_blockref("self", (0, 0))
    space.add_blockref("self", (0, 0))
    found = compare_plan(saved(document, tmp_path), cadastre=CADASTRE)
    assert {each.reason for each in found.drawing.unread} <= {"too-deep", "damaged"}


def test_external_references_are_told_and_not_followed(tmp_path: Path) -> None:
    document, space = new()
    outline(space, official(PLOT), "PARCELLE")
    document.add_xref_def("/etc/passwd", "secret")
    space.add_blockref("secret", (0, 0), dxfattribs={"layer": "EMPRISE"})
    found = compare_plan(saved(document, tmp_path), cadastre=CADASTRE)
    assert [(each.reason, each.entity) for each in found.drawing.unread] == [("external", "secret")]


def test_a_circle_as_large_as_the_world_is_bounded(tmp_path: Path) -> None:
    document, space = new(units.M)
    outline(space, official(PLOT), "PARCELLE")
    for _copy in range(50):
        space.add_circle((0, 0), radius=1e13, dxfattribs={"layer": "EMPRISE"})
    path = saved(document, tmp_path)
    try:
        found = compare_plan(path, cadastre=CADASTRE)
    except DomainError as error:
        assert error.code == "too-many-entities"
    else:
        assert found.drawing.plot.area == pytest.approx(600)


def test_coordinates_that_are_no_numbers_are_left_out(tmp_path: Path) -> None:
    path = house(tmp_path)
    text = path.read_text()
    assert "781004.0" in text
    path.write_text(text.replace("781004.0", "nan"))
    try:
        found = compare_plan(path, cadastre=CADASTRE)
    except DomainError as error:
        assert error.code == "damaged"
    else:
        assert found.footprint.is_empty


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32), st.integers(1, 40))
def test_a_drawing_with_random_damage_is_read_or_refused(tmp_path: Path, seed: int, damages: int) -> None:
    content = bytearray(house(tmp_path).read_bytes())
    chance = random.Random(seed)
    for _damage in range(damages):
        place = chance.randrange(len(content))
        content[place : place + chance.randrange(1, 6)] = bytes(
            chance.choice(b"0123456789\n.-AZ\xff") for _byte in range(chance.randrange(5))
        )
    path = tmp_path / "damaged.dxf"
    path.write_bytes(content)
    try:
        compare_plan(path, cadastre=CADASTRE).as_json()
    except DomainError as error:
        assert error.code
