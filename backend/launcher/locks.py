"""Locks between launchers of one clone. The kernel lets them go when a process dies, however it dies."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher import interrupts

_RETRY_SECONDS = 0.1


class Lock:
    """An advisory lock on a file: held by one, or shared by several."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def take(self, *, shared: bool = False) -> bool:
        """Take the lock; False when another process stands against it."""
        self.release()
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def descriptors(self) -> tuple[int, ...]:
        """For a child that must not be overtaken: the lock is held until it too has ended."""
        return () if self._descriptor is None else (self._descriptor,)

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    @contextmanager
    def held(self, on_wait: Callable[[], None], *, stubborn: bool = False) -> Iterator[None]:
        """Hold the lock for the length of a `with`; `on_wait` is called once when it must be waited for.

        A `stubborn` wait goes on through requests to stop: cleaning up is what those requests ask for.
        """
        wait = time.sleep if stubborn else interrupts.pause
        told = False
        while not self.take():
            if not told:
                on_wait()
                told = True
            wait(_RETRY_SECONDS)
        try:
            yield
        finally:
            self.release()
