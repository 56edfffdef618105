"""A real web server on the tests' database, started with the very command line of the launcher."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from launcher.paths import Clone
from launcher.web import web_command

ROOT = Path(__file__).resolve().parent.parent.parent
SMALL_WINDOW = 4096


@dataclass
class Server:
    """A running web server; `open` makes a raw connection to it that the fixture closes."""

    port: int
    process: subprocess.Popen[bytes]
    connections: list[socket.socket] = field(default_factory=list)

    def open(self, sent: bytes = b"") -> socket.socket:
        """A connection with a small window that has sent `sent` and reads nothing by itself."""
        made = socket.socket()
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_WINDOW)
        made.settimeout(30)
        made.connect(("127.0.0.1", self.port))
        made.sendall(sent)
        self.connections.append(made)
        return made

    def close_all(self) -> None:
        for one in self.connections:
            one.close()
        self.connections.clear()

    def get(self, path: str, timeout: float = 30) -> tuple[int, dict[str, str], bytes]:
        """The answer to one request on a connection of its own."""
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            client.request("GET", path, headers={"Accept-Language": "en"})
            answer = client.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            client.close()

    def seconds(self, path: str) -> float:
        """How long another user waits: the median of nine requests."""
        taken = []
        for _request in range(9):
            started = time.perf_counter()
            status, _headers, _body = self.get(path)
            assert status == 200
            taken.append(time.perf_counter() - started)
        return statistics.median(taken)

    def megabytes(self) -> float:
        """Resident memory of the server and its workers."""
        own = {self.process.pid, *_children(self.process.pid)}
        pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in own)
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def connected(self) -> int:
        """How many of our connections the server has not shut."""
        return sum(not _is_shut(one) for one in self.connections)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _is_shut(one: socket.socket) -> bool:
    one.setblocking(False)
    try:
        while data := one.recv(65536):
            del data
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def _running(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    database = settings.DATABASES["default"]
    url = f"postgresql://{database['USER']}@/{connection.settings_dict['NAME']}?host={database['HOST']}"
    port = _free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings",  # not the tests' own, which ignore what is set here
        "KHARITA_SECRET_KEY": settings.SECRET_KEY,
        "KHARITA_PUBLIC_REQUESTS_PER_MINUTE": "0",  # it is the server that is tried here, not the quota
        "KHARITA_STATEMENT_TIMEOUT_SECONDS": "8",
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path_factory.mktemp("metrics")),
        "PYTHONUNBUFFERED": "1",
    }
    environment.pop("KHARITA_DEBUG", None)
    command = web_command(Clone(ROOT), environment, "127.0.0.1", port)
    argv = [sys.executable, *map(str, command.argv[1:])]
    log = tmp_path_factory.mktemp("log") / "web.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(
            argv, cwd=command.cwd, env=environment, stdout=sink, stderr=sink, start_new_session=True
        )
    server = Server(port, process)
    try:
        _await(server, log)
        yield server
    finally:
        process.terminate()
        process.wait(20)


def _await(server: Server, log: Path) -> None:
    until = time.monotonic() + 40
    while time.monotonic() < until and server.process.poll() is None:
        try:
            if server.get("/readyz")[0] == 200:
                # Each thread opens its database connection with its first request: not what is tried here.
                for _request in range(40):
                    server.get("/api/v1/manifest")
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text()[-3000:])


@pytest.fixture
def server(_running: Server, transactional_db: None) -> Iterator[Server]:
    """The server, with what other tests left of connections gone."""
    yield _running
    _running.close_all()
    time.sleep(0.2)


def eventually(condition: Any, seconds: float) -> bool:
    """Whether `condition()` comes true within so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.25)
    return False
