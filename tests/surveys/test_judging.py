"""People judge findings: by their rights, once, with reasons, and what follows is done."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.permits.models import Inspection, Offence
from kharita.permits.services.law import load_law
from kharita.surveys.models import Finding
from kharita.territory.models import Commune, Parcel
from tests.conftest import Api
from tests.factories import make_parcel, make_user
from tests.surveys.making import make_comparison, make_finding


@pytest.fixture
def inspector(commune: Commune) -> User:
    return make_user(Role.INSPECTOR, commune, full_name="Hicham Tazi")


@pytest.fixture
def parcel(commune: Commune) -> Parcel:
    return make_parcel(commune, "12345/40")


@pytest.fixture
def finding(commune: Commune, parcel: Parcel) -> Finding:
    load_law()
    return make_finding(make_comparison(commune), parcel=parcel)


def _jobs(kind: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE args->>'kind' = %s", [kind])
        return int(cursor.fetchone()[0])


def test_an_accepted_finding_opens_one_offence_however_often_it_is_sent(
    api: Callable[..., Api], inspector: User, finding: Finding, parcel: Parcel
) -> None:
    path = f"/surveys/findings/{finding.pk}/acceptance"
    jobs = _jobs("finding_evidence")
    first = api(inspector).post(path, {"offence": True, "note": "Seen from the street too"})
    again = api(inspector).post(path, {"offence": True})
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json()["offence"] == again.json()["offence"]
    offence = Offence.objects.get()
    assert (offence.kind, offence.parcel, offence.inspector) == ("no_permit", parcel, inspector)
    for figure in ("120", "7", finding.comparison.after.number, "Seen from the street too"):
        assert figure in offence.description
    assert offence.place is not None and finding.geometry.contains(offence.place)
    assert _jobs("finding_evidence") == jobs + 1
    assert [move["action"] for move in first.json()["history"]] == ["accept"]
    assert first.json()["judged_by"]["name"] == "Hicham Tazi"


@pytest.mark.parametrize(
    ("verdict", "kind"),
    [
        ("footprint_exceeds", "beyond_permit"),
        ("height_exceeds", "beyond_permit"),
        ("in_servitude", "forbidden_zone"),
        ("demolished", "no_permit"),
    ],
)
def test_the_offence_is_of_the_verdict_s_kind(
    api: Callable[..., Api], inspector: User, finding: Finding, verdict: str, kind: str
) -> None:
    Finding.objects.filter(pk=finding.pk).update(verdict=verdict)
    api(inspector).post(f"/surveys/findings/{finding.pk}/acceptance", {"offence": True})
    assert Offence.objects.get().kind == kind


def test_what_is_as_permitted_is_no_offence(
    api: Callable[..., Api], inspector: User, finding: Finding
) -> None:
    Finding.objects.filter(pk=finding.pk).update(verdict="authorised")
    path = f"/surveys/findings/{finding.pk}/acceptance"
    assert api(inspector).post(path, {"offence": True}).status_code == 400
    assert api(inspector).post(path, {}).json()["state"] == "accepted"
    assert not Offence.objects.exists()


def test_an_officer_judges_but_leaves_offences_to_inspectors(
    api: Callable[..., Api], officer: User, finding: Finding
) -> None:
    desk, path = api(officer), f"/surveys/findings/{finding.pk}"
    assert desk.get(path).json()["may_open_offence"] is False
    refused = desk.post(f"{path}/acceptance", {"offence": True})
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/no-inspector")
    assert Finding.objects.get().state == "open"
    assert desk.post(f"{path}/acceptance", {}).json()["state"] == "accepted"


def test_who_only_reads_findings_judges_none_and_others_see_none(
    api: Callable[..., Api], commune: Commune, neighbour: Commune, finding: Finding
) -> None:
    path = f"/surveys/findings/{finding.pk}"
    reader = api(make_user(Role.COUNCIL_PRESIDENT, commune))
    assert reader.get(path).status_code == 200
    assert reader.get(path).json()["may_judge"] is False
    for rest, body in (
        ("acceptance", {}), ("rejection", {"reason": "shadow"}), ("reopening", {}), ("evidence", {}),
        ("visit", {"planned_on": str(timezone.localdate())}),
    ):  # fmt: skip
        assert reader.post(f"{path}/{rest}", body).status_code == 403
    for person in (make_user(Role.INSPECTOR, neighbour), make_user(Role.COMMISSION_MEMBER, commune)):
        assert api(person).get(path).status_code in (403, 404)
    listed = api(make_user(Role.INSPECTOR, neighbour)).get("/surveys/findings").json()
    assert (listed["items"], sum(listed["counts"]["states"].values())) == ([], 0)
    assert Finding.objects.get().state == "open"


def test_a_rejection_gives_its_reason_and_can_be_taken_back(
    api: Callable[..., Api], officer: User, finding: Finding
) -> None:
    desk, path = api(officer), f"/surveys/findings/{finding.pk}"
    assert desk.post(f"{path}/rejection", {}).status_code == 400
    wordless = desk.post(f"{path}/rejection", {"reason": "other", "note": " "})
    assert (wordless.status_code, wordless.json()["field"]) == (400, "note")
    rejected = desk.post(f"{path}/rejection", {"reason": "vegetation", "note": "An olive tree"}).json()
    assert (rejected["state"], rejected["reason"], rejected["note"]) == (
        "rejected", "vegetation", "An olive tree",
    )  # fmt: skip
    reopened = desk.post(f"{path}/reopening", {"note": "Wrong tree"}).json()
    assert (reopened["state"], reopened["reason"], reopened["judged_by"]) == ("open", "", None)
    assert [move["note"] for move in reopened["history"]] == ["An olive tree", "Wrong tree"]


def test_a_visit_stands_in_the_inspector_s_list_and_is_held_there(
    api: Callable[..., Api], officer: User, inspector: User, finding: Finding, parcel: Parcel
) -> None:
    desk, path = api(officer), f"/surveys/findings/{finding.pk}"
    day = str(timezone.localdate() + timedelta(days=2))
    past = desk.post(f"{path}/visit", {"planned_on": "2020-01-01", "inspector": inspector.pk})
    assert (past.status_code, past.json()["field"]) == (400, "planned_on")
    assert desk.post(f"{path}/visit", {"planned_on": day}).json()["field"] == "inspector"
    planned = desk.post(f"{path}/visit", {"planned_on": day, "inspector": inspector.pk}).json()
    assert (planned["state"], planned["visit"]["planned_on"]) == ("visit", day)
    (visit,) = api(inspector).get("/permits/inspections", waiting=True).json()
    assert (visit["purpose"], visit["about"], visit["place"]["type"]) == ("finding", "12345/40", "Point")
    held = api(inspector).put(
        f"/permits/inspections/{visit['id']}",
        {"client_key": "00000000-0000-4000-8000-000000000001", "held_at": timezone.now().isoformat(),
         "result": "offence"},
    )  # fmt: skip
    assert held.status_code == 200
    assert desk.get(path).json()["visit"]["result"] == "offence"
    done = api(inspector).post(f"{path}/acceptance", {"offence": True}).json()
    assert (done["state"], done["offence"]["number"][:3]) == ("accepted", "INF")


def test_a_visit_that_nobody_held_is_dropped_with_its_finding(
    api: Callable[..., Api], officer: User, inspector: User, commune: Commune
) -> None:
    """Also on ground that is no parcel's: a street is visited at a place."""
    street = make_finding(make_comparison(commune), parcel=None)
    path = f"/surveys/findings/{street.pk}"
    body = {"planned_on": str(timezone.localdate()), "inspector": inspector.pk}
    assert api(officer).post(f"{path}/visit", body).status_code == 200
    assert Inspection.objects.get().place is not None
    rejected = api(officer).post(f"{path}/rejection", {"reason": "vehicle"}).json()
    assert (rejected["state"], rejected["visit"]) == ("rejected", None)
    assert not Inspection.objects.exists()


