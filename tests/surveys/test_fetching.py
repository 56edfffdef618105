"""Files of surveys come from the server's folder and from addresses: whole, once, never from elsewhere."""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.surveys import tasks
from kharita.surveys.fetching import downloading, inbox, services
from kharita.surveys.models import Fetch, Product, Progress, Survey
from kharita.territory.models import Commune
from tests.conftest import Api
from tests.factories import make_user
from tests.surveys.file_server import FileServer, serving
from tests.surveys.flying import announce, write_heights, write_ortho


@pytest.fixture
def inspector(commune: Commune) -> User:
    return make_user(Role.INSPECTOR, commune)


@pytest.fixture
def survey(commune: Commune, inspector: User) -> Survey:
    return announce(commune, inspector)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The server's folder, with a flight in it."""
    made = tmp_path / "inbox"
    (made / "2026").mkdir(parents=True)
    monkeypatch.setattr(settings.KHARITA, "surveys_inbox", made)
    write_ortho(made / "2026" / "ortho.tif")
    return made


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    """A server on the list, with a flight on it."""
    monkeypatch.setattr(downloading, "WAIT_SECONDS", 0.0)
    with serving(body=write_heights(tmp_path / "dsm.tif").read_bytes()) as server:
        monkeypatch.setattr(settings.KHARITA, "surveys_urls", [f"{server.address}/flights/"])
        yield server


def _ask(desk: Api, survey: Survey, **said: Any) -> Any:
    return desk.post(f"/surveys/{survey.pk}/fetches", {"kind": "ortho"} | said)


def _fetched(desk: Api, survey: Survey, **said: Any) -> dict[str, Any]:
    """Asked for and run; as the API tells it."""
    answer = _ask(desk, survey, **said)
    assert answer.status_code == 201, answer.content
    tasks.fetch(answer.json()["id"])
    told: dict[str, Any] = desk.get(f"/surveys/{survey.pk}/fetches").json()[0]
    return told


def test_a_file_of_the_servers_folder_is_copied_and_becomes_imagery(
    api: Callable[..., Api], inspector: User, survey: Survey, folder: Path
) -> None:
    desk, original = api(inspector), folder / "2026" / "ortho.tif"
    before = (original.read_bytes(), original.stat())
    offered = desk.get(f"/surveys/{survey.pk}/sources").json()
    assert [(file["path"], file["size"]) for file in offered["inbox"]] == [("2026/ortho.tif", len(before[0]))]
    told = _fetched(desk, survey, path="2026/ortho.tif")
    assert (told["state"], told["source"], told["error"]) == ("done", "path", None)
    product = Product.objects.get(pk=told["product_id"])
    assert (product.source, product.file_name) == ("path", "ortho.tif")
    tasks.ingest(product.pk)
    product.refresh_from_db()
    assert product.state == "ready"
    assert (original.read_bytes(), original.stat().st_mtime_ns) == (before[0], before[1].st_mtime_ns)
    assert original.stat().st_ino != product.original.stat().st_ino
    assert not Fetch.objects.get().folder.exists()
    assert not Progress.objects.exists()


def test_nothing_outside_the_folder_is_taken_or_told(
    api: Callable[..., Api], inspector: User, survey: Survey, folder: Path
) -> None:
    outside = write_ortho(folder.parent / "secret.tif")
    (folder / "link.tif").symlink_to(outside)
    (folder / "away").symlink_to(outside.parent)
    (folder / "notes.txt").write_text("x")
    (folder / ".hidden.tif").write_text("x")
    os.mkfifo(folder / "pipe.tif")
    desk = api(inspector)
    assert len(desk.get(f"/surveys/{survey.pk}/sources").json()["inbox"]) == 1
    for path in ("../secret.tif", "2026/../../secret.tif", str(outside), "link.tif", "away/secret.tif",
                 "notes.txt", ".hidden.tif", "pipe.tif", "2026", "", "/", "a\x00.tif", "\ud800/a.tif",
                 f"{'x' * 300}.tif", "/proc/self/environ", "2026/missing.tif"):  # fmt: skip
        answer = _ask(desk, survey, path=path)
        assert answer.status_code in (400, 404, 422), path
    assert not Fetch.objects.exists()


