"""Real clients, a real server and a bad network: whatever dies at whatever byte, the file arrives as it was.

Eight rounds, or as many as KHARITA_UPLOAD_KILLS says.
"""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.accounts.scopes import Scope
from kharita.accounts.tokens import create_token
from kharita.uploads import services
from kharita.uploads.models import Upload
from kharita.uploads.storage import store
from tests.factories import make_commune, make_user
from tests.uploads.bad_network import BadNetwork
from tests.web_server import Server, eventually, running_server

pytestmark = pytest.mark.long

ROUNDS = int(os.environ.get("KHARITA_UPLOAD_KILLS", "8"))
HERE = Path(__file__).resolve().parent
SPEED = 6e6
SECONDS = 90


@pytest.fixture(scope="module")
def server(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("uploads")
    with running_server(
        folder,
        DJANGO_SETTINGS_MODULE="tests.uploads.server_settings",
        KHARITA_MEDIA_DIR=str(folder / "media"),
        KHARITA_WEB_WORKERS="1",
    ) as running:
        yield running


@pytest.fixture
def media(server: Server, settings: Any) -> Path:
    settings.MEDIA_ROOT = server.log.parent / "media"
    return Path(settings.MEDIA_ROOT) / "uploads"


@pytest.fixture
def sender(transactional_db: None) -> User:
    return make_user(Role.INSPECTOR, make_commune())


@pytest.fixture
def token(sender: User) -> str:
    return create_token(user=sender, name="field", scopes=[Scope.UPLOAD], days=1, now=timezone.now())[1]


@pytest.fixture
def network(server: Server) -> Iterator[BadNetwork]:
    made = BadNetwork(server.port, speed=SPEED)
    yield made
    made.close()


class Sender:
    """A client program for one file; `run` until it has ended by itself, begun again where it was killed."""

    def __init__(self, program: str, port: int, token: str, file: Path, chunk: int, *more: str) -> None:
        runner = [sys.executable] if program.endswith(".py") else ["node"]
        memory = file.with_suffix(".memory.json")
        address = f"http://127.0.0.1:{port}/uploads/"
        self.command = [*runner, str(HERE / "clients" / program), address, token, str(file), str(memory)]
        self.command += [str(chunk), *more]
        self.process: subprocess.Popen[bytes] | None = None
        self.starts = 0

    def run(self) -> None:
        while True:
            self.starts += 1
            self.process = subprocess.Popen(self.command, stderr=subprocess.PIPE)
            _out, told = self.process.communicate(timeout=SECONDS)
            if self.process.returncode == 0:
                return
            assert self.process.returncode == -signal.SIGKILL, told.decode()[-2000:]

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()


def _kill_workers(server: Server) -> None:
    for pid in server.workers():
        os.kill(pid, signal.SIGKILL)


CLIENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("send.py", ()),
    ("send.mjs", ()),
    ("send.py", ("checksum",)),
    ("send.mjs", ("parallel",)),
)


def test_every_file_arrives_whatever_is_killed(
    server: Server, network: BadNetwork, sender: User, token: str, media: Path, tmp_path: Path
) -> None:
    happened = []
    for number in range(ROUNDS):
        chance = random.Random(number)
        program, more = CLIENTS[number % len(CLIENTS)]
        file = tmp_path / f"flight-{number}.tif"
        file.write_bytes(chance.randbytes(chance.randrange(500_000, 3_000_000)))
        client = Sender(program, network.port, token, file, chance.randrange(100_000, 2_000_000), *more)
        deaths: tuple[Callable[[], None], ...] = (
            client.kill,
            lambda: _kill_workers(server),
            network.cut,
        )
        death = deaths[number % len(deaths)]  # three of them, four clients: every pair in twelve rounds
        network.expect(chance.randrange(1, file.stat().st_size), death)
        client.run()
        happened.append(network.passed >= network.at)
        upload = Upload.objects.get(metadata__filename=file.name, is_partial=False, finished_at__isnull=False)
        done = services.finished(upload.key, sender)
        whole = hashlib.sha256(file.read_bytes()).hexdigest()
        assert (done.sha256, hashlib.sha256(done.path.read_bytes()).hexdigest()) == (whole, whole), number
        services.discard(done)
        file.unlink()
    assert all(happened)
    # What killed clients had begun and never knew of.
    services.purge_uploads(now=timezone.now() + timedelta(days=8))
    assert list(media.iterdir()) == []
    assert not Upload.objects.exists()


def _head_of(path: str, token: str, length: int, offset: int) -> bytes:
    return (
        f"PATCH {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
        "Tus-Resumable: 1.0.0\r\n"
        f"Content-Type: application/offset+octet-stream\r\nUpload-Offset: {offset}\r\n"
        f"Content-Length: {length}\r\n\r\n"
    ).encode()


def test_a_newer_request_goes_on_while_the_older_one_hangs_on_a_dead_connection(
    server: Server, sender: User, media: Path, token: str
) -> None:
    body = random.Random(1).randbytes(900_000)
    made = services.create_upload(
        owner=sender,
        length=len(body),
        metadata={"purpose": "trial", "filename": "a.tif"},
        now=timezone.now(),
    )
    path = f"/uploads/{made.key}"
    dead = server.open(_head_of(path, token, len(body), 0) + body[:500_000])
    assert eventually(lambda: store().offset(made.key) > 300_000, 20)
    kept = store().offset(made.key)
    alive = server.open(_head_of(path, token, len(body) - kept, kept) + body[kept:])
    assert alive.recv(100).startswith(b"HTTP/1.1 204")
    dead.sendall(body[500_000:700_000])
    assert dead.recv(100).startswith(b"HTTP/1.1 409")
    done = services.finished(made.key, sender)
    assert done.sha256 == hashlib.sha256(body).hexdigest()
    services.discard(done)


def test_memory_stays_flat(server: Server, sender: User, media: Path, token: str) -> None:
    length = 200 * 1024**2
    made = services.create_upload(
        owner=sender, length=length, metadata={"purpose": "trial", "filename": "a.tif"}, now=timezone.now()
    )
    server.get("/readyz")
    before = server.megabytes()
    sending = server.open(_head_of(f"/uploads/{made.key}", token, length, 0))
    piece = b"x" * 1024**2
    for _piece in range(200):
        sending.sendall(piece)
    assert sending.recv(100).startswith(b"HTTP/1.1 204")
    assert server.megabytes() < before + 30
    assert Upload.objects.get(pk=made.pk).sha256 == hashlib.sha256(piece * 200).hexdigest()
    services.discard(made)
    shutil.rmtree(media)
