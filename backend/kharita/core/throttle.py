"""How often each client may ask: token buckets in this process's memory, one number for each client.

A bucket holds a minute's worth and fills evenly. It is kept as the moment at which it will be full again (the
generic cell rate algorithm, ITU-T I.371), so that nothing runs in the background and an admission is one
look-up. Memory is bounded: beyond `clients_max` the client unseen for longest is forgotten, which can only
admit somebody too early. Each process counts for itself; docs/operations.md says what that means.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from threading import Lock

MINUTE = 60.0
CLIENTS_MAX = 20_000
"""Buckets kept; about 4 MB when all are in use."""


class Throttle:
    """Admits each client `per_minute` units of work a minute, a minute's worth at once; 0: without limit."""

    def __init__(
        self,
        per_minute: float,
        *,
        clients_max: int = CLIENTS_MAX,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.per_minute = per_minute
        self._interval = MINUTE / per_minute if per_minute else 0.0
        self._clients_max = clients_max
        self._clock = clock
        self._full_at: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def wait(self, who: str, cost: float = 1.0) -> float:
        """Take `cost` units from the bucket of `who`: 0.0 when admitted, else in how many seconds to ask.

        A refusal takes nothing. What costs more than a whole bucket is admitted by a full one.
        """
        if not self._interval:
            return 0.0
        now = self._clock()
        with self._lock:
            full_at = max(self._full_at.pop(who, now), now)
            after = full_at + min(cost, self.per_minute) * self._interval
            # Rounding must not refuse the last unit of a bucket.
            late = after - now - MINUTE - 1e-9
            self._full_at[who] = full_at if late > 0 else after
            if len(self._full_at) > self._clients_max:
                self._full_at.popitem(last=False)
        return max(late, 0.0)

    def remaining(self, who: str) -> float:
        """The units that `who` could take now."""
        if not self._interval:
            return float("inf")
        with self._lock:
            empty = max(self._full_at.get(who, 0.0) - self._clock(), 0.0)
        return max(0.0, self.per_minute - empty / self._interval)

    def reset(self, who: str) -> float:
        """In how many seconds the bucket of `who` is full again."""
        with self._lock:
            return max(self._full_at.get(who, 0.0) - self._clock(), 0.0)

    def clear(self) -> None:
        """Forget everyone."""
        with self._lock:
            self._full_at.clear()

    def __len__(self) -> int:
        return len(self._full_at)


@lru_cache(maxsize=CLIENTS_MAX)
def neighbourhood(address: str) -> str:
    """What an address is counted by: an IPv4 one itself, an IPv6 one by its /64, which is one customer's.

    What is no address is returned cut short, so that it cannot fill the memory.
    """
    if "." in address and ":" not in address:
        return address[:45]
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:45]
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return f"{IPv6Address(int(parsed) >> 64 << 64)}/64"
    return str(parsed)
