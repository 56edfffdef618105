"""What is kept, whoever dies when: the storage, the services and their jobs."""

import hashlib
import os
import signal
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from kharita.accounts.models import User
from kharita.core.errors import Conflict, NotAllowed
from kharita.core.seats import NoSeat, Seats
from kharita.uploads import services
from kharita.uploads.digests import RUNNING
from kharita.uploads.models import Upload
from kharita.uploads.problems import DigestMismatch, Gone, OffsetConflict, TakenOver
from kharita.uploads.receiving import PIECE, receive
from kharita.uploads.storage.folder import FolderStore
from kharita.uploads.tasks import join
from kharita.uploads.turns import SECONDS, Turns
from tests.uploads.conftest import PURPOSE, Tus, folder, metadata


def _killed(work: Callable[[], None]) -> None:
    """Do `work` in a process that is killed in the middle of it, by itself."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "uploads")


@pytest.fixture
def key(store: FolderStore) -> uuid.UUID:
    made = uuid.uuid4()
    store.create(made)
    return made


def test_a_killed_request_leaves_what_it_wrote(store: FolderStore, key: uuid.UUID) -> None:
    def work() -> None:
        with store.receive(key, 0) as receiving:
            receiving.write(b"hello")
            _die()

    _killed(work)
    assert store.offset(key) == 5
    with store.receive(key, 5) as receiving:
        receiving.write(b" world")
    assert store.path(key).read_bytes() == b"hello world"


def test_a_killed_request_that_is_all_or_nothing_leaves_nothing(store: FolderStore, key: uuid.UUID) -> None:
    def work() -> None:
        with store.receive(key, 5, all_or_nothing=True) as receiving:
            receiving.write(b" wrong and long")
            _die()

    with store.receive(key, 0) as receiving:
        receiving.write(b"hello")
    _killed(work)
    assert store.offset(key) == 5
    with store.receive(key, 5, all_or_nothing=True) as receiving:
        receiving.write(b" world")
        receiving.keep()
    assert (store.offset(key), store.path(key).read_bytes()) == (11, b"hello world")


def test_the_newest_request_wins_and_the_older_one_changes_nothing_more(
    store: FolderStore, key: uuid.UUID
) -> None:
    with store.receive(key, 0) as older:
        older.write(b"hello")
        with store.receive(key, 5) as newer:
            newer.write(b" ")
            with pytest.raises(TakenOver):
                older.write(b"XXXXXXX")
            newer.write(b"world")
    assert store.path(key).read_bytes() == b"hello world"


def test_an_older_request_does_not_undo_the_newer_ones_bytes(store: FolderStore, key: uuid.UUID) -> None:
    with store.receive(key, 0, all_or_nothing=True) as older:
        older.write(b"wrong")
        assert store.offset(key) == 0
        with store.receive(key, 0) as newer:
            newer.write(b"hello")
    assert store.path(key).read_bytes() == b"hello"


def test_an_upload_that_is_deleted_meanwhile_takes_no_more(store: FolderStore, key: uuid.UUID) -> None:
    with store.receive(key, 0) as receiving:
        receiving.write(b"hello")
        store.delete(key)
        with pytest.raises(Gone):
            receiving.write(b" world")
    assert list(store.root.iterdir()) == []
    with pytest.raises(Gone):
        store.offset(key)


def test_the_true_offset_is_told_with_a_conflict(store: FolderStore, key: uuid.UUID) -> None:
    with store.receive(key, 0) as receiving:
        receiving.write(b"hello")
    with pytest.raises(OffsetConflict) as refused, store.receive(key, 4):
        pass
    assert refused.value.extra == {"offset": 5}


@pytest.mark.parametrize("dies_at", range(6))
def test_joining_goes_on_where_it_was_killed(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch, dies_at: int
) -> None:
    """Killed before the n-th of the calls that change something on the disk."""
    bodies = [b"first ", b"second ", b"third"]
    parts = []
    for body in bodies:
        part = uuid.uuid4()
        store.create(part)
        with store.receive(part, 0) as receiving:
            receiving.write(body)
        parts.append((part, len(body)))
    final = uuid.uuid4()
    store.create(final)
    calls = [0]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if calls[0] == dies_at:
                _die()
            calls[0] += 1
            return real(*args, **kwargs)

        return call

    def work() -> None:
        for owner, name in ((os, "replace"), (os, "copy_file_range"), (os, "fdatasync"), (Path, "unlink")):
            setattr(owner, name, counted(getattr(owner, name)))
        store.join(final, parts)

    _killed(work)
    store.join(final, parts)
    assert store.path(final).read_bytes() == b"".join(bodies)
    store.join(final, parts)
    assert store.path(final).read_bytes() == b"".join(bodies)


def _upload(owner: User, length: int, **told: str) -> Upload:
    named = {"purpose": PURPOSE, "filename": "a.tif"} | told
    return services.create_upload(owner=owner, length=length, metadata=named, now=timezone.now())


def test_a_body_that_ends_early_leaves_what_arrived(inspector: User) -> None:
    body = os.urandom(3 * PIECE + 17)
    upload = _upload(inspector, len(body))
    stream = iter([body[:PIECE], body[PIECE : PIECE + 5], b""])
    received = receive(upload, lambda _count: next(stream), offset=0, length=len(body))
    assert (received.offset, received.is_cut) == (PIECE + 5, True)
    rest = iter([body[PIECE + 5 :]])
    received = receive(upload, lambda _count: next(rest), offset=PIECE + 5, length=len(body) - PIECE - 5)
    assert received.running.hexdigest() == hashlib.sha256(body).hexdigest(), "the hash went on with it"


def test_the_whole_is_hashed_by_another_process_too(tus: Tus, inspector: User) -> None:
    path = tus.made(11)
    tus.patch(path, 0, b"hello")
    RUNNING.take(uuid.UUID(path.rpartition("/")[2]), -1)  # as where the next chunk comes to another process
    tus.patch(path, 5, b" world")
    assert Upload.objects.get().sha256 == ""
    done = services.finished(Upload.objects.get().key, inspector)
    assert done.sha256 == hashlib.sha256(b"hello world").hexdigest() == Upload.objects.get().sha256


def test_an_unfinished_file_is_not_handed_over(tus: Tus, inspector: User) -> None:
    path = tus.made(11)
    tus.patch(path, 0, b"hello")
    with pytest.raises(Conflict) as refused:
        services.finished(uuid.UUID(path.rpartition("/")[2]), inspector)
    assert refused.value.extra == {"offset": 5, "length": 11}


def test_a_server_killed_between_the_last_byte_and_its_note_hands_the_file_over(inspector: User) -> None:
    upload = _upload(inspector, 5)
    receive(upload, lambda _count: b"hello", offset=0, length=5)
    assert Upload.objects.get().finished_at is None
    assert services.finished(upload.key, inspector).path.read_bytes() == b"hello"


def test_a_digest_is_verified_when_the_file_is_handed_over(
    inspector: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "HASHED_AT_ONCE", 0)
    upload = _upload(inspector, 5, sha256="0" * 64)
    receive(upload, lambda _count: b"hello", offset=0, length=5)
    with pytest.raises(DigestMismatch):
        services.finished(upload.key, inspector)
    assert list(folder().iterdir()) == []


def test_what_was_handed_over_neither_expires_nor_is_ended_by_its_sender(tus: Tus, inspector: User) -> None:
    path = tus.sent(b"hello")
    done = services.finished(uuid.UUID(path.rpartition("/")[2]), inspector)
    services.purge_uploads(now=timezone.now() + timedelta(days=400))
    assert done.path.read_bytes() == b"hello"
    assert tus.ask("DELETE", path).status_code == 403
    with pytest.raises(NotAllowed):
        services.terminate(upload=done)
    services.discard(done)
    assert not Upload.objects.exists()
    assert list(folder().iterdir()) == []


def test_expiry_takes_the_abandoned_and_what_belongs_to_nothing(tus: Tus) -> None:
    now = timezone.now()
    abandoned, whole = tus.made(11), tus.sent(b"hello")
    part = tus.sent(b"x", Upload_Concat="partial", Upload_Metadata=None)
    (folder() / uuid.uuid4().hex).mkdir()
    assert services.purge_uploads(now=now + timedelta(days=6)) == 0
    assert len(list(folder().iterdir())) == 3, "the folder without an upload is gone"
    for path in (abandoned, whole, part):
        tus.offset(path)
    assert services.purge_uploads(now=now + timedelta(days=8)) == 3
    assert list(folder().iterdir()) == []


def test_whoever_sends_has_time_again(tus: Tus) -> None:
    path = tus.made(11)
    Upload.objects.update(expires_at=timezone.now() + timedelta(hours=1))
    tus.patch(path, 0, b"hello")
    assert Upload.objects.get().expires_at > timezone.now() + timedelta(days=6)


def test_a_job_joins_what_a_killed_request_left(tus: Tus, inspector: User) -> None:
    parts = [
        uuid.UUID(tus.sent(body, Upload_Concat="partial", Upload_Metadata=None).rpartition("/")[2])
        for body in (b"hello", b" world")
    ]
    named = {"purpose": PURPOSE, "filename": "a.tif"}
    final = services.create_final(owner=inspector, keys=parts, metadata=named, now=timezone.now())
    head = tus.ask("HEAD", f"/uploads/{final.key}")
    assert "Upload-Offset" not in head
    assert head["Upload-Length"] == "11"
    join(final.pk)
    join(final.pk)
    assert tus.offset(f"/uploads/{final.key}") == 11
    assert services.finished(final.key, inspector).path.read_bytes() == b"hello world"


def test_a_final_file_is_asked_what_its_parts_were_not(tus: Tus) -> None:
    part = tus.sent(b"hello", Upload_Concat="partial", Upload_Metadata=None)
    wrong = metadata(purpose=PURPOSE, filename="a.exe")
    assert tus.create(None, Upload_Concat=f"final;{part}", Upload_Metadata=wrong).status_code == 400
    told = metadata(purpose=PURPOSE, filename="a.tif", sha256="0" * 64)
    answer = tus.create(None, Upload_Concat=f"final;{part}", Upload_Metadata=told)
    assert answer.status_code == 422


def test_who_has_sent_for_longest_gives_way_when_others_wait() -> None:
    clock = [0.0]
    turns = Turns(Seats(total=2, each=1), clock=lambda: clock[0])
    with turns.turn("a") as a_goes_on:
        clock[0] = 1.0
        with turns.turn("b") as b_goes_on:
            with pytest.raises(NoSeat), turns.turn("c"):
                pass
            assert a_goes_on(), "everyone sends for a while"
            clock[0] = SECONDS + 0.5
            with pytest.raises(NoSeat), turns.turn("a"):
                pass
            assert not a_goes_on()
            assert b_goes_on()
        with turns.turn("c"):
            pass
