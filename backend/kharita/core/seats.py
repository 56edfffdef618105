"""How many of the requests that may hold a thread for long run at once, of each client and of all."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from threading import Lock

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.core.errors import DomainError


class NoSeat(DomainError):
    """Others are being served; `retry_after` says when to ask again."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "busy"
    title = gettext_lazy("The server is busy")


class Seats:
    """`total` seats, of which one client holds at most `each`."""

    def __init__(self, total: int, each: int) -> None:
        self.total = total
        self.each = each
        self._held: Counter[str] = Counter()
        self._lock = Lock()

    def take(self, who: str) -> None:
        """Raises `NoSeat`."""
        with self._lock:
            if self._held.total() >= self.total or self._held[who] >= self.each:
                raise NoSeat(_("It works on as much as it can. Try again in a moment."), retry_after=2)
            self._held[who] += 1

    def leave(self, who: str) -> None:
        with self._lock:
            self._held[who] -= 1
            if self._held[who] <= 0:
                del self._held[who]

    @contextmanager
    def seat(self, who: str) -> Iterator[None]:
        """A seat while the block runs. Raises `NoSeat`."""
        self.take(who)
        try:
            yield
        finally:
            self.leave(who)

    def clear(self) -> None:
        """Nobody sits any more."""
        with self._lock:
            self._held.clear()

    def __len__(self) -> int:
        return self._held.total()


_HALF = max(1, settings.KHARITA.web_threads // 2)
BODIES = Seats(total=_HALF, each=max(1, _HALF // 2))
"""Requests whose body is being read."""
HEAVY = Seats(total=_HALF, each=max(1, _HALF // 2))
"""Answers that are streamed, or that cost the database much."""
_STREAMS = max(1, settings.KHARITA.web_threads * 3 // 8)
STREAMS = Seats(total=_STREAMS, each=max(1, _STREAMS - 1))
"""Bodies that are written to storage while they arrive: large files over bad connections, minutes each."""
