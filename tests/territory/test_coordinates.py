"""Coordinates as people type them (check values of domain.md section 3)."""

import pytest

from kharita.territory.coordinates import parse_coordinates

EAST, NORTH = 781261.39, 484099.07


@pytest.mark.parametrize(
    "text",
    [
        "34.92, -2.32",
        "34.92,-2.32",
        "34.92 -2.32",
        "34,92 -2,32",
        "-2.32 34.92",
        "34.92 N 2.32 W",
        "2.32 O, 34.92 N",
        "N 34.92 W 2.32",
        "34°55'12\"N 2°19'12\"W",
        "34° 55′ 12″ N, 2° 19′ 12″ O",
        "٣٤٫٩٢ ، -٢٫٣٢",
        "34.92 ش 2.32 غ",
        "lat: 34.92 lon: -2.32",
        "781261.39 484099.07",
        "781261,39 484099,07",
        "781261.39; 484099.07",
        "X=781261.39 Y=484099.07",
        "484099.07 781261.39",
        "٧٨١٢٦١٫٣٩ ٤٨٤٠٩٩٫٠٧",
    ],
)
def test_one_point_written_in_many_ways(text):
    position = parse_coordinates(text)
    assert position is not None
    assert (position.east, position.north) == pytest.approx((EAST, NORTH), abs=0.02)
    assert (position.longitude, position.latitude) == pytest.approx((-2.32, 34.92), abs=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345/40",
        "106-54",
        "12345-40",
        "12 rue Ibn Sina",
        "34.92",
        "1 2 3",
        "48.85 2.35",
        "99999999 1",
        "a, b",
    ],
)
def test_what_is_no_point_of_the_country_is_none(text):
    assert parse_coordinates(text) is None
