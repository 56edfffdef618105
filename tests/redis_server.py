"""A real Redis for tests: by Debian's program, on a free port, without files."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

PROGRAM = shutil.which("redis-check-rdb") or ""
START_SECONDS = 30


@dataclass
class RunningRedis:
    """The server and an honest client of it; `stop` and `start` as a machine would."""

    port: int
    options: tuple[str, ...]
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    @property
    def client(self) -> Redis:
        return Redis(port=self.port, socket_timeout=30)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(20)

    def start(self) -> None:
        self.process = _started(self.port, self.options)


def _started(port: int, options: tuple[str, ...]) -> subprocess.Popen[bytes]:
    # The program is a server where that is its name (as a link, in the package that starts it at boot).
    server = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", *options]
    process = subprocess.Popen(
        server, executable=PROGRAM, cwd=Path("/"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    until = time.monotonic() + START_SECONDS
    while not _answers(port):
        assert process.poll() is None, "Redis ended at once"
        assert time.monotonic() < until, "Redis does not answer"
        time.sleep(0.05)
    return process


def _answers(port: int) -> bool:
    try:
        return bool(Redis(port=port, socket_timeout=5).ping())
    except RedisError as error:
        return "Authentication required" in str(error)


@contextmanager
def running_redis(*options: str) -> Iterator[RunningRedis]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = RunningRedis(port, options, _started(port, options))
    try:
        yield server
    finally:
        server.stop()
