"""Ctrl-C and SIGTERM, noticed at safe points only.

An exception raised by a signal handler can land between the start of a process and the note that it must
be stopped, and so leave it behind. Here the handler only takes the request down; every wait asks for it.
"""

import signal
import time
from types import FrameType

from launcher.errors import Interrupted

_SLICE_SECONDS = 0.05
_requests: list[int] = []


def watch() -> None:
    """From now on, SIGINT, SIGTERM and SIGHUP are requests to stop."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _take_down)


def _take_down(number: int, _frame: FrameType | None) -> None:
    _requests.append(number)


def last_request() -> int | None:
    """The latest signal that asked to stop, if any did."""
    return _requests[-1] if _requests else None


def check() -> None:
    """Raise `Interrupted` once a stop was asked for."""
    if _requests:
        raise Interrupted


def pause(seconds: float) -> None:
    """Wait, but not beyond a request to stop."""
    until = time.monotonic() + seconds
    check()
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(left, _SLICE_SECONDS))
        check()
