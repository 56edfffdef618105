"""Imagery as a map reads it: by its rights, in every look."""

from io import BytesIO
from typing import Any

import numpy as np
import pytest
import shapely
from django.test import Client
from django.utils import timezone
from PIL import Image

from kharita.accounts.models import Membership, User
from kharita.accounts.roles import Role
from kharita.rasters.ground import brought
from kharita.rasters.stored_tiles import OPEN_FILES
from kharita.rasters.terrain import from_rgb
from kharita.surveys.models import Product, Survey
from kharita.territory.models import Commune
from tests.factories import make_user
from tests.rasters.imagery_files import BERKANE, tile_of
from tests.surveys.imagery_world import (
    BOUNDS,
    GROUND,
    add_product,
    make_campaign,
    make_flown,
    make_survey,
    place,
)

LOOKS = (
    "rgb", "contrast", "vari", "exg", "gli", "band-red",
    "dsm", "relief", "hillshade", "slope", "above-ground",
)  # fmt: skip
WRONG = (
    "{pk}/nothing/20/1/1.webp", "{pk}/dsm/40/1/1.webp", "{pk}/dsm/3/9/1.webp", "{pk}/dsm/20/1/1.exe",
    "999999999999.json", "x",
)  # fmt: skip


@pytest.fixture
def inspector(commune: Commune) -> User:
    return make_user(Role.INSPECTOR, commune)


