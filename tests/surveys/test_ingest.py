"""A file becomes imagery, or its sender is told why not; killed anywhere, it goes through the second time."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from django.conf import settings
from django.utils import timezone
from rasterio.transform import from_origin

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.surveys import tasks
from kharita.surveys.models import Comparison, Product, Progress, Survey
from kharita.surveys.services import ingest as ingesting
from kharita.surveys.services import products
from kharita.territory.models import Commune
from tests.conftest import Api
from tests.factories import CENTRE, make_user
from tests.rasters.strange_files import flip, heights, write
from tests.surveys.flying import announce, attach, write_heights, write_ortho

FAR = (CENTRE[0] + 50_000, CENTRE[1])


@pytest.fixture
def inspector(commune: Commune) -> User:
    return make_user(Role.INSPECTOR, commune)


def test_a_file_becomes_imagery_and_its_original_stays_untouched(
    commune: Commune, inspector: User, tmp_path: Path, api: Callable[..., Api]
) -> None:
    survey = announce(commune, inspector)
    sent = write_ortho(tmp_path / "ortho.tif")
    digest = sha256(sent.read_bytes()).hexdigest()
    product = attach(survey, "ortho", sent, inspector)
    tasks.ingest(product.pk)
    told = api(inspector).get(f"/surveys/{survey.pk}").json()
    (shown,) = told["products"]
    assert (told["state"], shown["state"], shown["sha256"]) == ("ready", "ready", digest)
    assert sha256(product.original.read_bytes()).hexdigest() == digest
    assert shown["facts"]["epsg"] == 26191
    with rasterio.open(product.display) as display:
        assert display.crs.to_epsg() == 3857
    survey.refresh_from_db()
    assert survey.footprint.area == pytest.approx(40 * 40 * 7 / 8, rel=0.03)
    for name in ("ortho.tif", "ortho.webp"):
        answer = api(inspector).get(f"/surveys/{survey.pk}/products/{name}")
        assert answer.status_code == 200
        assert api().get(f"/surveys/{survey.pk}/products/{name}").status_code == 404
    assert not Progress.objects.exists()


@pytest.mark.parametrize(
    "step", ["make_analysis_cog", "make_display_cog", "thumbnail", "product_ready", "compare_with_neighbours"]
)
def test_killed_at_any_step_it_goes_through_the_second_time(
    step: str, commune: Commune, inspector: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = attach(announce(commune, inspector), "ortho", write_ortho(tmp_path / "a.tif"), inspector)

    def killed(*args: Any, **kwargs: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(ingesting, step, killed)
        tasks.ingest(product.pk)
    product.refresh_from_db()
    assert product.state == Product.State.WORKING
    tasks.ingest(product.pk)
    product.refresh_from_db()
    assert product.state == Product.State.READY
    assert {path.name for path in product.folder.iterdir()} == {
        "original.tif", "analysis.tif", "display.tif", "thumbnail.webp"
    }  # fmt: skip


def test_what_is_no_imagery_of_the_commune_is_refused_in_words(
    commune: Commune, inspector: User, tmp_path: Path, api: Callable[..., Api]
) -> None:
    survey = announce(commune, inspector)
    page = tmp_path / "page.tif"
    page.write_text("<!doctype html><title>Log in</title>")
    for kind, path in (("ortho", write_ortho(tmp_path / "far.tif", origin=FAR)), ("dsm", page)):
        tasks.ingest(attach(survey, kind, path, inspector).pk)
    told = api(inspector).get(f"/surveys/{survey.pk}").json()
    assert told["state"] == "failed"
    assert {product["state"] for product in told["products"]} == {"refused"}
    assert all(len(product["error"]["detail"]) > 20 for product in told["products"])
    assert told["bbox"] is None


def test_damage_that_the_look_did_not_reach_is_told_by_its_place(
    commune: Commune, inspector: User, tmp_path: Path, api: Callable[..., Api]
) -> None:
    """Of a file of 52 MB a part is unpacked at first; the flipped bit lies in another."""
    survey = announce(commune, inspector)
    place = {"crs": "EPSG:26191", "transform": from_origin(*CENTRE, 0.05, 0.05)}
    blocks = {"blockxsize": 240, "blockysize": 240, "zlevel": 1}
    path = write(tmp_path / "dsm.tif", np.tile(heights(), (1, 12, 12)), **place, **blocks)
    product = attach(survey, "dsm", flip(path, 4, share=0.9), inspector)
    tasks.ingest(product.pk)
    told = api(inspector).get(f"/surveys/{survey.pk}").json()
    (shown,) = told["products"]
    assert (told["state"], shown["state"], shown["error"]["code"]) == ("failed", "refused", "damaged-at")
    assert "960" in shown["error"]["detail"]
    assert {path.name for path in product.folder.glob("*")} <= {"original.tif"}


def test_a_better_file_takes_the_place_of_a_refused_one(
    commune: Commune, inspector: User, tmp_path: Path
) -> None:
    survey = announce(commune, inspector)
    tasks.ingest(attach(survey, "ortho", write_ortho(tmp_path / "a.tif", origin=FAR), inspector).pk)
    tasks.ingest(attach(survey, "ortho", write_ortho(tmp_path / "b.tif"), inspector).pk)
    survey.refresh_from_db()
    assert survey.state == Survey.State.READY
    assert Product.objects.current().filter(survey=survey).count() == 1


@pytest.mark.parametrize("is_late", [False, True], ids=["in order", "the earlier one comes last"])
def test_a_second_flight_over_the_same_ground_is_compared_by_itself(
    is_late: bool, commune: Commune, inspector: User, tmp_path: Path
) -> None:
    now = timezone.now()
    earlier = announce(commune, inspector, flown_at=now - timedelta(days=200))
    later = announce(commune, inspector, flown_at=now - timedelta(days=1))
    sent = [(earlier, 0.0), (later, 6.0)]
    for survey, house in reversed(sent) if is_late else sent:
        path = write_heights(tmp_path / f"{survey.pk}.tif", house_m=house)
        tasks.ingest(attach(survey, "dsm", path, inspector).pk)
    pair = Comparison.objects.get()
    assert (pair.before_id, pair.after_id) == (earlier.pk, later.pk)
    assert Survey.objects.filter(state=Survey.State.READY).count() == 2


def test_what_was_removed_meanwhile_is_given_up(
    commune: Commune, inspector: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = attach(announce(commune, inspector), "ortho", write_ortho(tmp_path / "a.tif"), inspector)
    told = ingesting.sha256_of

    def removed(*args: Any, **kwargs: Any) -> str:
        products.remove_product(product=product, actor=inspector, now=timezone.now())
        return told(*args, **kwargs)

    monkeypatch.setattr(ingesting, "sha256_of", removed)
    tasks.ingest(product.pk)
    assert not Product.objects.exists()
    assert not Progress.objects.exists()


def test_folders_without_a_product_go_when_they_are_old(
    commune: Commune, inspector: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = attach(announce(commune, inspector), "ortho", write_ortho(tmp_path / "a.tif"), inspector)
    stray = Path(settings.MEDIA_ROOT) / "surveys" / "00ff"
    stray.mkdir(parents=True, exist_ok=True)
    assert products.purge_folders() == 0
    monkeypatch.setattr(products, "LEFT_OVER_SECONDS", -60.0)
    assert products.purge_folders() >= 1
    assert not stray.exists()
    assert product.original.exists()
