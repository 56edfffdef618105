"""The note that a running `up` leaves in `var/run/up.json`: where it answers and what it started."""

import json
import os
import signal
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from launcher.processes import Identity, identify

_GRACE_SECONDS = 10.0


@dataclass(frozen=True)
class Running:
    """A product that is up, or was when its launcher was killed."""

    address: str
    launcher: Identity
    parts: tuple[Identity, ...] = ()
    live_address: str = ""


def write(note: Path, running: Running) -> None:
    draft = note.with_suffix(".new")
    draft.write_text(json.dumps(asdict(running)), encoding="utf-8")
    draft.replace(note)


def read(note: Path) -> Running | None:
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
        parts = tuple(Identity(**part) for part in found["parts"])
        launcher = Identity(**found["launcher"])
        return Running(found["address"], launcher, parts, found.get("live_address", ""))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def own_identity() -> Identity:
    return identify(os.getpid()) or Identity(os.getpid(), 0)


def end_leftovers(note: Path) -> int:
    """End what an `up` that was killed could not; how many processes that were. The caller holds its lock."""
    running = read(note)
    left = [part for part in running.parts if part.is_alive()] if running else []
    for number, seconds in ((signal.SIGTERM, _GRACE_SECONDS), (signal.SIGKILL, 2.0)):
        for part in left:
            if part.is_alive():
                os.killpg(part.pid, number)
        until = time.monotonic() + seconds
        while any(part.is_alive() for part in left) and time.monotonic() < until:
            time.sleep(0.05)
    note.unlink(missing_ok=True)
    return len(left)