def browser(user: User | None = None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(survey: Survey, look: str = "", form: str = "webp", zoom: int = 0) -> str:
    if not look:
        stored = OPEN_FILES.tiles(Product.objects.ready().get(survey=survey, kind="ortho").display)
        z, x, y = tile_of(place(), stored.zooms[1] - zoom)
        return f"/imagery/{survey.pk}/{z}/{x}/{y}.webp"
    z, x, y = tile_of(place(), 20)
    return f"/imagery/{survey.pk}/{look}/{z}/{x}/{y}.{form}"


def test_a_stored_tile_is_the_file_s_own_bytes(commune: Commune, inspector: User) -> None:
    survey = make_flown(commune)
    answer = browser(inspector).get(address(survey))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/webp"
    assert answer.content in survey.products.get(kind="ortho").display.read_bytes()
    assert Image.open(BytesIO(answer.content)).size == (512, 512)


def test_an_unpublished_survey_is_its_commune_s_alone(
    commune: Commune, neighbour: Commune, inspector: User
) -> None:
    survey = make_flown(commune)
    others = [None, make_user(Role.INSPECTOR, neighbour), make_user()]
    places = [
        address(survey),
        address(survey, "dsm"),
        f"/imagery/{survey.pk}.json",
        f"/imagery/{survey.pk}/dsm.json",
    ]
    for where in places:
        assert browser(inspector).get(where).status_code == 200
        for person in others:
            refused = browser(person).get(where)
            assert refused.status_code == 404
            assert refused["Content-Type"] == "application/problem+json"


def test_a_publication_is_seen_at_once_and_so_is_its_end(commune: Commune) -> None:
    survey = make_flown(commune, published=True)
    where, nobody = address(survey), browser()
    shown = nobody.get(where)
    assert shown.status_code == 200
    assert shown["Cache-Control"].startswith("public")
    assert shown["Access-Control-Allow-Origin"] == "*"
    Survey.objects.filter(pk=survey.pk).update(published_at=None)
    assert nobody.get(where).status_code == 404
    assert nobody.get(where, headers={"If-None-Match": shown["ETag"]}).status_code == 404
    Survey.objects.filter(pk=survey.pk).update(published_at=timezone.now())
    Commune.objects.filter(pk=commune.pk).update(is_public=False)
    assert nobody.get(where).status_code == 404


def test_who_loses_the_role_loses_the_pictures(commune: Commune, inspector: User) -> None:
    survey = make_flown(commune)
    where, client = address(survey), browser(inspector)
    private = client.get(where)
    assert private["Cache-Control"] == "private, no-cache"
    Membership.objects.filter(user=inspector).delete()
    assert client.get(where).status_code == 404


def test_what_a_map_already_has_is_not_sent_again(commune: Commune, inspector: User) -> None:
    survey = make_flown(commune)
    client = browser(inspector)
    for where in (address(survey), address(survey, "dsm"), address(survey, "terrain", "png")):
        first = client.get(where)
        again = client.get(where, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    before = client.get(address(survey))["ETag"]
    survey.products.update(replaced_at=timezone.now())
    add_product(survey, "ortho")
    assert client.get(address(survey), headers={"If-None-Match": before}).status_code == 200


def test_where_nothing_was_flown_there_is_nothing(commune: Commune, inspector: User) -> None:
    survey = make_flown(commune)
    for where in (f"/imagery/{survey.pk}/18/5/5.webp", f"/imagery/{survey.pk}/dsm/18/5/5.webp"):
        assert browser(inspector).get(where).status_code == 204


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_not_there_is_told_as_a_problem(commune: Commune, inspector: User, wrong: str) -> None:
    survey = make_flown(commune)
    answer = browser(inspector).get(f"/imagery/{wrong.format(pk=survey.pk)}")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_every_look_that_is_offered_can_be_seen(commune: Commune, inspector: User) -> None:
    survey = make_flown(commune)
    add_product(survey, "dtm", file="flat")
    client = browser(inspector)
    for look in LOOKS:
        for form in ("webp", "png", "jpg"):
            answer = client.get(address(survey, look, form))
            assert answer.status_code == 200, look
            assert Image.open(BytesIO(answer.content)).size == (256, 256)
        told = client.get(f"/imagery/{survey.pk}/{look}.json").json()
        assert bool(told["legend"]) == (look not in ("rgb", "contrast", "hillshade"))
    assert Image.open(BytesIO(client.get(address(survey, "dsm") + "?size=512").content)).size == (512, 512)
    assert client.get(address(survey, "ndvi")).status_code == 404  # the picture has no infrared


def test_a_3d_view_reads_the_heights(commune: Commune, inspector: User) -> None:
    survey = make_flown(commune)
    told = browser(inspector).get(f"/imagery/{survey.pk}/terrain.json").json()
    assert told["encoding"] == "mapbox"
    assert told["tiles"][0].split("?")[0].endswith("/{z}/{x}/{y}.png")
    answer = browser(inspector).get(address(survey, "terrain", "png"))
    heights = from_rgb(np.asarray(Image.open(BytesIO(answer.content)).convert("RGB")))
    assert heights.max() == pytest.approx(GROUND + 5, abs=0.06)


def test_tilejson_leads_a_map_to_the_tiles(commune: Commune, inspector: User) -> None:
    survey = make_flown(commune)
    client = browser(inspector)
    for where in (f"/imagery/{survey.pk}.json", f"/imagery/{survey.pk}/dsm.json"):
        told = client.get(where).json()
        assert told["tilejson"] == "3.0.0"
        assert told["bounds"] == list(BOUNDS)
        z, x, y = tile_of(place(), told["maxzoom"])
        assert 18 <= z <= 21
        assert f"v={survey.version}" in told["tiles"][0]
        tile = told["tiles"][0].replace("{z}", str(z)).replace("{x}", str(x)).replace("{y}", str(y))
        answer = client.get(tile.removeprefix("http://testserver"))
        assert answer.status_code == 200
        assert Image.open(BytesIO(answer.content)).size == (told["tileSize"],) * 2


def test_the_difference_of_two_dates_needs_sight_of_both(
    commune: Commune, neighbour: Commune, inspector: User
) -> None:
    after, before, foreign = make_flown(commune), make_survey(commune), make_flown(neighbour)
    add_product(before, "dsm", file="flat")
    z, x, y = tile_of(place(), 20)
    client = browser(inspector)
    seen = client.get(f"/imagery/{after.pk}/difference/{before.pk}/{z}/{x}/{y}.png")
    red = np.asarray(Image.open(BytesIO(seen.content)).convert("RGBA")).astype(int)
    built = red[red[..., 3] > 0]
    assert len(built) > 100
    assert (built[:, 0] > built[:, 2]).all()  # red; pale at the edges
    assert (built[:, 0] > built[:, 2] + 100).mean() > 0.8
    assert client.get(f"/imagery/{after.pk}/difference/{before.pk}.json").json()["unit"] == "m"
    assert client.get(f"/imagery/{after.pk}/difference/{foreign.pk}/{z}/{x}/{y}.png").status_code == 404


def test_a_campaign_shows_of_its_surveys_what_one_may_see(commune: Commune, inspector: User) -> None:
    campaign = make_campaign(commune)
    inside, shown = (
        make_flown(commune, campaign=campaign),
        make_flown(commune, campaign=campaign, published=True),
    )
    z, x, y = tile_of(place(), 20)
    for where in (
        f"/imagery/campaigns/{campaign.pk}.json",
        f"/imagery/campaigns/{campaign.pk}/dsm.json",
        address(inside).replace(f"/{inside.pk}/", f"/campaigns/{campaign.pk}/", 1),
        f"/imagery/campaigns/{campaign.pk}/dsm/{z}/{x}/{y}.webp",
    ):
        assert browser(inspector).get(where).status_code == 200
        assert browser().get(where).status_code == 200
    Survey.objects.filter(pk=shown.pk).update(published_at=None)
    assert browser().get(f"/imagery/campaigns/{campaign.pk}.json").status_code == 404


def test_a_file_that_is_gone_is_a_plain_refusal(commune: Commune, inspector: User) -> None:
    survey = make_flown(commune)
    z, x, y = tile_of(place(), 20)
    for product in Product.objects.filter(survey=survey):
        product.analysis.unlink()
    where = address(survey)
    survey.products.get(kind="ortho").display.unlink()
    for gone in (where, f"/imagery/{survey.pk}/dsm/{z}/{x}/{y}.webp"):
        assert browser(inspector).get(gone).status_code == 404


def test_what_can_be_looked_at_and_what_lies_at_a_place_is_told_to_who_sees_it(
    commune: Commune, neighbour: Commune, inspector: User, api: Any
) -> None:
    survey = make_flown(commune)
    middle = shapely.Point(BERKANE[0] + 25, BERKANE[1] - 20)  # of the block of 5 m
    lon, lat = shapely.get_coordinates(brought(middle, "EPSG:26191", "EPSG:4326"))[0].tolist()
    for person, status in ((inspector, 200), (make_user(Role.INSPECTOR, neighbour), 404), (None, 404)):
        for path, asked in (("values", {"lon": lon, "lat": lat}), ("looks", {})):
            assert api(person).get(f"/surveys/{survey.pk}/{path}", **asked).status_code == status
    told = api(inspector).get(f"/surveys/{survey.pk}/values", lon=lon, lat=lat).json()
    values = {one["kind"]: one["values"] for one in told}
    assert len(values["ortho"]) == 3
    assert values["dsm"] == [pytest.approx(GROUND + 5)]
    looks = {look["name"]: look for look in api(inspector).get(f"/surveys/{survey.pk}/looks").json()}
    assert {"rgb", "dsm", "terrain"} <= looks.keys()
    assert looks["dsm"]["legend"][0]["value"] == 119
    assert api(inspector).client.get(looks["dsm"]["tilejson"]).status_code == 200
