"""The sha256 of whole files, computed while their bytes pass where that is possible.

The state of a hash cannot be stored, but a client sends the chunks of a file one after the other on one
connection, and so to one process: that process keeps the running hash between the requests. Where the next
chunk comes to another process, or after a restart, it is computed by reading the file, once.
"""

import hashlib
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

KEPT_MAX = 256
"""Running hashes in one process's memory, a few hundred bytes each."""
_READ = 1024**2


@dataclass
class Running:
    """The hashes of uploads on their way, with the offset up to which each holds."""

    _known: OrderedDict[uuid.UUID, tuple[int, Any]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, key: uuid.UUID, offset: int) -> Any | None:
        """The hash of the first `offset` bytes, to go on with; None where it is not known here."""
        with self._lock:
            known = self._known.pop(key, None)
        if offset == 0:
            return hashlib.sha256()
        return known[1] if known is not None and known[0] == offset else None

    def keep(self, key: uuid.UUID, offset: int, running: Any) -> None:
        with self._lock:
            self._known[key] = (offset, running)
            if len(self._known) > KEPT_MAX:
                self._known.popitem(last=False)


RUNNING = Running()


def sha256_of(path: Path, told: Callable[[float], None] | None = None) -> str:
    """Of a whole file, in hexadecimal; memory stays flat. `told` hears of progress from 0 to 1 and may raise
    to stop."""
    digest, done, total = hashlib.sha256(), 0, max(1, path.stat().st_size)
    buffer = memoryview(bytearray(_READ))
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(buffer):
            digest.update(buffer[:count])
            done += count
            if told is not None:
                told(min(1.0, done / total))
    return digest.hexdigest()
