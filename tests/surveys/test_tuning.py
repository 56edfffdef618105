"""Thresholds are advised from what was judged, in the open, and set by a person, in versions."""

from collections.abc import Callable

import pytest

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.surveys.models import Comparison, DetectionSettings
from kharita.surveys.services.comparisons import thresholds_in_force
from kharita.surveys.services.tuning import suggest
from kharita.territory.models import Commune
from tests.conftest import Api
from tests.factories import make_user
from tests.surveys.making import make_comparison, make_finding


@pytest.fixture
def judged(commune: Commune) -> Comparison:
    """Six houses of 3.5 m and more were right; four tents and a tree of 2.2 to 2.9 m were not."""
    comparison = make_comparison(commune)
    for height in (3.5, 3.6, 4.0, 6.5, 7.0, 9.0):
        make_finding(comparison, state="accepted", height_m=height)
    for height, reason in ((2.2, "temporary"), (2.4, "temporary"), (2.5, "vehicle"), (2.9, "vegetation")):
        make_finding(comparison, state="rejected", height_m=height, reason=reason)
    make_finding(comparison, state="rejected", height_m=2.1, reason="permitted")  # a house, and in order
    return comparison


def test_the_advice_drops_the_wrong_and_loses_none_of_the_right(judged: Comparison) -> None:
    found = suggest(judged.commune_id)
    assert (found.accepted, found.rejected, found.other, found.is_enough) == (6, 4, 1, True)
    assert found.values == {"min_height_m": pytest.approx(3.3)}
    height = next(one for one in found.advice if one.name == "min_height_m")
    assert (height.value, height.would_drop) == (2.0, 4)
    assert [step for step in height.steps if step.accepted_lost == 0][-1].rejected_dropped == 4
    assert next(one for one in found.advice if one.name == "min_area_m2").suggested is None


def test_too_few_judgements_advise_nothing(commune: Commune) -> None:
    comparison = make_comparison(commune)
    make_finding(comparison, state="accepted")
    make_finding(comparison, state="rejected", reason="vehicle", height_m=2.1)
    found = suggest(commune.pk)
    assert (found.is_enough, found.values) == (False, {})


def test_setting_makes_a_version_with_its_figures_and_never_changes_one(
    api: Callable[..., Api], officer: User, judged: Comparison, commune: Commune
) -> None:
    desk = api(officer)
    advised = desk.get("/surveys/thresholds/suggestion", commune=commune.pk).json()["values"]
    body = {"commune": commune.pk, "values": advised, "reason": "Tents on the souk", "by_suggestion": True}
    assert desk.post("/surveys/thresholds", body).status_code == 201
    body |= {"values": {"min_area_m2": 15.0}, "reason": "As delivered", "by_suggestion": False}
    assert desk.post("/surveys/thresholds", body).json()["values"] == {}  # the default needs no telling
    shown = desk.get("/surveys/thresholds", commune=commune.pk).json()
    assert [(one["version"], one["reason"]) for one in shown["versions"]] == [
        (2, "As delivered"), (1, "Tents on the souk"),
    ]  # fmt: skip
    first = DetectionSettings.objects.get(version=1)
    assert (first.values, first.basis["rejected"]) == ({"min_height_m": pytest.approx(3.3)}, 4)
    in_force = thresholds_in_force(commune.pk)
    assert in_force is not None and in_force.version == 2
    assert next(one for one in shown["fields"] if one["name"] == "min_height_m")["value"] == 2.0


@pytest.mark.parametrize(
    ("values", "reason", "field"),
    [
        ({"min_height_m": 0.1}, "why", "min_height_m"),
        ({"min_height": 3}, "why", "min_height"),
        ({"min_height_m": 3}, " ", "reason"),
    ],
)
def test_what_cannot_be_set_is_refused_by_name(
    api: Callable[..., Api],
    officer: User,
    commune: Commune,
    values: dict[str, float],
    reason: str,
    field: str,
) -> None:
    body = {"commune": commune.pk, "values": values, "reason": reason}
    answer = api(officer).post("/surveys/thresholds", body)
    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert not DetectionSettings.objects.exists()


def test_who_may_not_tune_sets_nothing(api: Callable[..., Api], commune: Commune, neighbour: Commune) -> None:
    body = {"commune": commune.pk, "values": {"min_height_m": 3}, "reason": "why"}
    for person in (make_user(Role.INSPECTOR, commune), make_user(Role.URBANISM_OFFICER, neighbour)):
        assert api(person).post("/surveys/thresholds", body).status_code in (403, 404)
    stranger = api(make_user(Role.INSPECTOR, neighbour))
    assert stranger.get("/surveys/thresholds", commune=commune.pk).status_code == 404
