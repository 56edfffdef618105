"""What is measured on a survey, and kept under a name."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pyproj import Transformer

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.surveys import tasks
from kharita.surveys.models import Product, Survey
from kharita.territory.models import Commune
from tests.conftest import Api
from tests.factories import CENTRE, SRID, make_user
from tests.surveys.flying import METRES, PIXELS, announce, attach, write_heights

HOUSE_M = 6.0
SIDE = PIXELS * METRES
# Of `flying.write_heights`, in metres from the lower left corner: the house and what lies around it.
HOUSE = (15.0, SIDE - 26.0, 25.0, SIDE - 14.0)
AROUND = (10.0, 8.0, 30.0, 32.0)


@pytest.fixture
def inspector(commune: Commune) -> User:
    return make_user(Role.INSPECTOR, commune)


@pytest.fixture
def pair(commune: Commune, inspector: User, tmp_path: Path) -> tuple[Survey, Survey]:
    """Two flights, between which a house was built."""
    made = []
    for days, house in ((300, 0.0), (2, HOUSE_M)):
        survey = announce(commune, inspector, flown_at=timezone.now() - timedelta(days=days))
        path = write_heights(tmp_path / f"{days}.tif", house_m=house)
        tasks.ingest(attach(survey, "dsm", path, inspector).pk)
        made.append(survey)
    return made[0], made[1]


def _degrees(*places: tuple[float, float]) -> list[list[float]]:
    transform = Transformer.from_crs(SRID, 4326, always_xy=True).transform
    return [list(transform(CENTRE[0] + x, CENTRE[1] + y)) for x, y in places]


def _area(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = _degrees((west, south), (east, south), (east, north), (west, north), (west, south))
    return {"type": "Polygon", "coordinates": [ring]}


def _line(*places: tuple[float, float]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": _degrees(*places)}


def _point(x: float, y: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": _degrees((x, y))[0]}


def test_figures_are_those_of_the_ground(
    pair: tuple[Survey, Survey], inspector: User, api: Callable[..., Api]
) -> None:
    before, after = pair
    desk = api(inspector)

    def measured(kind: str, geometry: dict[str, Any], **more: Any) -> dict[str, Any]:
        answer = desk.post(f"/surveys/{after.pk}/measure", {"kind": kind, "geometry": geometry, **more})
        assert answer.status_code == 200, answer.content
        told: dict[str, Any] = answer.json()
        return told

    assert measured("distance", _line((0, 0), (3, 4)))["length_m"] == pytest.approx(5, abs=0.01)
    assert measured("area", _area(0, 0, 20, 10))["area_m2"] == pytest.approx(200, rel=0.001)
    middle = _point(20, 20)
    height = measured("height", middle, before=before.pk)
    assert height["change_m"] == pytest.approx(HOUSE_M, abs=0.2)
    built = (HOUSE[2] - HOUSE[0]) * (HOUSE[3] - HOUSE[1]) * HOUSE_M
    change = measured("difference", _area(*AROUND), before=before.pk)
    assert change["net_m3"] == pytest.approx(built, rel=0.03)
    assert change["share_seen"] == pytest.approx(1)
    volume = measured("volume", _area(*AROUND))
    assert volume["volume_m3"] == pytest.approx(built, rel=0.05)
    profile = measured("profile", _line((12, 20), (28, 20)), before=before.pk)["profile"]
    gained = [point["height_m"] - point["before_m"] for point in profile]
    assert max(gained) == pytest.approx(HOUSE_M, abs=0.3)
    assert gained[0] == pytest.approx(0, abs=0.3)


@pytest.mark.parametrize(
    ("kind", "geometry"),
    [
        ("area", {"type": "Point", "coordinates": [0, 0]}),
        ("distance", {"type": "LineString", "coordinates": [[0, 0], [1e9, 0]]}),
        ("area", {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}),
        ("height", {"type": "Point"}),
        ("height", {}),
    ],
)
def test_what_cannot_be_measured_is_refused(
    kind: str, geometry: dict[str, Any], commune: Commune, inspector: User, api: Callable[..., Api]
) -> None:
    survey = announce(commune, inspector)
    answer = api(inspector).post(f"/surveys/{survey.pk}/measure", {"kind": kind, "geometry": geometry})
    assert answer.status_code == 400
    assert answer.json()["field"] == "geometry"


def test_where_nothing_can_be_measured_it_is_told_why(
    pair: tuple[Survey, Survey], neighbour: Commune, inspector: User, api: Callable[..., Api]
) -> None:
    survey = pair[1]
    path = f"/surveys/{survey.pk}/measure"
    beside = {"kind": "volume", "geometry": _area(500, 500, 510, 510)}
    here = {"kind": "volume", "geometry": _area(*AROUND)}
    for person, asked, status in (
        (inspector, beside, 422), (inspector, here | {"kind": "difference"}, 400),
        (make_user(Role.INSPECTOR, neighbour), here, 404), (None, here, 404),
    ):  # fmt: skip
        answer = api(person).post(path, asked)
        assert answer.status_code == status
        assert answer.json()["detail"]
    Product.objects.filter(survey=survey).update(kind="ortho")
    assert api(inspector).post(path, here).status_code == 404


def test_what_is_kept_is_the_communes_and_can_be_taken_away_as_a_file(
    commune: Commune, neighbour: Commune, inspector: User, api: Callable[..., Api]
) -> None:
    survey = announce(commune, inspector)
    said = {"kind": "area", "geometry": _area(0, 0, 10, 10), "name": "Court", "note": "Canary remark"}
    path = f"/surveys/{survey.pk}/measurements"
    made = api(inspector).post(path, said).json()
    assert made["values"]["area_m2"] == pytest.approx(100, rel=0.001)
    colleague = make_user(Role.COMMISSION_MEMBER, commune)
    assert [one["name"] for one in api(colleague).get(path).json()] == ["Court"]
    assert api(colleague).delete(f"{path}/{made['id']}").status_code == 403
    assert api(make_user(Role.INSPECTOR, neighbour)).get(path).status_code == 404
    file = api(inspector).get("/layers/measured_areas/export.geojson", filter=f"survey_id={survey.pk}")
    text = b"".join(file.streaming_content).decode()
    assert "Court" in text
    assert (
        "Canary"
        not in b"".join(api().get("/layers/measured_areas/export.geojson").streaming_content).decode()
    )
    assert api(inspector).patch(f"{path}/{made['id']}", {"name": "Yard", "note": ""}).json()["name"] == "Yard"
    assert api(inspector).delete(f"{path}/{made['id']}").status_code == 204
    assert api(inspector).get(path).json() == []
