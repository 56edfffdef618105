"""The desk's figures: who holds dossiers how long, by month and commune; as CSV; for whom."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest

from kharita.accounts.roles import Role
from kharita.permits.models import Permit, State
from kharita.permits.services import completeness
from tests.factories import make_neighbour, make_user
from tests.permits.conftest import NOW, Desk


@pytest.fixture
def figures(desk: Desk, api: Any) -> Any:
    return lambda **asked: api(desk.officer).get("/permits/figures", **asked).json()


def test_holders_are_told_by_the_time_between_the_steps(desk: Desk, figures: Any) -> None:
    permit = completeness.request_complement(
        permit=desk.submitted(), request="The façades", documents=[], actor=desk.officer,
        now=NOW + timedelta(days=2),
    )  # fmt: skip
    completeness.answer_complement(
        permit=permit, answer="Attached", actor=desk.applicant, now=NOW + timedelta(days=7)
    )
    held = {row["holder"]: row for row in figures()["holders"]}
    assert (held["desk"]["turns"], held["desk"]["waiting"], held["desk"]["median_days"]) == (1, 1, 2.0)
    assert (held["applicant"]["turns"], held["applicant"]["total_days"]) == (1, 5.0)
    assert (held["president"]["turns"], held["president"]["median_days"]) == (0, None)


def test_first_time_validity_and_overdue_are_counted_by_month_and_commune(desk: Desk, figures: Any) -> None:
    desk.submitted()
    desk.at(State.COMPLEMENT_REQUESTED, NOW - timedelta(days=40))
    [july, september] = figures()["months"]
    assert (july["month"], july["first_time"], september["first_time"]) == ("2026-07-01", 0.0, 1.0)
    Permit.objects.filter(state="submitted").update(due_at=NOW - timedelta(days=400))
    [commune] = figures()["communes"]
    assert (commune["submitted"], commune["overdue"], commune["first_time"]) == (2, 1, 0.5)
    assert commune["name"]["ar"] == "بركان"


def test_past_permits_from_files_are_not_counted(desk: Desk, figures: Any) -> None:
    desk.submitted()
    Permit.objects.update(created_by_import=1)
    assert figures()["kinds"] == []


def test_another_communes_figures_are_not_told(desk: Desk, api: Any) -> None:
    desk.submitted()
    elsewhere = make_user(Role.URBANISM_OFFICER, make_neighbour(), username="elsewhere")
    told = api(elsewhere).get("/permits/figures").json()
    assert (told["kinds"], told["communes"]) == ([], [])
    assert all(row["waiting"] == 0 for row in told["holders"])


def test_figures_are_narrowed_by_month_and_by_who_holds_the_dossier_now(desk: Desk, api: Any) -> None:
    desk.submitted(now=NOW - timedelta(days=40))  # 29 July
    desk.at(State.CIRCULATED)
    ask = api(desk.officer).get

    def counted(**asked: str) -> dict[str, int]:
        months = ask("/permits/figures", **asked).json()["months"]
        return {row["month"]: row["submitted"] for row in months}

    assert counted() == {"2026-07-01": 1, "2026-09-01": 1}
    assert counted(since="2026-08") == {"2026-09-01": 1}
    assert counted(until="2026-07") == {"2026-07-01": 1}
    assert counted(since="2026-07", until="2026-09") == counted()
    assert counted(holder="entities") == {"2026-09-01": 1}
    assert counted(holder="desk") == {"2026-07-01": 1}
    assert counted(holder="president") == {}
    text = ask("/permits/figures.csv", table="months", since="2026-08").content.decode("utf-8-sig")
    assert [row["month"] for row in csv.DictReader(StringIO(text))] == ["2026-09-01"]
    assert ask("/permits/figures", since="2026-13").status_code == 400


@pytest.mark.parametrize("table", ["kinds", "holders", "entities", "reasons", "months", "communes"])
def test_each_table_comes_as_csv(desk: Desk, api: Any, table: str) -> None:
    desk.at(State.REFUSED)
    text = api(desk.officer).get("/permits/figures.csv", table=table).content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert rows
    if table == "reasons":
        assert (rows[0]["code"], rows[0]["count"]) == ("height", "1")
        assert rows[0]["name_ar"]
