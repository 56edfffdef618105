"""The checks over the parcels of Cambridge: no exception, and an answer that can be kept for each.

Each fortieth parcel is asked about, in the order of their references, which go block by block through the
city; with `KHARITA_EVERY_PARCEL=1` all 13,065 are (minutes).

The city's file of zones names no rules; those of its ordinance's table of dimensions (section 5.31, feet and
square feet) stand in for four districts, so that most parcels are judged by figures.
"""

import json
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from tests.real.conftest import City

pytestmark = pytest.mark.slow

STEP = 1 if os.environ.get("KHARITA_EVERY_PARCEL") == "1" else 40
FOOT = 0.3048
# District: smallest lot (sq ft), width (ft), floor area ratio, front, side, rear yard (ft), height (ft)
DISTRICTS = {
    "A-2": (6_000, 65, 0.50, 20, 10, 25, 35),
    "B": (5_000, 50, 0.50, 15, 7.5, 25, 35),
    "C": (5_000, 50, 0.60, 10, 7.5, 20, 35),
    "C-1": (5_000, 50, 0.75, 10, 7.5, 20, 35),
}
CHECKS = {
    "declared_area", "zones", "plan_in_force", "use", "smallest_plot", "access", "frontage", "footprint",
    "floor_area_ratio", "ground_ratio", "height", "floors", "setback_front", "setback_side", "setback_rear",
    "court", "parking", "reservations", "planned_road", "servitudes", "overlapping_permits",
}  # fmt: skip
# Half of the parcels in a process of its own; what it prints is counted here.
RUN = """
import json
from collections import Counter
from datetime import date
import shapely
from django.db import connection
from kharita.permits.checks.dossier import run_checks
from kharita.permits.checks.presenting import as_json
with connection.cursor() as cursor:
    cursor.execute("SELECT id, ST_AsBinary(geometry) FROM (SELECT *, row_number() OVER (ORDER BY reference) "
                   "AS place FROM territory_parcel WHERE valid_to IS NULL) AS parcel "
                   "WHERE place %% STEP = 0 AND place / STEP %% 2 = PART ORDER BY id", [])
    parcels = cursor.fetchall()
counts, checks = Counter(), Counter()
project = dict(use="individual_housing", floors=2, height_m=10, floor_area_m2=200, dwellings=1)
for pk, wkb in parcels:
    house = shapely.buffer(shapely.from_wkb(bytes(wkb)), -2)
    kept = as_json(run_checks(parcel_ids=[pk], project=project, footprint=house, today=date(2026, 11, 27)))
    json.dumps(kept, allow_nan=False)
    checks.update(set(finding["id"] for finding in kept))
    counts.update(set(" ".join((f["id"], f["outcome"], f["message"])) for f in kept))
print("RESULT", json.dumps(dict(parcels=len(parcels), counts=counts, checks=checks)))
"""


def set_rules(city: City) -> None:
    with psycopg.connect(city.url) as connection:
        connection.execute("DELETE FROM territory_zonerule")
        for code, (lot, width, ratio, front, side, rear, height) in DISTRICTS.items():
            lengths = [feet * FOOT for feet in (width, front, side, rear, height)]
            connection.execute(
                "INSERT INTO territory_zonerule (plan_id, code, category, uses, name_ar, name_fr, name_en, "
                "article_ref, min_plot_m2, max_cos, min_frontage_m, setback_front_m, setback_side_m, "
                "setback_rear_m, max_height_m) SELECT id, %s, 'housing', '{housing}', '', '', '', '5.31', "
                "%s, %s, %s, %s, %s, %s, %s FROM territory_zoningplan",
                [code, lot * FOOT**2, ratio, *lengths],
            )


@pytest.fixture(scope="module")
def answers(city: City, first: dict[str, Any], surroundings: dict[str, Any]) -> dict[str, Any]:
    """How many parcels gave each answer ("height pass at-most-kept"), and each check."""
    set_rules(city)
    with ThreadPoolExecutor(2) as halves:
        printed = halves.map(
            lambda part: city.manage(
                "shell", "-c", RUN.replace("PART", str(part)).replace("STEP", str(STEP))
            ),
            (0, 1),
        )
    found = [json.loads(text.partition("RESULT ")[2].splitlines()[0]) for text in printed]
    return {
        "parcels": sum(half["parcels"] for half in found),
        "counts": sum((Counter(half["counts"]) for half in found), Counter()),
        "checks": sum((Counter(half["checks"]) for half in found), Counter()),
    }


def test_every_parcel_gets_an_answer_from_every_check(city: City, answers: dict[str, Any]) -> None:
    [(all_parcels,)] = city.rows("SELECT count(*) FROM territory_parcel WHERE valid_to IS NULL")
    parcels = answers["parcels"]
    assert all_parcels == 13_065
    assert parcels == all_parcels // STEP
    assert {check for check, count in answers["checks"].items() if count == parcels} == CHECKS


def test_most_parcels_lie_on_a_street_and_in_one_zone(answers: dict[str, Any]) -> None:
    counts, parcels = answers["counts"], answers["parcels"]
    assert counts["access pass access-by-road"] > 0.9 * parcels
    assert counts["zones pass one-zone"] > 0.8 * parcels
    assert not any("geometry-too-dirty" in answer for answer in counts)


def test_rules_are_judged_by_figures_where_there_are_some(answers: dict[str, Any]) -> None:
    counts = answers["counts"]
    judged = counts["smallest_plot pass at-least-kept"] + counts["smallest_plot fail at-least-broken"]
    assert judged > 0.5 * answers["parcels"]
    # Old towns are built closer than their own rules: both answers are found in number.
    many = 1_000 // STEP
    assert counts["smallest_plot fail at-least-broken"] > many
    assert counts["setback_side pass at-least-kept"] + counts["setback_side fail at-least-broken"] > many
    assert counts["use unknown no-rule"] > many
