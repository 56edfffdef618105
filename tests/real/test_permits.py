"""Cambridge's 499 special permits against its 13,065 lots: every reference found, or told why not."""

from typing import Any

import pytest

from tests.real.conftest import DATA, City

pytestmark = pytest.mark.slow

REFERENCES, BY_TITLE = 502, 389
NEITHER_NAMED_NOR_WITHIN = {"PB-033", "PB-039", "PB-041", "PB-097"}


@pytest.fixture(scope="module")
def made(city: City, first: dict[str, Any]) -> dict[str, Any]:
    city.manage("load_permit_law")
    return city.bring(DATA / "special_permits.geojson", "permits", "cambridge-permits.yaml")


def test_all_permits_come_and_their_references_are_accounted_for(city: City, made: dict[str, Any]) -> None:
    counts = made["counts"]
    assert (counts["read"], counts["added"], counts["refused"]) == (499, 499, 0)
    assert counts["references"] == REFERENCES
    assert counts["references_by_title"] == BY_TITLE
    found = counts["references_by_title"] + counts["references_by_place"]
    assert found >= 396
    assert found + counts["references_missed"] == REFERENCES
    linked = city.rows("SELECT count(DISTINCT permit_id) FROM permits_permitparcel")
    assert linked == [(499 - counts["references_missed"],)]


def test_each_miss_is_listed_with_its_reason_and_its_place(made: dict[str, Any]) -> None:
    told = [row for row in made["rows"] if row["reason"]]
    assert len(told) == REFERENCES - BY_TITLE
    assert all(row["title"] and row["detail"] and row["point"] for row in told)
    within = next(row for row in told if row["reference"] == "PB-002")
    assert "123A-435" in within["detail"]
    assert "165-55" in within["detail"]
    near = {row["reference"] for row in told if row["reason"] == "placed-near"}
    assert near == NEITHER_NAMED_NOR_WITHIN


def test_they_are_marked_as_past_and_no_history_is_invented(city: City, made: dict[str, Any]) -> None:
    assert city.rows(
        "SELECT count(*) FILTER (WHERE created_by_import > 0 AND number IS NULL AND rules_id IS NULL), "
        "count(*) FILTER (WHERE state = 'refused') FROM permits_permit"
    ) == [(499, 21)]
    assert city.rows("SELECT count(*) FROM core_workflowevent WHERE object_type = 'permits.permit'") == [(0,)]


def test_the_same_file_again_is_no_change_and_an_undo_leaves_nothing(
    city: City, made: dict[str, Any]
) -> None:
    again = city.bring(DATA / "special_permits.geojson", "permits", "cambridge-permits.yaml")
    assert (again["counts"]["unchanged"], again["counts"]["added"], again["counts"]["changed"]) == (499, 0, 0)
    city.undo(made["number"])
    assert city.rows("SELECT count(*) FROM permits_permit") == [(0,)]
    assert city.rows("SELECT count(*) FROM permits_permitparcel") == [(0,)]
