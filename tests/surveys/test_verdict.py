"""The verdict on a change, from figures that a reader can check by eye: a parcel of 20 × 20 m at (0, 0)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from shapely import MultiPolygon, box

from kharita.surveys.explaining import SENTENCES, explained
from kharita.surveys.models import Finding
from kharita.surveys.verdict.judging import judge
from kharita.surveys.verdict.limits import load_limits
from kharita.surveys.verdict.splitting import split
from kharita.surveys.verdict.things import (
    Between,
    Burden,
    Change,
    Fact,
    Judged,
    Land,
    Permission,
    Piece,
    Surroundings,
)

LIMITS = load_limits()
WHEN = Between(date(2026, 1, 10), date(2026, 9, 10))
PARCEL = Land(1, "12345/40", box(0, 0, 20, 20))
HOUSE = box(2, 2, 12, 14)  # 120 m²


def _change(shape: Any = HOUSE, **fields: Any) -> Change:
    values: dict[str, Any] = {
        "direction": "up", "area_m2": shape.area, "height_m": 7.0, "built_height_m": 7.0, "volume_m3": 840.0,
        "confidence": 0.9, "sigma_m": 0.05,
    }  # fmt: skip
    return Change(geometry=MultiPolygon([shape]), **values | fields)


PERMIT = Permission(
    id=7, reference="PC-7", purpose="building", issued_on=date(2026, 2, 1), parcels=frozenset({1}),
    site=PARCEL.geometry, footprint=HOUSE, height_m=7.0,
)  # fmt: skip
DEMOLITION = replace(PERMIT, id=8, reference="DEM-8", purpose="demolition", footprint=None, height_m=None)
OUED = Burden("easement", "flood", box(0, 0, 20, 8), {"fr": "Oued Cherraa"}, "loi 36-15")


def _judged(change: Change, *permits: Permission, burdens: tuple[Burden, ...] = ()) -> Judged:
    around = Surroundings(permits, burdens)
    return judge(Piece(change, PARCEL), around, when=WHEN, limits=LIMITS)


def _codes(judged: Judged) -> list[str]:
    return [fact.code for fact in judged.facts]


WIDER, HIGHER = _change(box(2, 2, 15, 14)), _change(built_height_m=10.4)
CASES: dict[str, tuple[Change, tuple[Permission, ...], tuple[Burden, ...], str, str]] = {
    "nothing permits it": (_change(), (), (), "no_permit", "no-permit"),
    "in the oued and without a permit": (_change(), (), (OUED,), "in_servitude", "on-easement"),
    "as permitted": (_change(), (PERMIT,), (), "authorised", "permit"),
    "as permitted, on ground kept free": (_change(), (PERMIT,), (OUED,), "authorised", "permit"),
    "three metres too wide": (WIDER, (PERMIT,), (), "footprint_exceeds", "footprint-exceeds"),
    "too wide, into the oued": (WIDER, (PERMIT,), (OUED,), "in_servitude", "on-easement"),
    "a storey too high": (HIGHER, (PERMIT,), (), "height_exceeds", "height-exceeds"),
    "too wide and too high": (
        replace(WIDER, built_height_m=10.4), (PERMIT,), (), "footprint_exceeds", "footprint-exceeds",
    ),
    "gone": (_change(direction="down"), (PERMIT,), (OUED,), "demolished", "demolished-without-permit"),
    "gone as permitted": (_change(direction="down"), (DEMOLITION,), (), "authorised", "demolition-permitted"),
    "a permit to demolish builds nothing": (_change(), (DEMOLITION,), (), "no_permit", "no-permit"),
    "permitted too late": (
        _change(), (replace(PERMIT, issued_on=date(2026, 9, 11)),), (), "no_permit", "no-permit",
    ),
    "lapsed before the flight": (
        _change(), (replace(PERMIT, ended_on=date(2026, 9, 9)),), (), "no_permit", "no-permit",
    ),
    "lapsing on the day of the flight": (
        _change(), (replace(PERMIT, ended_on=date(2026, 9, 10)),), (), "authorised", "permit",
    ),
    "another house, after the permitted one stood": (
        _change(), (replace(PERMIT, completed_on=date(2025, 12, 1)),), (), "no_permit", "no-permit",
    ),
    "completed between the flights": (
        _change(), (replace(PERMIT, completed_on=date(2026, 5, 1)),), (), "authorised", "permit",
    ),
    "the neighbour's permit": (
        _change(), (replace(PERMIT, parcels=frozenset({2}), site=box(20, 0, 40, 20)),), (), "no_permit",
        "no-permit",
    ),
    "the second of two permitted houses": (
        _change(box(14, 2, 19, 10)), (PERMIT, replace(PERMIT, id=9, footprint=box(14, 2, 19, 10))), (),
        "authorised", "permit",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_told_first(case: str) -> None:
    change, permits, burdens, verdict, first = CASES[case]
    judged = _judged(change, *permits, burdens=burdens)
    assert (judged.verdict, judged.facts[0].code) == (verdict, first)


def test_a_wall_within_the_tolerance_is_no_excess() -> None:
    assert _judged(_change(box(2, 2, 12.45, 14)), PERMIT).verdict == "authorised"
    wide = _judged(WIDER, PERMIT)
    assert wide.outside_m2 == pytest.approx(36, abs=0.5)  # from the footprint itself, not from the tolerance
    # Where the two flights may lie 0.8 m apart, 1.5 m says nothing.
    assert _judged(_change(box(2, 2, 13.5, 14)), PERMIT).verdict == "footprint_exceeds"
    assert _judged(_change(box(2, 2, 13.5, 14), position_m=0.8), PERMIT).verdict == "authorised"


def test_a_balcony_is_no_excess_and_a_shed_is() -> None:
    balcony = HOUSE.union(box(12, 6, 13.5, 9))  # 4.5 m²
    shed = HOUSE.union(box(12, 5, 16, 9))  # 16 m²
    assert _judged(_change(balcony), PERMIT).verdict == "authorised"
    assert _judged(_change(shed), PERMIT).verdict == "footprint_exceeds"


@pytest.mark.parametrize(
    ("stands", "sigma", "verdict"),
    [(7.5, 0.05, "authorised"), (7.6, 0.05, "height_exceeds"), (7.6, 0.3, "authorised"),
     (8.0, 0.3, "height_exceeds"), (None, 0.05, "authorised")],
)  # fmt: skip
def test_a_height_exceeds_from_half_a_metre_or_three_sigmas_on(
    stands: float | None, sigma: float, verdict: str
) -> None:
    judged = _judged(_change(built_height_m=stands, sigma_m=sigma), PERMIT)
    assert (judged.verdict, judged.permitted_height_m) == (verdict, 7.0)


def test_floors_stand_in_for_a_height_and_the_reader_is_told() -> None:
    permit = replace(PERMIT, height_m=None, floors=2)
    allowed = 3 * LIMITS.height.storey_m + LIMITS.height.parapet_m
    below, above = (_judged(_change(built_height_m=allowed + over), permit) for over in (0.4, 0.6))
    assert (below.verdict, above.verdict) == ("authorised", "height_exceeds")
    assert "height-from-floors" in _codes(below)


def test_a_permit_that_says_little_lets_it_pass_with_less_certainty() -> None:
    silent = replace(PERMIT, footprint=None, height_m=None)
    judged, sure = _judged(WIDER, silent), _judged(_change(), PERMIT)
    assert judged.verdict == "authorised"
    assert {"footprint-unknown", "height-unknown"} <= set(_codes(judged))
    assert judged.confidence < sure.confidence == 0.9


def test_a_fact_on_forbidden_ground_is_told_beside_what_is_permitted() -> None:
    assert "on-easement" in _codes(_judged(_change(), PERMIT, burdens=(OUED,)))
    corner = Burden("zone", "RB", box(0, 0, 3, 3))  # 1 m² of the house: the line of a plan is no finer
    assert _judged(_change(), burdens=(corner,)).verdict == "no_permit"


def test_pictures_alone_find_with_less_certainty_and_say_so() -> None:
    judged = _judged(_change(direction="surface", height_m=None, built_height_m=None, volume_m3=None))
    assert (judged.verdict, judged.confidence < 0.9) == ("no_permit", True)
    assert "heights-not-measured" in _codes(judged)


def test_the_graver_larger_higher_and_surer_comes_first() -> None:
    small, large = _judged(_change(box(2, 2, 6, 6))), _judged(_change())
    assert large.score > small.score
    assert _judged(_change(height_m=3.0)).score < large.score
    assert _judged(_change(confidence=0.5)).score < large.score
    assert _judged(_change(), burdens=(OUED,)).score > large.score > _judged(WIDER, PERMIT).score
    assert _judged(_change(), PERMIT).score < 0.1 * large.score
    assert LIMITS.severity.keys() == set(Finding.Verdict.values)


def test_a_change_over_two_parcels_is_told_of_both_and_a_drawn_border_of_one() -> None:
    lands = [PARCEL, Land(2, "2/40", box(20, 0, 40, 20))]

    def pieces(shape: Any) -> list[tuple[int | None, float]]:
        found = split([_change(shape)], lands, min_area_m2=15, limits=LIMITS)
        return [(piece.parcel.id if piece.parcel else None, piece.change.area_m2) for piece in found]

    assert pieces(box(10, 2, 23, 12)) == [(1, 100), (2, 30)]
    assert pieces(box(10, 2, 21, 12)) == [(1, 110)]  # 10 m² over: not a finding of its own, and not lost
    assert pieces(box(25, 10, 35, 26)) == [(2, 100), (None, 60)]
    assert pieces(box(50, 50, 60, 60)) == [(None, 100)]
    halves = split([_change(box(10, 2, 23, 12))], lands, min_area_m2=15, limits=LIMITS)
    assert sum(piece.change.volume_m3 or 0 for piece in halves) == pytest.approx(840, abs=0.1)
    assert halves[1].share == pytest.approx(30 / 130)


def test_every_fact_is_a_sentence() -> None:
    told = [Fact(code, {"day": "2026-09-10", "area": 36.5, "height": 10.4, "allowed": 7, "tolerance": 0.5,
                        "reference": "PC-7", "ended": "", "completed": "2026-01-01", "floors": 2,
                        "code": "R3", "kind": "flood", "name": {"fr": "Oued Cherraa"},
                        "legal_ref": "loi 36-15"})
            for code in SENTENCES]  # fmt: skip
    texts = explained({"told": [{"code": fact.code, "values": dict(fact.values)} for fact in told]})
    assert len(texts) == len(SENTENCES)
    assert not [one for one in texts if "%" in one["text"] or not one["text"]]
    assert "36.5 m²" in next(one["text"] for one in texts if one["code"] == "footprint-exceeds")
    assert explained({}) == []