def test_the_list_is_ranked_filtered_counted_and_paged(
    api: Callable[..., Api], officer: User, commune: Commune
) -> None:
    comparison = make_comparison(commune)
    scores = (
        ("authorised", 5), ("no_permit", 900), ("height_exceeds", 50), ("no_permit", 900), ("demolished", 20),
    )  # fmt: skip
    for number, (verdict, score) in enumerate(scores, start=1):
        make_finding(comparison, number=number, verdict=verdict, score=score, confidence=number / 10)
    desk = api(officer)

    def numbers(**query: Any) -> list[int]:
        found, cursor = [], ""
        while True:
            page = desk.get(
                "/surveys/findings", comparison=comparison.pk, size=2, cursor=cursor, **query
            ).json()
            found += [one["number"] for one in page["items"]]
            if not (cursor := page["next"]):
                return found

    assert numbers() == [2, 4, 3, 5, 1]
    assert numbers(verdict=["no_permit", "demolished"]) == [2, 4, 5]
    assert numbers(min_confidence=0.35) == [4, 5]
    counts = desk.get("/surveys/findings", verdict="demolished").json()["counts"]
    assert (counts["verdicts"]["no_permit"], counts["states"]["open"]) == (2, 5)
    assert desk.get("/surveys/findings", cursor="bm90aGluZw").status_code == 400
