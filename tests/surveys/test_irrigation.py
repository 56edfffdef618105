"""A plan of irrigation: zones with rates by those who may, their water, and the files that leave with it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import geopandas
import pytest
import shapely
from django.utils import timezone

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.surveys.models import IrrigationPlan, IrrigationZone, Product, Survey
from kharita.territory.models import Commune, Parcel
from tests.conftest import Api
from tests.factories import CENTRE, SRID, make_parcel, make_user, square
from tests.rasters.vigour_files import AREAS_M2, BANDS, BREAKS, FAIR, write_vigour
from tests.surveys.making import make_survey

X, Y = CENTRE
RATES = [0.0, 10.0, 25.0]


@pytest.fixture
def manager(commune: Commune) -> User:
    return make_user(Role.SERVICE_MANAGER, commune)


@pytest.fixture
def survey(commune: Commune) -> Survey:
    survey = make_survey(commune, "VOL-1", days_ago=3)
    now = timezone.now()
    product = Product.objects.create(
        survey=survey, kind="multispectral", state="ready", bands=BANDS, created_at=now, sha256="a" * 64
    )
    product.folder.mkdir(parents=True)
    write_vigour(product.analysis)
    return survey


@pytest.fixture
def parcels(commune: Commune) -> tuple[Parcel, Parcel]:
    """One that is weak alone, and one of 1000 m² weak, 8000 m² fair and 2000 m² strong."""
    return (
        make_parcel(commune, "100/40", geometry=square(X, Y, 50, 100)),
        make_parcel(commune, "200/40", geometry=square(X + 50, Y, 110, 100)),
    )


def _ask(desk: Api, survey: Survey, **changes: Any) -> Any:
    said = {"title": "Park", "breaks": list(BREAKS), "rates_mm": RATES, "zone_min_m2": 500}
    return desk.post(f"/surveys/{survey.pk}/irrigation", said | changes)


def test_a_plan_gives_each_class_and_parcel_its_water(
    api: Callable[..., Api], manager: User, survey: Survey, parcels: tuple[Parcel, Parcel]
) -> None:
    made = _ask(api(manager), survey)
    assert made.status_code == 201, made.content
    plan = made.json()
    for row, area, rate in zip(plan["classes"], AREAS_M2, RATES, strict=True):
        assert row["area_m2"] == pytest.approx(area, rel=0.02)
        assert row["volume_m3"] == pytest.approx(row["area_m2"] * rate / 1000, abs=0.01)
    assert plan["classes"][1]["ndvi_mean"] == pytest.approx(FAIR, abs=0.01)
    assert plan["area_m2"] == pytest.approx(sum(row["area_m2"] for row in plan["classes"]))
    assert plan["volume_m3"] == pytest.approx(14_400 * 0.010 + 10_800 * 0.025, rel=0.02)
    water = {row["reference"]: row["volume_m3"] for row in plan["parcels"]}
    assert water["100/40"] == 0
    assert water["200/40"] == pytest.approx(8000 * 0.010 + 2000 * 0.025, rel=0.03)
    assert sum(water.values()) == pytest.approx(plan["volume_m3"], abs=0.01)
    assert (plan["parcels_total"], plan["passes"]) == (2, 2)
    west, south, east, north = plan["bbox"]
    assert (east - west, north - south) == pytest.approx((0.0022, 0.0016), abs=0.0003)


def test_the_same_plan_asked_twice_is_one_and_can_be_deleted(
    api: Callable[..., Api], manager: User, survey: Survey
) -> None:
    desk = api(manager)
    first, again, other = _ask(desk, survey), _ask(desk, survey), _ask(desk, survey, rates_mm=[1, 2, 3])
    assert first.json()["id"] == again.json()["id"] != other.json()["id"]
    listed = desk.get(f"/surveys/{survey.pk}/irrigation").json()
    assert [row["id"] for row in listed] == [other.json()["id"], first.json()["id"]]
    assert desk.delete(f"/surveys/irrigation/{first.json()['id']}").status_code == 204
    assert list(IrrigationPlan.objects.values_list("pk", flat=True)) == [other.json()["id"]]
    assert not IrrigationZone.objects.filter(plan_id=first.json()["id"]).exists()


def test_breaks_are_proposed_and_found_when_none_are_given(
    api: Callable[..., Api], manager: User, survey: Survey
) -> None:
    desk = api(manager)
    proposed = desk.get(f"/surveys/{survey.pk}/irrigation/classes", classes=3).json()
    assert 0.25 < proposed["breaks"][0] < 0.45 < 0.55 < proposed["breaks"][1] < 0.75
    assert sum(proposed["areas_m2"]) == pytest.approx(36_000)
    made = _ask(desk, survey, breaks=None, classes=3).json()
    assert made["breaks"] == proposed["breaks"]
    assert [row["area_m2"] for row in made["classes"]] == pytest.approx(list(AREAS_M2), rel=0.02)


def test_a_plan_may_be_for_some_parcels_or_an_area_alone(
    api: Callable[..., Api], manager: User, survey: Survey, parcels: tuple[Parcel, Parcel]
) -> None:
    desk = api(manager)
    made = _ask(desk, survey, parcels=[parcels[1].pk]).json()
    assert [row["reference"] for row in made["parcels"]] == ["200/40"]
    assert made["area_m2"] == pytest.approx(11_000, rel=0.001)
    drawn = _ask(desk, survey, area=made["area"]).json()
    assert drawn["area_m2"] == pytest.approx(11_000, rel=0.001)
    refused = _ask(desk, survey, area=made["area"], parcels=[parcels[0].pk])
    assert refused.status_code == 400


def test_only_who_plans_irrigation_makes_plans_and_only_the_commune_sees_them(
    api: Callable[..., Api], manager: User, survey: Survey, commune: Commune, neighbour: Commune
) -> None:
    plan = _ask(api(manager), survey).json()["id"]
    inspector = api(make_user(Role.INSPECTOR, commune))
    assert inspector.get(f"/surveys/irrigation/{plan}").status_code == 200
    assert _ask(inspector, survey).status_code == 403
    assert inspector.delete(f"/surveys/irrigation/{plan}").status_code == 403
    stranger = api(make_user(Role.SERVICE_MANAGER, neighbour))
    assert stranger.get(f"/surveys/irrigation/{plan}").status_code == 404
    assert stranger.get(f"/surveys/irrigation/{plan}/taskdata.zip").status_code == 404
    assert stranger.delete(f"/surveys/irrigation/{plan}").status_code == 404
    Survey.objects.filter(pk=survey.pk).update(published_at=timezone.now())
    assert _ask(stranger, survey).status_code == 403
    assert stranger.get(f"/surveys/{survey.pk}/irrigation/classes").status_code == 404
    assert api().get(f"/surveys/irrigation/{plan}").status_code == 401


@pytest.mark.parametrize(
    ("changes", "status", "word"),
    [
        ({"breaks": [0.6, 0.3]}, 400, "rise"),
        ({"breaks": [0.3, 1.3]}, 400, "rise"),
        ({"rates_mm": [1, 2, 3, 4]}, 400, "one rate for each class: 3"),
        ({"rates_mm": [1, 2, 300]}, 400, "200 mm"),
        ({"rates_mm": [1, 2, -1]}, 400, "200 mm"),
        ({"zone_min_m2": 1}, 400, "smallest zone"),
        ({"title": " "}, 400, "title"),
        ({"breaks": None, "classes": 4}, 400, "one rate for each class: 4"),
        ({"parcels": [999_999]}, 400, "parcels"),
    ],
)
def test_what_does_not_fit_together_is_refused_in_words(
    api: Callable[..., Api], manager: User, survey: Survey, changes: dict[str, Any], status: int, word: str
) -> None:
    answer = _ask(api(manager), survey, **changes)
    assert answer.status_code == status
    assert word in answer.json()["detail"]
    assert not IrrigationPlan.objects.exists()


def test_a_survey_without_near_infrared_or_ground_has_no_plan(
    api: Callable[..., Api], manager: User, survey: Survey, commune: Commune
) -> None:
    desk = api(manager)
    bare = make_survey(commune, "VOL-2", days_ago=1)
    assert _ask(desk, bare).json()["type"].endswith("no-multispectral")
    away = make_parcel(commune, "300/40", xy=(X + 900, Y))
    answer = _ask(desk, survey, parcels=[away.pk])
    assert (answer.status_code, answer.json()["type"].split("/")[-1]) == (400, "too-few-pixels")
    Product.objects.update(bands={"red": 2, "green": 1})
    assert _ask(desk, survey).status_code == 409


def test_the_zones_of_a_plan_leave_as_a_shapefile(
    api: Callable[..., Api], manager: User, survey: Survey, parcels: tuple[Parcel, Parcel], tmp_path: Path
) -> None:
    desk = api(manager)
    _ask(desk, survey, title="Another")
    plan = _ask(desk, survey).json()
    answer = desk.get("/layers/irrigation_zones/export.shp", filter=f"plan_id={plan['id']}")
    assert answer.status_code == 200
    packed = tmp_path / "zones.zip"
    packed.write_bytes(b"".join(answer.streaming_content))
    with zipfile.ZipFile(packed) as archive:
        assert {Path(name).suffix for name in archive.namelist()} >= {".shp", ".shx", ".dbf", ".prj"}
        archive.extractall(tmp_path)
    frame = geopandas.read_file(tmp_path / "irrigation_zones.shp")
    assert len(frame) == plan["zones"]
    assert frame.crs.to_epsg() == SRID
    assert frame.geometry.area.sum() == pytest.approx(plan["area_m2"], abs=0.1)
    assert frame["volume_m3"].sum() == pytest.approx(plan["volume_m3"], abs=0.01)


def _rings(polygon: ET.Element) -> shapely.Polygon:
    rings: dict[str, list[Any]] = {"1": [], "2": []}
    for line in polygon.iter("LSG"):
        rings[line.attrib["A"]].append(
            [(float(p.attrib["D"]), float(p.attrib["C"])) for p in line.iter("PNT")]
        )
    assert len(rings["1"]) == 1
    return shapely.Polygon(rings["1"][0], rings["2"])


def test_task_data_say_the_same_as_the_plan(
    api: Callable[..., Api], manager: User, survey: Survey, parcels: tuple[Parcel, Parcel]
) -> None:
    desk = api(manager)
    make_parcel(survey.commune, "300/40", xy=(X, Y + 120))
    plan = _ask(desk, survey, zone_min_m2=50).json()
    answer = desk.get(f"/surveys/irrigation/{plan['id']}/taskdata.zip")
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        root = ET.fromstring(archive.read("TASKDATA/TASKDATA.XML"))  # noqa: S314 - our own file
    assert (root.tag, root.attrib["VersionMajor"]) == ("ISO11783_TaskData", "4")
    ids = [e.attrib["A"] for e in root if e.tag in {"CTR", "FRM", "PFD", "PDT", "VPN", "TSK"}]
    ids += [polygon.attrib["E"] for polygon in root.iter("PLN")]
    assert len(ids) == len(set(ids))
    for task in root.iter("TSK"):
        assert {task.attrib["C"], task.attrib["D"], task.attrib["E"]} <= set(ids)
        codes = [zone.attrib["A"] for zone in task.iter("TZN")]
        assert len(codes) == len(set(codes))
        assert {task.attrib["I"], task.attrib["J"]} == {"0"} <= set(codes)
    for value in root.iter("PDV"):
        assert value.attrib["A"] == "0001"
        assert {value.attrib["C"], value.attrib["E"]} <= set(ids)
        assert 0 <= int(value.attrib["B"]) < 2**31
    # The dry parcel has no task; 25 mm are more than one value can say, so each other has two passes. The
    # first has a lawn, a hole in its weak zone.
    assert any(line.attrib["A"] == "2" for line in root.iter("LSG"))
    names = [task.attrib["B"] for task in root.iter("TSK")]
    assert names == [f"{name} pass {run}/2" for name in ("100/40", "200/40", "Off parcels") for run in (1, 2)]
    for name, parcel in (("100/40", parcels[0].pk), ("200/40", parcels[1].pk), ("Off parcels", None)):
        for zone_class, rate in enumerate(RATES, start=1):
            stored = IrrigationZone.objects.filter(plan_id=plan["id"], parcel=parcel, vigour_class=zone_class)
            if not stored:
                continue
            wanted = shapely.union_all(
                [shapely.from_wkb(bytes(zone.geometry.transform(4326, clone=True).wkb)) for zone in stored]
            )
            runs = [
                zone
                for task in root.iter("TSK")
                if task.attrib["B"].startswith(name)
                for zone in task.iter("TZN")
                if zone.attrib["A"] == str(zone_class)
            ]
            water = sum(int(zone.find("PDV").attrib["B"]) for zone in runs)  # type: ignore[union-attr]
            assert water / 100 / 1_000_000 == pytest.approx(rate)
            told = shapely.union_all([_rings(polygon) for polygon in runs[0].iter("PLN")])
            # A billionth of a degree is a tenth of a millimetre, along the whole outline.
            assert told.symmetric_difference(wanted).area < wanted.area * 1e-4
