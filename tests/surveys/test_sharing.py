"""A survey shown to who holds a link."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.surveys import tasks
from kharita.surveys.models import Survey, SurveyShare
from kharita.territory.models import Commune
from tests.conftest import Api
from tests.factories import make_user
from tests.surveys.flying import announce, attach, write_heights


@pytest.fixture
def inspector(commune: Commune) -> User:
    return make_user(Role.INSPECTOR, commune)


@pytest.fixture
def pair(commune: Commune, inspector: User, tmp_path: Path) -> tuple[Survey, Survey]:
    """A survey without files, and one with heights."""
    other, survey = announce(commune, inspector), announce(commune, inspector)
    tasks.ingest(attach(survey, "dsm", write_heights(tmp_path / "dsm.tif"), inspector).pk)
    return other, survey


def test_a_link_opens_one_survey_until_it_ends(
    pair: tuple[Survey, Survey], inspector: User, api: Callable[..., Api]
) -> None:
    other, survey = pair
    made = api(inspector).post(f"/surveys/{survey.pk}/shares", {"days": 7}).json()
    reader = Client()
    address = f"/api/v1/surveys/{survey.pk}"
    assert reader.get(address).status_code == 404
    opened = reader.post("/api/v1/surveys/shared", {"key": made["key"]}, content_type="application/json")
    assert opened.json() == {"survey": survey.pk}
    seen = reader.get(address).json()
    assert (seen["title"], seen["authorisation"], seen["may_upload"]) == ("Massira", None, False)
    tile = reader.get(f"/imagery/{survey.pk}/hillshade.json")
    assert tile.status_code == 200
    assert "public" not in tile.headers.get("Cache-Control", "")
    assert reader.get(f"/api/v1/surveys/{other.pk}").status_code == 404
    assert "measurements" not in seen
    assert reader.get(f"{address}/measurements").status_code == 401
    assert made["key"] not in str(SurveyShare.objects.values())
    assert api(inspector).delete(f"/surveys/{survey.pk}/shares/{made['id']}").status_code == 204
    assert reader.get(address).status_code == 404
    wrong = reader.post("/api/v1/surveys/shared", {"key": "nothing"}, content_type="application/json")
    assert wrong.status_code == 404


def test_a_link_ends_on_its_day(
    pair: tuple[Survey, Survey], inspector: User, api: Callable[..., Api]
) -> None:
    survey = pair[1]
    made = api(inspector).post(f"/surveys/{survey.pk}/shares", {"days": 1}).json()
    reader = Client()
    reader.post("/api/v1/surveys/shared", {"key": made["key"]}, content_type="application/json")
    assert reader.get(f"/api/v1/surveys/{survey.pk}").status_code == 200
    SurveyShare.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert reader.get(f"/api/v1/surveys/{survey.pk}").status_code == 404
