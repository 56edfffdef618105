"""Processes of this machine, read from /proc: who is alive, who stands in a folder, who holds a port."""

import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
_START_FIELD = (
    19  # of /proc/PID/stat after the name: clock ticks at which the process began (proc(5), field 22)
)
_LISTENING = "0A"


@dataclass(frozen=True)
class Identity:
    """A process for good: numbers are used again, but not together with the tick at which they began."""

    pid: int
    started: int

    def is_alive(self) -> bool:
        return identify(self.pid) == self


def identify(pid: int) -> Identity | None:
    """Which process bears this number now; None when there is none or it has ended."""
    try:
        after_name = (PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if after_name[0] in "ZX" else Identity(pid, int(after_name[_START_FIELD]))


def name_of(pid: int) -> str:
    """What the process calls itself, or "" when that cannot be read."""
    try:
        return (PROC / str(pid) / "comm").read_text(errors="replace").strip()
    except OSError:
        return ""


def standing_in(folder: Path) -> list[int]:
    """Processes whose working folder is `folder`, by its identity on disk and not by its name."""
    return [pid for pid in _all() if stands_in(pid, folder)]


def stands_in(pid: int, folder: Path) -> bool:
    """Whether the living process `pid` has `folder` as its working folder."""
    try:
        here, wanted = (PROC / str(pid) / "cwd").stat(), folder.stat()
    except OSError:
        return False
    return (here.st_dev, here.st_ino) == (wanted.st_dev, wanted.st_ino) and identify(pid) is not None


def port_is_free(host: str, port: int) -> bool:
    """Whether a server may listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError:
            return False
    return True


def port_holder(port: int) -> str:
    """`name (process 123)` of who listens on a port, or "" where this user may not know."""
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    for pid in _all():
        try:
            for descriptor in (PROC / str(pid) / "fd").iterdir():
                if os.readlink(descriptor) in sockets:
                    return f"{name_of(pid)} (process {pid})"
        except OSError:
            continue
    return ""


def _listening_inodes(port: int) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        try:
            lines = (PROC / "net" / table).read_text().splitlines()[1:]
        except OSError:
            continue
        for fields in map(str.split, lines):
            if fields[3] == _LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                yield fields[9]


def _all() -> Iterator[int]:
    return (int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit())
