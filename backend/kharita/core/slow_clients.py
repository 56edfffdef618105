"""Shuts connections on which nothing useful moves, so that nobody can hold the server by doing nothing.

The web server knows one time limit: that between the first byte of a request and the end of its headers. A
client that sends nothing at all, that trickles a body or that does not read its answer would hold a
connection (and for a body or a streamed answer a thread) for good. The kernel counts what moved on each
connection (TCP_INFO); a thread looks at the counters of this process's own connections every few seconds.
Linux only; elsewhere, and on Unix sockets, the proxy in front does this (docs/operations.md).
"""

import logging
import os
import socket
import stat
import struct
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kharita.core import metrics

log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
SILENT_SECONDS = 10.0
"""From connecting to the first byte."""
SLOWEST = 1024
"""Bytes a second, below which a client that sends a body or takes an answer is shut out."""
READING_SECONDS = 20.0
"""So long may a client take less than that of what is ready for it."""

_LISTEN, _ESTABLISHED, _CLOSE_WAIT = 10, 1, 8
# struct tcp_info of linux/tcp.h: tcpi_state, tcpi_bytes_acked and tcpi_bytes_received, tcpi_notsent_bytes.
_STATE, _BYTES, _UNSENT = 0, struct.Struct("=120xQQ"), struct.Struct("=144xI")
_TCP_INFO_LENGTH = 148


@dataclass
class _Seen:
    """What had moved on a connection when a period began."""

    began: float
    taken: int
    sent: int
    reading_since: float
    taken_then: int


class Watch:
    """The connections of this process; `look` once every few seconds shuts those that do not move.

    `answer_seconds` is longer than any answer takes to begin: whoever is silent for so long, while he could
    have sent a body, has lost his turn.
    """

    def __init__(self, *, answer_seconds: float) -> None:
        self.answer_seconds = answer_seconds
        self._seen: dict[int, _Seen] = {}

    def look(self, now: float) -> int:
        """How many connections were shut."""
        known: dict[int, _Seen] = {}
        shut = 0
        for inode, connection in _connections():
            with connection:
                info = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _TCP_INFO_LENGTH)
                taken, sent = _BYTES.unpack_from(info)
                (unsent,) = _UNSENT.unpack_from(info)
                seen = self._seen.get(inode) or _Seen(now, taken, sent, now, taken)
                if self._is_stuck(seen, now, taken, sent, unsent):
                    connection.shutdown(socket.SHUT_RDWR)
                    shut += 1
                else:
                    known[inode] = seen
        self._seen = known
        return shut

    def _is_stuck(self, seen: _Seen, now: float, taken: int, sent: int, unsent: int) -> bool:
        if sent == 0 and now - seen.began > SILENT_SECONDS:
            return True
        if unsent == 0 or taken - seen.taken_then > SLOWEST * (now - seen.reading_since):
            seen.reading_since, seen.taken_then = now, taken
        if now - seen.reading_since > READING_SECONDS:
            return True
        period = now - seen.began
        if taken > seen.taken or sent - seen.sent > SLOWEST * max(period, LOOK_SECONDS):
            seen.began, seen.taken, seen.sent = now, taken, sent
        return now - seen.began > self.answer_seconds


def watch(*, answer_seconds: float) -> None:
    """Begin to watch this process's connections, in a thread of its own."""
    if sys.platform == "linux":
        threading.Thread(target=_watch, args=[Watch(answer_seconds=answer_seconds)], daemon=True).start()


def _watch(watched: Watch) -> None:
    while True:
        time.sleep(LOOK_SECONDS)
        try:
            shut = watched.look(time.monotonic())
        except OSError as error:
            log.warning("Slow connections could not be looked for: %s", error.strerror)
            continue
        if shut:
            metrics.count_slow_clients(shut)
            log.info("Shut %d connections on which nothing moved.", shut)


def _connections() -> Iterator[tuple[int, socket.socket]]:
    """Connections that clients made to a port on which this process listens, with their numbers."""
    sockets = list(_tcp_sockets())
    ports = {port for _inode, _own, port, state in sockets if state == _LISTEN}
    for inode, own, port, state in sockets:
        if port in ports and state in (_ESTABLISHED, _CLOSE_WAIT):
            yield inode, own
        else:
            own.close()


def _tcp_sockets() -> Iterator[tuple[int, socket.socket, int, int]]:
    """Duplicates of this process's TCP sockets: whatever closes meanwhile, ours still mean the same ones."""
    for name in os.listdir(Path("/proc/self/fd")):
        try:
            if not stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                continue
            own = socket.socket(fileno=os.dup(int(name)))
        except OSError:
            continue  # closed since it was listed
        if own.family not in (socket.AF_INET, socket.AF_INET6) or own.type != socket.SOCK_STREAM:
            own.close()
            continue
        try:
            info = own.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _TCP_INFO_LENGTH)
            yield os.fstat(own.fileno()).st_ino, own, own.getsockname()[1], info[_STATE]
        except OSError:
            own.close()