def test_a_link_that_is_put_in_later_is_not_followed_either(
    api: Callable[..., Api], inspector: User, survey: Survey, folder: Path
) -> None:
    desk, path = api(inspector), folder / "2026" / "ortho.tif"
    asked = _ask(desk, survey, path="2026/ortho.tif").json()
    path.rename(folder.parent / "secret.tif")
    path.symlink_to(folder.parent / "secret.tif")
    tasks.fetch(asked["id"])
    (told,) = desk.get(f"/surveys/{survey.pk}/fetches").json()
    assert (told["state"], told["error"]["code"]) == ("failed", "not-found")
    assert not Product.objects.exists()


def test_a_file_that_is_still_being_written_is_not_taken(
    api: Callable[..., Api], inspector: User, survey: Survey, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = inbox._copied

    def written(source: int, target: int, missing: int) -> int:
        with (folder / "2026" / "ortho.tif").open("ab") as file:
            file.write(b"more")
        return copied(source, target, missing)

    monkeypatch.setattr(inbox, "_copied", written)
    told = _fetched(api(inspector), survey, path="2026/ortho.tif")
    assert (told["state"], told["error"]["code"]) == ("failed", "still-written")


def test_communes_do_not_see_each_others_folders(
    api: Callable[..., Api], inspector: User, survey: Survey, neighbour: Commune, folder: Path
) -> None:
    for commune in (survey.commune, neighbour):
        (folder / commune.code).mkdir()
        write_ortho(folder / commune.code / f"{commune.code}.tif")
    desk, own = api(inspector), f"{survey.commune.code}.tif"
    assert [file["path"] for file in desk.get(f"/surveys/{survey.pk}/sources").json()["inbox"]] == [own]
    assert _ask(desk, survey, path=f"../{neighbour.code}/{neighbour.code}.tif").status_code == 404
    assert _ask(desk, survey, path=own).status_code == 201


def test_only_who_uploads_surveys_there_sees_and_asks(
    api: Callable[..., Api], inspector: User, survey: Survey, neighbour: Commune, folder: Path
) -> None:
    Survey.objects.filter(pk=survey.pk).update(state="ready", published_at=survey.created_at)
    asked = _ask(api(inspector), survey, path="x.tif")
    assert asked.status_code == 404  # two communes: no longer the folder itself
    for reader, statuses in (
        (None, {401}), (make_user(Role.CREW, survey.commune), {403}),
        (make_user(Role.INSPECTOR, neighbour), {403, 404}),
    ):  # fmt: skip
        other = api(reader)
        for place in ("sources", "fetches", "odm"):
            assert other.get(f"/surveys/{survey.pk}/{place}").status_code in statuses
        assert _ask(other, survey, path="2026/ortho.tif").status_code in statuses


def test_a_file_comes_from_an_address_over_a_bad_connection(
    api: Callable[..., Api], inspector: User, survey: Survey, files: FileServer
) -> None:
    files.cuts = [len(files.body) // 3]
    told = _fetched(
        api(inspector), survey, kind="dsm", url=f"{files.address}/flights/dsm%20may.tif?key=secret",
        sha256=hashlib.sha256(files.body).hexdigest().upper(),
    )  # fmt: skip
    assert (told["state"], told["source"]) == ("done", "url")
    assert "secret" not in told["address"]
    product = Product.objects.get(pk=told["product_id"])
    assert product.file_name == "dsm may.tif"
    assert product.original.read_bytes() == files.body
    tasks.ingest(product.pk)
    product.refresh_from_db()
    assert product.state == "ready"


def test_what_fails_is_told_and_tried_again_from_where_it_was(
    api: Callable[..., Api], inspector: User, survey: Survey, files: FileServer
) -> None:
    desk = api(inspector, language="fr")
    files.cuts = [100_000, *[0] * 50]
    told = _fetched(desk, survey, kind="dsm", url=f"{files.address}/flights/dsm.tif")
    assert (told["state"], told["error"]["code"]) == ("failed", "connection-lost")
    files.cuts, files.asked = [], []
    again = desk.post(f"/surveys/{survey.pk}/fetches/{told['id']}/retry")
    assert again.json()["state"] == "waiting"
    tasks.fetch(told["id"])
    assert Fetch.objects.get().state == "done"
    assert files.asked == [("/flights/dsm.tif", "bytes=100000-")]


def test_another_file_than_was_announced_is_not_taken(
    api: Callable[..., Api], inspector: User, survey: Survey, files: FileServer
) -> None:
    told = _fetched(
        api(inspector), survey, kind="dsm", url=f"{files.address}/flights/dsm.tif", sha256="0" * 64
    )
    assert (told["state"], told["error"]["code"]) == ("failed", "digest")
    assert not Product.objects.exists()


def test_addresses_beside_the_list_are_refused_at_once(
    api: Callable[..., Api], inspector: User, survey: Survey, files: FileServer
) -> None:
    desk = api(inspector)
    for url in (
        "http://169.254.169.254/latest/meta-data",
        f"{files.address}/other/a.tif",
        "file:///etc/passwd",
    ):
        answer = _ask(desk, survey, url=url)
        assert (answer.status_code, answer.json()["type"].split("/")[-1][:8]) == (400, "address-"), url
    assert files.asked == []
    assert _ask(desk, survey, url="x", path="y").status_code in (400, 422)


@pytest.mark.parametrize("step", ["attach_file", "_hand_over"])
def test_killed_at_the_end_it_goes_through_the_second_time_without_fetching_anew(
    step: str, api: Callable[..., Api], inspector: User, survey: Survey, files: FileServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked = _ask(api(inspector), survey, kind="dsm", url=f"{files.address}/flights/dsm.tif").json()
    true_step = getattr(services, step)

    def killed(*args: Any, **more: Any) -> None:
        true_step(*args, **more)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(services, step, killed)
        tasks.fetch(asked["id"])
    tasks.fetch(asked["id"])
    assert Fetch.objects.get().state == "done"
    assert Product.objects.get().original.read_bytes() == files.body
    assert len(files.asked) == 1


def test_what_was_given_up_ends_and_leaves_nothing(
    api: Callable[..., Api], inspector: User, survey: Survey, files: FileServer,
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    desk = api(inspector)
    asked = _ask(desk, survey, kind="dsm", url=f"{files.address}/flights/dsm.tif").json()
    assert _ask(desk, survey, kind="dsm", url=f"{files.address}/flights/dsm.tif").json()["id"] == asked["id"]
    assert _ask(desk, survey, kind="dsm", url=f"{files.address}/flights/b.tif").status_code == 409
    folder, run = Fetch.objects.get().folder, downloading.Download.run

    def given_up(self: Any) -> None:
        run(self)
        with django_capture_on_commit_callbacks(execute=True):
            assert desk.client.delete(
                f"/api/v1/surveys/{survey.pk}/fetches/{asked['id']}"
            ).status_code == 204  # fmt: skip

    monkeypatch.setattr(downloading.Download, "run", given_up)
    tasks.fetch(asked["id"])
    assert not Fetch.objects.exists()
    assert not Product.objects.exists()
    assert not Progress.objects.exists()
    assert not folder.exists()


def test_folders_of_what_is_gone_are_deleted_and_of_what_failed_kept(
    inspector: User, survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = Fetch.objects.create(
        survey=survey, kind="dsm", source="url", address="x", state="failed", created_by=inspector,
        created_at=survey.created_at,
    )  # fmt: skip
    stray = failed.folder.with_name("00ff")
    for place in (failed.folder, stray):
        place.mkdir(parents=True)
    assert services.purge_folders() == 0
    monkeypatch.setattr(services, "LEFT_OVER_SECONDS", -60.0)
    services.purge_folders()
    assert failed.folder.exists()
    assert not stray.exists()
