"""Who sends now: a sender holds a thread, and on a slow line for hours. When all seats are taken and another
person asks, the one who has sat for longest gives way: what he sent is kept, he asks again and goes on.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from kharita.core.seats import STREAMS, NoSeat, Seats

SECONDS = 5.0
"""So long everyone sends undisturbed; less than clients by their defaults go on asking."""


@dataclass(eq=False)
class _Turn:
    since: float
    is_over: bool = False


class Turns:
    """The turns of one process, in the seats for streamed bodies."""

    def __init__(self, seats: Seats, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._seats = seats
        self._clock = clock
        self._turns: list[_Turn] = []
        self._lock = Lock()

    @contextmanager
    def turn(self, who: str) -> Iterator[Callable[[], bool]]:
        """A seat; what it gives tells between two pieces whether to go on. Raises `NoSeat`."""
        try:
            self._seats.take(who)
        except NoSeat:
            self._ask_longest()
            raise
        mine = _Turn(self._clock())
        with self._lock:
            self._turns.append(mine)
        try:
            yield lambda: not mine.is_over
        finally:
            with self._lock:
                self._turns.remove(mine)
            self._seats.leave(who)

    def _ask_longest(self) -> None:
        if len(self._seats) < self._seats.total:
            return  # he sits on all that one person may have
        with self._lock:
            sitting = [turn for turn in self._turns if not turn.is_over]
            longest = min(sitting, key=lambda turn: turn.since, default=None)
            if longest is not None and self._clock() - longest.since >= SECONDS:
                longest.is_over = True


TURNS = Turns(STREAMS)
