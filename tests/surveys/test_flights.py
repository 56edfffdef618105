"""A survey is announced under its authorisation, and seen by who may."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.surveys.models import Survey
from kharita.territory.models import Commune
from tests.conftest import Api
from tests.factories import make_user


@pytest.fixture
def inspector(commune: Commune) -> User:
    return make_user(Role.INSPECTOR, commune)


def _authorise(api: Api, commune: Commune, **changes: Any) -> Any:
    today = timezone.now().date()
    said = {
        "commune": commune.pk, "reference": "DGAC-2026-114", "issued_by": "DGAC",
        "valid_from": str(today - timedelta(days=30)), "valid_until": str(today + timedelta(days=30)),
        "pilot_name": "Rachid Pilote",
    }  # fmt: skip
    return api.post("/surveys/authorisations", said | changes)


def _announce(api: Api, authorisation: int, **changes: Any) -> Any:
    said = {
        "authorisation": authorisation, "title": "Massira", "flown_at": timezone.now().isoformat(),
        "sensor": "20 MP", "gsd_cm": 5, "georeference": "rtk",
    }  # fmt: skip
    return api.post("/surveys", said | changes)


def test_a_survey_is_numbered_under_its_authorisation(
    api: Callable[..., Api], inspector: User, commune: Commune
) -> None:
    desk = api(inspector)
    permission = _authorise(desk, commune).json()
    first, second = _announce(desk, permission["id"]), _announce(desk, permission["id"])
    assert (first.status_code, second.status_code) == (201, 201)
    assert [answer.json()["number"][-5:] for answer in (first, second)] == ["00001", "00002"]
    assert first.json()["authorisation"]["reference"] == "DGAC-2026-114"
    assert first.json()["state"] == "announced"


def test_a_flight_outside_its_authorisation_is_refused_with_its_dates(
    api: Callable[..., Api], inspector: User, commune: Commune
) -> None:
    desk = api(inspector)
    permission = _authorise(desk, commune).json()
    answer = _announce(desk, permission["id"], flown_at=(timezone.now() - timedelta(days=90)).isoformat())
    assert answer.status_code == 400
    assert answer.json()["code" if "code" in answer.json() else "type"].endswith("outside-authorisation")
    assert permission["valid_from"] in answer.json()["detail"]
    assert not Survey.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reference": " "}, "reference"),
        ({"pilot_name": ""}, "pilot_name"),
        ({"valid_until": "2020-01-01"}, "valid_until"),
        ({"area": {"type": "Point", "coordinates": [0, 0]}}, "area"),
    ],
)
def test_an_incomplete_authorisation_names_what_is_missing(
    api: Callable[..., Api], inspector: User, commune: Commune, changes: dict[str, Any], field: str
) -> None:
    answer = _authorise(api(inspector), commune, **changes)
    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_a_survey_is_the_desk_s_until_it_is_published(
    api: Callable[..., Api], inspector: User, officer: User, commune: Commune, neighbour: Commune
) -> None:
    permission = _authorise(api(inspector), commune).json()
    survey = _announce(api(inspector), permission["id"], note="Over the school").json()
    path = f"/surveys/{survey['id']}"
    stranger = make_user(Role.INSPECTOR, neighbour)
    for reader in (None, stranger):
        assert api(reader).get(path).status_code == 404
        assert api(reader).get("/surveys").json() == []
    assert api(officer).put(f"{path}/publication", {"is_public": True}).status_code == 409
    Survey.objects.filter(pk=survey["id"]).update(state="ready")
    assert api(inspector).put(f"{path}/publication", {"is_public": True}).status_code == 403
    assert api(officer).put(f"{path}/publication", {"is_public": True}).status_code == 200
    shown = api().get(path).json()
    assert shown["title"] == "Massira"
    assert (shown["authorisation"], shown["note"], shown["created_by"]) == (None, None, None)
    assert "Rachid" not in str(shown)


def test_who_uploads_nothing_announces_nothing(
    api: Callable[..., Api], inspector: User, commune: Commune
) -> None:
    permission = _authorise(api(inspector), commune).json()
    for role in (Role.COMMISSION_MEMBER, Role.SERVICE_MANAGER, Role.CITIZEN):
        assert _announce(api(make_user(role, commune)), permission["id"]).status_code == 403
