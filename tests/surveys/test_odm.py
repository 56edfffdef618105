"""Photos become imagery at an OpenDroneMap node, whatever the node does."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from pydantic import SecretStr

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.surveys import tasks
from kharita.surveys.fetching import downloading, node, odm
from kharita.surveys.models import OdmTask, Product, Progress, Survey
from kharita.territory.models import Commune
from kharita.uploads.models import Upload
from tests.conftest import Api
from tests.factories import make_user
from tests.surveys.flying import announce, write_heights, write_ortho
from tests.surveys.odm_node import COMPLETED, FAILED, RUNNING, OdmNodeServer, odm_node
from tests.uploads.conftest import Tus, metadata

pytestmark = pytest.mark.long

HEIGHTS = {"odm_dem/dsm.tif": b"y", "odm_dem/dtm.tif": b"y"}
PHOTO = b"\xff\xd8\xff\xe0 photo "


@pytest.fixture
def inspector(commune: Commune) -> User:
    return make_user(Role.INSPECTOR, commune)


@pytest.fixture
def survey(commune: Commune, inspector: User) -> Survey:
    return announce(commune, inspector)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OdmNodeServer]:
    """A node with a token, whose archives hold a flight."""
    monkeypatch.setattr(node, "RETRY_SECONDS", 0)
    monkeypatch.setattr(downloading, "WAIT_SECONDS", 0.0)
    ortho, heights = write_ortho(tmp_path / "o.tif"), write_heights(tmp_path / "d.tif")
    products = {
        "odm_orthophoto/odm_orthophoto.tif": ortho.read_bytes(), "odm_dem/dsm.tif": heights.read_bytes(),
        "odm_dem/dtm.tif": heights.read_bytes(), "../../evil.tif": b"x", "odm_report/report.pdf": b"x",
    }  # fmt: skip
    with odm_node(token="s3cret", products=products) as served:
        monkeypatch.setattr(settings.KHARITA, "odm_url", f"{served.address}/")
        monkeypatch.setattr(settings.KHARITA, "odm_token", SecretStr("s3cret"))
        yield served


@pytest.fixture
def photos(inspector: User, survey: Survey) -> list[str]:
    """Four photos and ground control points, sent by tus for the survey."""
    tus, keys = Tus(inspector), []
    for name in ("DJI 1.JPG", "DJI_2.jpg", "DJI_3.jpg", "DJI_3.jpg", "gcp_list.txt"):
        told = metadata(purpose="survey-photos", filename=name, survey=str(survey.pk))
        path = tus.made(len(PHOTO), Upload_Metadata=told)
        assert tus.patch(path, 0, PHOTO).status_code == 204
        keys.append(path.rpartition("/")[2])
    return keys


def _asked(desk: Api, survey: Survey, **said: Any) -> int:
    answer = desk.post(f"/surveys/{survey.pk}/odm", {"resolution_cm": 2.5} | said)
    assert answer.status_code == 201, answer.content
    return int(answer.json()["id"])


def _told(desk: Api, survey: Survey) -> dict[str, Any]:
    (told,) = desk.get(f"/surveys/{survey.pk}/odm").json()
    return dict(told)


def _completed(desk: Api, survey: Survey, server: OdmNodeServer) -> int:
    """A task whose photos the node has worked on, and that waits to be collected."""
    task_id = _asked(desk, survey)
    tasks.odm_send(task_id)
    server.only_task().status = COMPLETED
    tasks.odm_follow()
    assert _told(desk, survey)["state"] == "collecting"
    return task_id


def test_photos_become_orthophoto_and_heights(
    api: Callable[..., Api], inspector: User, survey: Survey, server: OdmNodeServer, photos: list[str]
) -> None:
    desk = api(inspector)
    task_id = _asked(desk, survey)
    assert _asked(desk, survey) == task_id
    server.drops_uploads = 2
    tasks.odm_send(task_id)
    at_node = server.only_task()
    assert set(at_node.images) == {
        "DJI_1.JPG", "DJI_2.jpg", "DJI_3.jpg", "4-DJI_3.jpg", "gcp_list.txt"
    }  # fmt: skip
    assert set(at_node.images.values()) == {PHOTO}
    assert (at_node.option("orthophoto-resolution"), at_node.option("dtm")) == (2.5, True)
    at_node.status, at_node.progress = RUNNING, 42.5
    tasks.odm_follow()
    told = _told(desk, survey)
    assert (told["state"], told["step"], told["fraction"]) == ("running", "photogrammetry", 0.425)
    at_node.status, server.cuts = COMPLETED, [5_000]
    tasks.odm_follow()
    tasks.odm_collect(task_id)
    assert _told(desk, survey)["state"] == "done"
    made = {product.kind: product for product in Product.objects.filter(survey=survey, source="odm")}
    assert set(made) == {"ortho", "dsm", "dtm"}
    assert made["ortho"].original.read_bytes() == server.products["odm_orthophoto/odm_orthophoto.tif"]
    assert server.tasks == {}
    assert not Upload.objects.exists()
    assert not OdmTask.objects.get().folder.exists()
    assert not Progress.objects.exists()
    tasks.odm_collect(task_id)
    assert Product.objects.count() == 3


def test_a_job_that_was_killed_finds_the_nodes_task_again(
    api: Callable[..., Api], inspector: User, survey: Survey, server: OdmNodeServer, photos: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    task_id, create = _asked(api(inspector), survey, photos=photos), node.OdmNode.create

    def killed(self: Any, *args: Any, **more: Any) -> None:
        create(self, *args, **more)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(node.OdmNode, "create", killed)
        tasks.odm_send(task_id)
    tasks.odm_send(task_id)
    assert OdmTask.objects.get().state == "running"
    assert server.asked.count("/task/new/init") == 1
    server.only_task().status = COMPLETED
    tasks.odm_follow()
    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(odm, "leave", killed_at_once)
        tasks.odm_collect(task_id)
    assert OdmTask.objects.get().state == "done"
    assert Product.objects.count() == 3
    odm.purge_photos(now=timezone.now())
    assert not Upload.objects.exists()


def killed_at_once(**more: Any) -> None:
    raise KeyboardInterrupt


def test_photos_that_were_half_sent_are_sent_anew(
    api: Callable[..., Api], inspector: User, survey: Survey, server: OdmNodeServer, photos: list[str]
) -> None:
    desk, server.broken = api(inspector), {"/task/new/commit": b"<html>"}
    task_id = _asked(desk, survey)
    tasks.odm_send(task_id)
    assert (_told(desk, survey)["state"], _told(desk, survey)["error"]["code"]) == ("failed", "node-nonsense")
    server.broken = {}
    assert desk.post(f"/surveys/{survey.pk}/odm/{task_id}/retry").json()["state"] == "waiting"
    tasks.odm_send(task_id)
    assert _told(desk, survey)["state"] == "running"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"token": "another"}, "node-token"),
        ({"version": "1.2.0"}, "node-old"),
        ({"max_images": 3}, "too-many-photos"),
        ({"broken": {"/info": 404}}, "node-nonsense"),
        ({"broken": {"/info": b"<html>hello"}}, "node-nonsense"),
        ({"broken": {"/info": b"[1, 2]"}}, "node-nonsense"),
        ({"broken": {"/info": 502}}, "node-silent"),
        ({"broken": {"/task/new/init": b'{"error": "Invalid option"}'}}, "node-failed"),
        ({"broken": {"/task/new/upload": 500}}, "node-silent"),
    ],
)
def test_a_node_that_does_not_take_the_photos_is_told_in_words(
    changes: dict[str, Any], code: str, api: Callable[..., Api], inspector: User, survey: Survey,
    server: OdmNodeServer, photos: list[str],
) -> None:  # fmt: skip
    desk = api(inspector)
    task_id = _asked(desk, survey)
    for name, value in changes.items():
        setattr(server, name, value)
    tasks.odm_send(task_id)
    told = _told(desk, survey)
    assert (told["state"], told["error"]["code"]) == ("failed", code)
    assert len(told["error"]["detail"]) > 20
    assert Upload.objects.count() == 5  # for another try


def _archive(**changes: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as opened:
        opened.writestr("odm_orthophoto/odm_orthophoto.tif", b"x" * 1000)
        for name, body in changes.items():
            opened.writestr(name, body)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("archive", "code"),
    [
        (b"no zip at all", "bad-archive"),
        (_archive()[:600], "bad-archive"),
        (_archive(**HEIGHTS).replace(b"xxx", b"xyx", 1), "bad-archive"),
        (_archive(), "archive-incomplete"),
    ],
)  # fmt: skip
def test_an_archive_that_is_damaged_is_refused_and_fetched_anew_the_next_time(
    archive: bytes, code: str, api: Callable[..., Api], inspector: User, survey: Survey,
    server: OdmNodeServer, photos: list[str],
) -> None:  # fmt: skip
    desk = api(inspector)
    task_id, server.archive = _completed(desk, survey, server), archive
    tasks.odm_collect(task_id)
    told = _told(desk, survey)
    assert (told["state"], told["error"]["code"]) == ("failed", code)
    assert not Product.objects.exists()
    server.archive = None
    assert desk.post(f"/surveys/{survey.pk}/odm/{task_id}/retry").status_code == 200
    tasks.odm_send(task_id)
    tasks.odm_follow()
    tasks.odm_collect(task_id)
    assert _told(desk, survey)["state"] == "done"
    assert server.asked.count("/task/new/init") == 1  # it was not computed again


def test_what_fails_at_the_node_is_told_in_its_own_words(
    api: Callable[..., Api], inspector: User, survey: Survey, server: OdmNodeServer, photos: list[str]
) -> None:
    desk = api(inspector)
    tasks.odm_send(_asked(desk, survey))
    server.only_task().status, server.only_task().error = FAILED, "Not enough memory"
    tasks.odm_follow()
    told = _told(desk, survey)
    assert told["error"]["code"] == "odm-failed"
    assert "Not enough memory" in told["error"]["detail"]


def test_a_node_that_is_away_is_waited_for_and_not_for_ever(
    api: Callable[..., Api], inspector: User, survey: Survey, server: OdmNodeServer, photos: list[str]
) -> None:
    desk, now = api(inspector), timezone.now()
    tasks.odm_send(_asked(desk, survey))
    server.broken = {"/task": 502}
    odm.follow_all(now=now)
    odm.follow_all(now=now + timedelta(minutes=90))
    assert _told(desk, survey)["state"] == "running"
    server.broken = {}
    odm.follow_all(now=now + timedelta(minutes=91))
    server.broken = {"/task": 502}
    odm.follow_all(now=now + timedelta(minutes=92))
    odm.follow_all(now=now + timedelta(minutes=180))
    assert _told(desk, survey)["state"] == "running"
    odm.follow_all(now=now + timedelta(minutes=213))
    assert _told(desk, survey)["error"]["code"] == "node-silent"


def test_a_node_that_forgot_its_task_is_told_so(
    api: Callable[..., Api], inspector: User, survey: Survey, server: OdmNodeServer, photos: list[str]
) -> None:
    desk = api(inspector)
    tasks.odm_send(_asked(desk, survey))
    server.tasks.clear()
    tasks.odm_follow()
    assert _told(desk, survey)["error"]["code"] == "node-forgot"


def test_what_is_cancelled_ends_here_and_at_the_node(
    api: Callable[..., Api], inspector: User, survey: Survey, server: OdmNodeServer, photos: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    desk = api(inspector)
    task_id, create = _asked(desk, survey), node.OdmNode.create

    def cancelled(self: Any, *args: Any, **more: Any) -> None:
        create(self, *args, **more)
        assert desk.post(f"/surveys/{survey.pk}/odm/{task_id}/cancel").json()["state"] == "cancelled"

    monkeypatch.setattr(node.OdmNode, "create", cancelled)
    tasks.odm_send(task_id)
    tasks.odm_leave(task_id)
    assert _told(desk, survey)["state"] == "cancelled"
    assert server.tasks == {}
    assert not Upload.objects.exists()
    tasks.odm_follow()
    assert desk.post(f"/surveys/{survey.pk}/odm/{task_id}/retry").status_code == 409


def test_only_photos_of_ones_own_and_enough_of_them_are_taken(
    api: Callable[..., Api], inspector: User, survey: Survey, server: OdmNodeServer, photos: list[str]
) -> None:
    desk, place = api(inspector), f"/surveys/{survey.pk}/odm"
    assert desk.post(place, {"photos": photos[:1]}).json()["type"].endswith("photos-count")
    other = api(make_user(Role.INSPECTOR, survey.commune))
    assert other.post(place, {"photos": photos}).status_code == 404
    assert other.post(place, {}).json()["type"].endswith("photos-count")
    assert desk.post(place, {"resolution_cm": 0}).status_code in (400, 422)
    assert not OdmTask.objects.exists()


def test_photos_that_nobody_needs_any_more_are_deleted_in_time(
    api: Callable[..., Api], inspector: User, survey: Survey, server: OdmNodeServer, photos: list[str]
) -> None:
    desk, now = api(inspector), timezone.now()
    tasks.odm_send(_asked(desk, survey))
    assert odm.purge_photos(now=now + timedelta(days=30)) == 0
    server.only_task().status = FAILED
    tasks.odm_follow()
    assert odm.purge_photos(now=now) == 0
    assert odm.purge_photos(now=now + timedelta(days=30)) == 5
    assert _told(desk, survey)["state"] == "cancelled"


def test_photos_that_arrived_are_known_again_and_may_be_left(
    api: Callable[..., Api], inspector: User, commune: Commune, survey: Survey, server: OdmNodeServer,
    photos: list[str],
) -> None:  # fmt: skip
    desk, address = api(inspector), f"/surveys/{survey.pk}/photos"
    tus = Tus(inspector)
    told = metadata(
        purpose="survey-photos", filename="DJI_4.jpg", survey=str(survey.pk), modified="1790000000000"
    )
    half = tus.made(len(PHOTO), Upload_Metadata=told)
    assert [one["key"] for one in desk.get(address).json()] == photos
    assert tus.patch(half, 0, PHOTO).status_code == 204
    last = desk.get(address).json()[-1]
    assert (last["name"], last["size"], last["modified"]) == ("DJI_4.jpg", len(PHOTO), "1790000000000")
    colleague = api(make_user(Role.INSPECTOR, commune, username="colleague"))
    assert colleague.get(address).json() == []
    assert colleague.delete(address).status_code == 204
    assert len(desk.get(address).json()) == 6
    assert desk.delete(address).status_code == 204
    assert desk.get(address).json() == []
    assert not Upload.objects.exists()


def test_photos_of_a_task_are_not_left(
    api: Callable[..., Api], inspector: User, survey: Survey, server: OdmNodeServer, photos: list[str]
) -> None:
    desk, address = api(inspector), f"/surveys/{survey.pk}/photos"
    _asked(desk, survey)
    assert desk.get(address).json() == []
    assert desk.delete(address).status_code == 204
    assert Upload.objects.count() == len(photos)
