"""A real web server on the tests' database, started with the very command line of the launcher."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from launcher.paths import Clone
from launcher.web import web_command

ROOT = Path(__file__).resolve().parent.parent
SMALL_WINDOW = 4096
START_SECONDS = 240


@dataclass
class Server:
    """A running web server; `open` makes raw connections to it that `close_all` closes."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path
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

    def workers(self) -> list[int]:
        """The processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(child) for child in children.split()]

    def started(self) -> int:
        """How many workers have begun to answer since the server was started."""
        return len(re.findall(r"Started worker-\d+$", self.log.read_text(), re.MULTILINE))

    def megabytes(self) -> float:
        """Resident memory of the server and its workers."""
        own = {self.process.pid, *self.workers()}
        pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in own)
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def connected(self) -> int:
        """How many of our connections the server has not shut."""
        return sum(not _is_shut(one) for one in self.connections)

    def held(self, clients: list[socket.socket]) -> int:
        """How many of these connections a process still holds, by the kernel's word: nothing is read."""
        ours = {client.getsockname()[1] for client in clients}
        lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        ends = [(_port(line[1]), _port(line[2]), line[9]) for line in lines]
        return sum(own == self.port and other in ours and inode != "0" for own, other, inode in ends)


def _port(address: str) -> int:
    return int(address.rpartition(":")[2], 16)


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


@contextmanager
def running_server(folder: Path, **environment: str) -> Iterator[Server]:
    """A server whose settings are the defaults but for `environment`; it logs into `folder`."""
    port = _free_port()
    told = {
        **{name: value for name, value in os.environ.items() if not name.startswith("KHARITA_")},
        "DATABASE_URL": _database_url(),
        "DJANGO_SETTINGS_MODULE": "config.settings",  # not the tests' own, which ignore what is set here
        "KHARITA_SECRET_KEY": settings.SECRET_KEY,
        "KHARITA_PUBLIC_REQUESTS_PER_MINUTE": "0",  # it is the server that is tried here, not the quota
        "KHARITA_ACCOUNT_REQUESTS_PER_MINUTE": "0",
        "PROMETHEUS_MULTIPROC_DIR": str(folder),
        "PYTHONUNBUFFERED": "1",
        **environment,
    }
    command = web_command(Clone(ROOT), told, "127.0.0.1", port)
    argv = [sys.executable, *map(str, command.argv[1:])]
    log = folder / "web.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(
            argv, cwd=command.cwd, env=told, stdout=sink, stderr=sink, start_new_session=True
        )
    server = Server(port, process, log)
    try:
        _await_ready(server)
        yield server
    finally:
        server.close_all()
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)


def _database_url() -> str:
    database = settings.DATABASES["default"]
    query = f"?host={quote(database['HOST'])}" if database["HOST"] else ""
    port = f"&port={database['PORT']}" if database["PORT"] else ""
    password = f":{quote(database['PASSWORD'])}" if database["PASSWORD"] else ""
    name = connection.settings_dict["NAME"]
    return f"postgresql://{quote(database['USER'])}{password}@/{name}{query}{port}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_ready(server: Server) -> None:
    def is_ready() -> bool:
        assert server.process.poll() is None, server.log.read_text()[-3000:]
        try:
            return server.get("/readyz")[0] == 200
        except OSError:
            return False

    assert eventually(is_ready, START_SECONDS), server.log.read_text()[-3000:]


def eventually(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether `condition()` comes true within so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return False
