"""A live process on the tests' own database, and readers of its stream."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from kharita.accounts.models import User

BACKEND = Path(__file__).resolve().parents[2] / "backend"
RECHECK_SECONDS = 1
PER_ADDRESS = 600


@dataclass
class Event:
    name: str
    id: str
    data: dict[str, Any]
    at: float

    def layer(self, name: str) -> dict[str, Any]:
        return next(layer for layer in self.data["layers"] if layer["id"] == name)


@dataclass
class Reader:
    """One open stream, read in a thread; `events` grows as it speaks."""

    port: int
    path: str = "/live"
    headers: dict[str, str] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    has_ended: bool = False

    def open(self) -> "Reader":
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.connection.request("GET", self.path, headers=self.headers)
        self.response = self.connection.getresponse()
        assert self.response.status == 200, self.response.read()
        threading.Thread(target=self._read, daemon=True).start()
        self.wait(1)
        return self

    def _read(self) -> None:
        words: dict[str, str] = {}
        try:
            for raw in self.response:
                line = raw.decode().rstrip("\n")
                if line and not line.startswith(":"):
                    name, _separator, value = line.partition(": ")
                    words[name] = value
                elif not line and "event" in words:
                    if words["event"] != "beat":
                        data = json.loads(words["data"])
                        event = Event(words["event"], words.get("id", ""), data, time.monotonic())
                        self.events.append(event)
                    words = {}
        except (OSError, http.client.HTTPException, AttributeError, ValueError):
            pass
        self.has_ended = True

    def wait(self, number: int, seconds: float = 60) -> list[Event]:
        """The events once there are `number`."""
        await_true(lambda: len(self.events) >= number, seconds)
        return self.events

    def changed(self) -> list[Event]:
        return [event for event in self.events if event.name == "changed"]

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.sock.shutdown(socket.SHUT_RDWR)
        self.connection.close()


class Live:
    """The process; `read()` opens a stream as nobody, `read(user)` as somebody with a session."""

    def __init__(self) -> None:
        self.readers: list[Reader] = []
        self.clients: dict[int, Client] = {}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.start()

    def start(self) -> None:
        database = settings.DATABASES["default"]
        query = f"?host={quote(database['HOST'])}" if database["HOST"] else ""
        port = f"&port={database['PORT']}" if database["PORT"] else ""
        password = f":{quote(database['PASSWORD'])}" if database["PASSWORD"] else ""
        name = connection.settings_dict["NAME"]
        environment = {k: v for k, v in os.environ.items() if not k.startswith("KHARITA_")} | {
            "DATABASE_URL": f"postgresql://{quote(database['USER'])}{password}@/{name}{query}{port}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "KHARITA_SECRET_KEY": settings.SECRET_KEY,
            "KHARITA_LIVE_RECHECK_SECONDS": str(RECHECK_SECONDS),
            "KHARITA_LIVE_STREAMS_PER_ADDRESS": str(PER_ADDRESS),
        }
        serve = ["granian", "--interface", "asgi", "--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", *serve, "--workers-kill-timeout", "2s", "config.live:application"],
            cwd=BACKEND,
            env=environment,
            start_new_session=True,
        )
        await_true(lambda: self.status("/readyz") == 200, 30)

    def stop(self) -> None:
        for reader in self.readers:
            reader.close()
        os.killpg(self.process.pid, 9)
        self.process.wait(timeout=10)

    def status(self, path: str, **headers: str) -> int | None:
        """The answer's status; None without an answer."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            asking.request("GET", path, headers={name.replace("_", "-"): v for name, v in headers.items()})
            return asking.getresponse().status
        except OSError:
            return None
        finally:
            asking.close()

    def streams(self) -> int:
        """How many the process holds, by its own word."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        asking.request("GET", "/readyz")
        number = int(asking.getresponse().read().rpartition(b" ")[2])
        asking.close()
        return number

    def read(self, user: User | None = None, last: str = "") -> Reader:
        headers = {}
        if user is not None:
            client = self.clients[user.pk] = Client()
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            headers["Cookie"] = f"sessionid={client.cookies['sessionid'].value}"
        reader = Reader(self.port, f"/live?last={last}" if last else "/live", headers).open()
        self.readers.append(reader)
        return reader

    def memory_mb(self) -> float:
        """Resident memory of the process and its worker."""
        worker = subprocess.run(
            ["ps", "-o", "rss=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=True
        )
        return sum(int(line) for line in worker.stdout.split()) / 1024


@pytest.fixture(scope="module")
def live_process(django_db_setup: None, django_db_blocker: Any) -> Iterator[Live]:
    with django_db_blocker.unblock():
        live = Live()
    yield live
    live.stop()


@pytest.fixture
def live(transactional_db: None, live_process: Live) -> Iterator[Live]:
    yield live_process
    for reader in live_process.readers:
        reader.close()
    live_process.readers.clear()
    await_true(lambda: live_process.streams() == 0, 20)


def notify(*payloads: str) -> None:
    """As the triggers do, in one transaction."""
    with psycopg.connect(**_parameters()) as sender:
        sender.cursor().executemany("SELECT pg_notify('kharita_changes', %s)", [(p,) for p in payloads])


def _parameters() -> dict[str, Any]:
    given = connection.get_connection_params()
    return {name: given[name] for name in ("dbname", "user", "password", "host", "port") if given.get(name)}


def await_true(condition: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come true in time"
        time.sleep(0.02)
