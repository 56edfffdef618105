"""Blocks: what stands for parcels at low zooms, and how it is kept true."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client

from kharita.accounts.models import User
from kharita.maps import blocks
from kharita.maps.models import Block, DirtyCell
from kharita.maps.tasks import refresh_blocks
from kharita.territory.models import Commune, Parcel
from tests.factories import CENTRE, make_parcel
from tests.maps.conftest import address, decoded, read_by_gdal, tile_over

Visitor = Callable[..., Client]
LOW_ZOOMS = (10, 11, 12, 13, 14)


def row_of_parcels(commune: Commune, *, at: tuple[float, float] = CENTRE, count: int = 5) -> list[Parcel]:
    """Parcels of 40 m side by side, one block."""
    return [make_parcel(commune, xy=(at[0] + number * 40, at[1]), side=40) for number in range(count)]


def blocks_at(zoom: int) -> list[Block]:
    return list(Block.objects.filter(zoom=zoom).order_by("id"))


def test_adjacent_parcels_become_one_block_and_distant_ones_another(commune: Commune) -> None:
    row_of_parcels(commune)
    row_of_parcels(commune, at=(CENTRE[0], CENTRE[1] + 60))
    blocks.rebuild()
    assert len(blocks_at(14)) == 2
    scale = 1.2**2  # of an area in web mercator at this latitude
    assert sum(block.web_geometry.area for block in blocks_at(14)) == pytest.approx(
        2 * 5 * 1600 * scale, rel=0.06
    )


@pytest.mark.parametrize("z", LOW_ZOOMS)
def test_low_zooms_draw_blocks_in_place_of_parcels(
    z: int, commune: Commune, visitor: Visitor, tmp_path: Path
) -> None:
    row_of_parcels(commune, count=9)
    blocks.rebuild()
    tile = tile_over(z)
    response = visitor().get(address("parcels", tile))
    assert decoded(response, "parcels") == []
    shapes = read_by_gdal(response, tile, "parcels_blocks", tmp_path)
    assert len(shapes) >= 1
    assert shapes.geometry.is_valid.all()


def test_from_zoom_15_parcels_are_drawn_themselves(commune: Commune, visitor: Visitor) -> None:
    row_of_parcels(commune)
    blocks.rebuild()
    response = visitor().get(address("parcels", tile_over(15)))
    assert len(decoded(response, "parcels")) == 5
    assert decoded(response, "parcels_blocks") == []


def test_retired_parcels_are_in_no_block(commune: Commune) -> None:
    for parcel in row_of_parcels(commune):
        Parcel.objects.filter(pk=parcel.pk).update(valid_to=parcel.valid_from)
    blocks.rebuild()
    assert not Block.objects.exists()


@pytest.mark.parametrize("z", LOW_ZOOMS)
def test_blocks_of_a_closed_commune_are_for_those_who_serve_it(
    z: int, commune: Commune, officer: User, visitor: Visitor
) -> None:
    row_of_parcels(commune, count=9)
    blocks.rebuild()
    browser, place = visitor(), address("parcels", tile_over(z))
    etag = browser.get(place)["ETag"]
    Commune.objects.update(is_public=False)
    assert browser.get(place, headers={"If-None-Match": etag}).status_code == 204
    assert decoded(visitor(officer).get(place), "parcels_blocks")


def test_parcels_of_two_communes_are_not_dissolved_together(commune: Commune, neighbour: Commune) -> None:
    make_parcel(commune, xy=CENTRE, side=40)
    make_parcel(neighbour, xy=(CENTRE[0] + 40, CENTRE[1]), side=40)
    blocks.rebuild()
    assert {block.commune_id for block in blocks_at(14)} == {commune.pk, neighbour.pk}


def test_a_change_marks_its_tile_and_refresh_makes_only_that_again(commune: Commune) -> None:
    row_of_parcels(commune)
    far = row_of_parcels(commune, at=(CENTRE[0] + 10_000, CENTRE[1]))
    assert blocks.refresh() == 2
    before = {block.pk for block in blocks_at(14)}
    far[0].delete()
    assert blocks.refresh() == 1
    after = {block.pk for block in blocks_at(14)}
    assert len(before & after) == 1
    assert blocks.refresh() == 0


def test_a_change_of_attributes_marks_nothing(commune: Commune) -> None:
    row_of_parcels(commune)
    blocks.refresh()
    Parcel.objects.update(address="Rue 1")
    assert not DirtyCell.objects.exists()


def test_a_moved_parcel_marks_where_it_was_and_where_it_is(commune: Commune) -> None:
    (parcel,) = row_of_parcels(commune, count=1)
    blocks.refresh()
    there = make_parcel(commune, xy=(CENTRE[0] + 10_000, CENTRE[1]), side=40)
    blocks.refresh()
    Parcel.objects.filter(pk=parcel.pk).update(geometry=there.geometry)
    assert blocks.refresh() == 2
    assert len(blocks_at(14)) == 1


def test_a_tile_of_blocks_changes_only_once_they_are_made_again(commune: Commune, visitor: Visitor) -> None:
    row_of_parcels(commune)
    blocks.refresh()
    browser, place = visitor(), address("parcels", tile_over(13))
    etag = browser.get(place)["ETag"]
    make_parcel(commune, xy=(CENTRE[0], CENTRE[1] + 200), side=60)
    assert browser.get(place)["ETag"] == etag
    blocks.refresh()
    assert len(decoded(browser.get(place, headers={"If-None-Match": etag}), "parcels_blocks")) == 2


def test_a_refresh_that_is_cut_off_leaves_its_marks_for_the_next(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    row_of_parcels(commune)
    with monkeypatch.context() as broken:
        broken.setattr(blocks, "_dissolve_blocks", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            blocks.refresh()
    assert not Block.objects.exists()
    assert blocks.refresh() == 1
    assert len(blocks_at(14)) == 1


def test_boundaries_that_geos_cannot_follow_are_dissolved_on_a_grid(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    row_of_parcels(commune)
    plain = blocks._statement

    def statement(cell: object, members: str, grid: str = "") -> str:
        written = plain(cell, members, grid)  # type: ignore[arg-type]  # a tile, passed on
        # An unknown CRS makes PostGIS raise the same class of error as GEOS does.
        return written if grid else written.replace("ST_Union(shape)", "ST_Transform(ST_Union(shape), 1)")

    monkeypatch.setattr(blocks, "_statement", statement)
    blocks.refresh()
    assert len(blocks_at(14)) == 1


def test_the_command_makes_all_blocks_again(commune: Commune, capsys: pytest.CaptureFixture[str]) -> None:
    row_of_parcels(commune)
    call_command("generalise")
    Block.objects.all().delete()
    call_command("generalise", commune=commune.code)
    assert len(blocks_at(14)) == 1
    assert "1 tiles made again" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no commune"):
        call_command("generalise", commune="nowhere")


def test_blocks_lie_on_the_grid_of_their_zoom(commune: Commune) -> None:
    row_of_parcels(commune, count=9)
    blocks.rebuild()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(abs(ST_X(p.geom) / u - round(ST_X(p.geom) / u))) FROM maps_block, "
            "LATERAL (SELECT 40075016.685578488 / 4096 / (1 << zoom)) AS grid(u), "
            "LATERAL ST_DumpPoints(web_geometry) AS p"
        )
        assert cursor.fetchone()[0] < 1e-3


@pytest.mark.django_db
def test_the_job_may_take_longer_than_a_request_of_the_web() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '30s'")
        refresh_blocks()
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


def test_each_zoom_s_blocks_are_found_by_an_index_of_their_own(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname LIKE 'blocks\\_at\\_%' ORDER BY 1")
        found = [definition for (definition,) in cursor.fetchall()]
    assert len(found) == 5
    assert all(re.search(r"\(web_geometry\) WHERE \(zoom = 1\d\)$", definition) for definition in found)
