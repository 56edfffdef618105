"""The parts that run: web, worker and database, watched until a person stops them."""

import http.client
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from launcher import interrupts
from launcher.commands import Command, end, has_ended, start
from launcher.errors import LauncherError, mend_for
from launcher.processes import Identity, identify

_READY_SECONDS = 90.0
_WATCH_SECONDS = 0.2
_STEADY_SECONDS = 60.0  # a part that ran this long begins with the shortest wait again
_LONGEST_WAIT = 60.0
_STOP_SECONDS = 15.0
_TAIL_LINES = 15


@dataclass
class Part:
    """A program that must go on running. An `essential` one takes the whole product down with it."""

    name: str
    command: Command
    log: Path
    essential: bool = False
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    wait: float = 1.0
    due: float = 0.0

    def start(self) -> None:
        descriptor = os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            self.process = start(self.command, descriptor)
        finally:
            os.close(descriptor)
        self.began = time.monotonic()

    def has_ended(self) -> bool:
        return self.process is None or has_ended(self.process)

    def stop(self) -> None:
        if self.process is not None:
            end(self.process, first=signal.SIGTERM, grace=_STOP_SECONDS)
            self.process = None

    def identity(self) -> Identity | None:
        return identify(self.process.pid) if self.process else None

    def tail(self) -> list[str]:
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []
        return [line for line in lines if line.strip()][-_TAIL_LINES:]


class Supervisor:
    """Starts parts, restarts those that may crash, and stops them all in reverse order."""

    def __init__(self, say: Callable[[str], None], on_change: Callable[[list[Identity]], None]) -> None:
        self.parts: list[Part] = []
        self._say = say
        self._on_change = on_change

    def add(self, part: Part) -> None:
        self.parts.append(part)
        part.start()
        self._tell()

    def watch(self, tend: Callable[[], None]) -> None:
        """Until interrupted. `tend` is called each round; raises when an essential part ends."""
        while True:
            for part in self.parts:
                if part.has_ended():
                    self._revive(part)
            tend()
            interrupts.pause(_WATCH_SECONDS)

    def stop(self) -> None:
        for part in reversed(self.parts):
            part.stop()

    def _revive(self, part: Part) -> None:
        now = time.monotonic()
        if part.essential:
            raise ended(part)
        if part.process is not None:
            part.stop()
            part.wait = 1.0 if now - part.began > _STEADY_SECONDS else min(part.wait * 2, _LONGEST_WAIT)
            part.due = now + part.wait
            self._say(f"The {part.name} ended; it starts again in {part.wait:.0f} s ({part.log}).")
        elif now >= part.due:
            part.start()
            self._tell()

    def _tell(self) -> None:
        self._on_change([identity for part in self.parts if (identity := part.identity())])


def ended(part: Part) -> LauncherError:
    """The error of a part that ended on its own."""
    tail = part.tail()
    return LauncherError(
        f"The {part.name} ended.",
        mend=mend_for(tail, f"The lines above tell why; all of them are in {part.log}."),
        tail=tail,
    )


def await_answer(part: Part, host: str, port: int, path: str) -> None:
    """Wait until the web process answers 200; raise when it ends or stays silent."""
    until = time.monotonic() + _READY_SECONDS
    while (status := _status(host, port, path)) != http.client.OK:
        if part.has_ended():
            raise ended(part)
        if time.monotonic() > until:
            raise LauncherError(
                f"The {part.name} does not answer on {path} after {_READY_SECONDS:.0f} s"
                f" ({'no answer' if status is None else f'status {status}'}).",
                mend=f"The lines above and {part.log} tell why.",
                tail=part.tail(),
            )
        interrupts.pause(0.1)


def _status(host: str, port: int, path: str) -> int | None:
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
