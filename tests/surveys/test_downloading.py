"""Files come from listed addresses alone, over bad connections too, and whole or not at all."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from kharita.accounts.bodies import TooLarge
from kharita.core.errors import DomainError
from kharita.surveys.fetching import downloading
from kharita.surveys.fetching.addresses import AllowList
from kharita.surveys.fetching.downloading import Download
from kharita.surveys.fetching.problems import AddressRefused, FetchFailed
from kharita.surveys.progress import GivenUp
from kharita.uploads.problems import NoRoom
from tests.surveys.file_server import FileServer, serving

BODY = os.urandom(1_000_000)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloading, "WAIT_SECONDS", 0.0)


@pytest.fixture
def files() -> Iterator[FileServer]:
    with serving(body=BODY) as server:
        yield server


def _download(files: FileServer, target: Path, *, path: str = "/flights/a.tif", limit: int = 10**9) -> Path:
    allowed = AllowList.of([f"{files.address}/flights/"])
    Download(
        f"{files.address}{path}", target, allowed=allowed, bytes_max=limit, told=lambda fraction: None
    ).run()
    return target


def _refusal(files: FileServer, target: Path, path: str = "/flights/a.tif", **told: int) -> DomainError:
    with pytest.raises(DomainError) as refused:
        _download(files, target, path=path, **told)
    assert len(str(refused.value.detail)) > 20
    return refused.value


def test_a_cut_connection_goes_on_at_the_byte_where_it_was_lost(files: FileServer, tmp_path: Path) -> None:
    files.cuts = [300_000, 500_000, 0]
    assert _download(files, tmp_path / "a.tif").read_bytes() == BODY
    assert [asked for _path, asked in files.asked] == ["", "bytes=300000-", *["bytes=800000-"] * 2]


def test_who_was_killed_goes_on_where_it_was(files: FileServer, tmp_path: Path) -> None:
    def killed(fraction: float) -> None:
        if fraction > 0.4:
            raise GivenUp

    allowed = AllowList.of([files.address])
    url, target = f"{files.address}/a.tif", tmp_path / "a.tif"
    with pytest.raises(GivenUp):
        Download(url, target, allowed=allowed, bytes_max=10**9, told=killed).run()
    kept = target.stat().st_size
    assert 0 < kept < len(BODY)
    Download(url, target, allowed=allowed, bytes_max=10**9, told=lambda fraction: None).run()
    assert target.read_bytes() == BODY
    assert files.asked[-1] == ("/a.tif", f"bytes={kept}-")
    Download(url, target, allowed=allowed, bytes_max=10**9, told=lambda fraction: None).run()
    assert len(files.asked) == 2  # what is whole is not asked for again


def test_a_file_that_became_another_meanwhile_is_fetched_from_its_beginning(
    files: FileServer, tmp_path: Path
) -> None:
    def changed(fraction: float) -> None:
        if fraction > 0.4 and files.body is BODY:
            files.body = os.urandom(900_000)
            raise GivenUp

    allowed = AllowList.of([files.address])
    url, target = f"{files.address}/a.tif", tmp_path / "a.tif"
    with pytest.raises(GivenUp):
        Download(url, target, allowed=allowed, bytes_max=10**9, told=changed).run()
    Download(url, target, allowed=allowed, bytes_max=10**9, told=changed).run()
    assert target.read_bytes() == files.body


def test_without_a_mark_of_the_file_it_is_fetched_anew_not_patched_together(
    files: FileServer, tmp_path: Path
) -> None:
    files.has_etag, files.cuts = False, [300_000]
    assert _download(files, tmp_path / "a.tif").read_bytes() == BODY
    assert [asked for _path, asked in files.asked] == ["", ""]


def test_chunks_are_taken_and_their_cut_is_noticed(files: FileServer, tmp_path: Path) -> None:
    files.is_chunked, files.cuts = True, [300_000]
    assert _download(files, tmp_path / "a.tif").read_bytes() == BODY
    assert len(files.asked) == 2


def test_a_server_that_never_delivers_is_given_up(files: FileServer, tmp_path: Path) -> None:
    files.cuts = [0] * 100
    assert _refusal(files, tmp_path / "a.tif").code == "connection-lost"
    assert len(files.asked) == downloading.ATTEMPTS


def test_a_server_that_is_busy_is_asked_again_and_one_that_refuses_is_not(
    files: FileServer, tmp_path: Path
) -> None:
    files.statuses = [503, 429]
    assert _download(files, tmp_path / "a.tif").read_bytes() == BODY
    files.asked, files.statuses = [], [404]
    assert _refusal(files, tmp_path / "b.tif").code == "answer"
    assert len(files.asked) == 1


def test_what_is_too_large_is_refused_before_it_comes_and_while_it_comes(
    files: FileServer, tmp_path: Path
) -> None:
    assert isinstance(_refusal(files, tmp_path / "a.tif", limit=999_999), TooLarge)
    assert not (tmp_path / "a.tif").exists()
    files.is_chunked = True  # now it does not say how much comes
    assert isinstance(_refusal(files, tmp_path / "a.tif", limit=400_000), TooLarge)
    assert (tmp_path / "a.tif").stat().st_size <= 400_000


def test_what_the_disk_has_no_room_for_is_refused(
    files: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.KHARITA, "uploads_free_bytes", 10**15)
    assert isinstance(_refusal(files, tmp_path / "a.tif"), NoRoom)


def test_a_length_that_is_not_told_is_refused_since_a_cut_would_pass_unseen(
    files: FileServer, tmp_path: Path
) -> None:
    files.says_length = False
    assert _refusal(files, tmp_path / "a.tif").code == "length-unknown"


def test_redirects_are_followed_within_the_list_alone(files: FileServer, tmp_path: Path) -> None:
    with serving(body=b"secret") as private:
        files.redirects = {
            "/flights/moved.tif": "/flights/a.tif", "/flights/round.tif": "/flights/round.tif",
            "/flights/out.tif": f"{private.address}/admin", "/flights/up.tif": "/admin.tif",
            "/flights/meta.tif": "http://169.254.169.254/latest/", "/flights/file.tif": "file:///etc/passwd",
        }  # fmt: skip
        assert _download(files, tmp_path / "a.tif", path="/flights/moved.tif").read_bytes() == BODY
        for name in ("round", "out", "up", "meta", "file"):
            refusal = _refusal(files, tmp_path / f"{name}.tif", f"/flights/{name}.tif")
            assert isinstance(refusal, AddressRefused), name
            assert not (tmp_path / f"{name}.tif").exists()
        assert private.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "https://cloud.example.ma.evil.example/flights/a.tif", "http://cloud.example.ma/flights/a.tif",
        "https://cloud.example.ma:8443/flights/a.tif", "https://cloud.example.ma/flightsecret/a.tif",
        "https://cloud.example.ma/flights/../admin", "https://cloud.example.ma/flights/%2e%2e/admin",
        "https://cloud.example.ma/flights/..%2fadmin", "https://cloud.example.ma@evil.example/flights/a.tif",
        "https://evil.example\\@cloud.example.ma/flights/a.tif", "ftp://cloud.example.ma/flights/a.tif",
        "https://cloud.example.ma/flights/a.tif\r\nHost: x", "//cloud.example.ma/flights/a.tif", "",
        "https://cloud.example.ma:port/flights/", "https://[::1/flights/",
    ],
)  # fmt: skip
def test_an_address_beside_the_list_is_refused_however_it_is_written(url: str) -> None:
    allowed = AllowList.of(["https://cloud.example.ma/flights/"])
    assert allowed.check("https://CLOUD.example.ma:443/flights/2026/a.tif?key=1").host == "cloud.example.ma"
    with pytest.raises(AddressRefused):
        allowed.check(url)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.1.2.3", "192.168.1.1", "172.20.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "::1", "fd00::1", "fe80::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:a00:1::",
    ],
)  # fmt: skip
def test_a_listed_name_must_not_lead_into_a_private_network(ip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where only one of its addresses does."""
    found = ["81.192.10.1", ip]
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *args, **more: [(0, 0, 0, "", (each, 443)) for each in found]
    )
    listed = "https://cloud.example.ma/"
    strict = AllowList.of([listed])
    with pytest.raises(AddressRefused) as refused:
        strict.resolve(strict.check(f"{listed}a.tif"))
    assert refused.value.code == "address-private"
    found[:] = ["81.192.10.1"]
    assert strict.resolve(strict.check(f"{listed}a.tif")) == found
    found[:] = ["10.20.0.7"]
    with_network = AllowList.of([listed, "10.20.0.0/16"])
    assert with_network.resolve(with_network.check(f"{listed}a.tif")) == found


def test_the_connection_goes_to_the_address_that_was_checked(
    files: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere when it is asked for the second time gains nothing."""
    answers = iter([("127.0.0.1", files.port), ("192.0.2.1", 1)])
    asked = socket.getaddrinfo

    def lookup(host: str, *args: object, **more: object) -> object:
        if host == "drones.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", next(answers))]
        return asked(host, *args, **more)  # type: ignore[arg-type]  # as it came

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    listed = f"http://drones.example:{files.port}/"
    allowed = AllowList.of([listed, "127.0.0.0/8"])
    target = tmp_path / "a.tif"
    Download(f"{listed}a.tif", target, allowed=allowed, bytes_max=10**9, told=lambda fraction: None).run()
    assert target.read_bytes() == BODY


def test_a_host_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(FetchFailed) as failed:
            Download(
                f"{address}/a.tif", tmp_path / "a.tif", allowed=AllowList.of([address]), bytes_max=1,
                told=lambda fraction: None,
            ).run()  # fmt: skip
    assert failed.value.code == "connection-lost"
