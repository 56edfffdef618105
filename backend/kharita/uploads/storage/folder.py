"""Uploads in a folder: `<key>/content` and `<key>/state`. The length of the content is the offset.

Nothing is kept in memory: a server that is killed at any moment finds, when it runs again, the bytes that it
had received. The state is sixteen bytes: whose turn it is to write, and how much of the content counts while
a request that is all or nothing runs. It is read and written under a lock (flock), which the kernel frees
when its holder dies, and which is held for one write at a time: so a newer request takes its turn at once,
however long the older one still waits on a dead connection.
"""

import errno
import fcntl
import os
import shutil
import struct
import uuid
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from kharita.uploads.problems import Gone, NoRoom, OffsetConflict, TakenOver

CONTENT, STATE = "content", "state"
ALL = -1
"""In the state: all of the content counts."""
_STATE = struct.Struct("<Qq")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_COPIED_AT_ONCE = 1024**3


def _gone() -> Gone:
    return Gone(_("It was ended or has expired. Send the file again."))


class _State:
    """The open state of one upload, locked while it is used as a context."""

    def __init__(self, folder: Path) -> None:
        try:
            self.descriptor = os.open(folder / STATE, os.O_RDWR)
        except FileNotFoundError:
            raise _gone() from None

    def __enter__(self) -> "_State":
        fcntl.flock(self.descriptor, fcntl.LOCK_EX)
        return self

    def __exit__(self, *_error: object) -> None:
        fcntl.flock(self.descriptor, fcntl.LOCK_UN)

    def read(self) -> tuple[int, int]:
        """The turn, and how much counts (or ALL). Raises `Gone`."""
        if os.fstat(self.descriptor).st_nlink == 0:
            raise _gone()
        told = os.pread(self.descriptor, _STATE.size, 0)
        # A machine that lost its power may have lost what was never on its disk.
        return _STATE.unpack(told) if len(told) == _STATE.size else (0, ALL)

    def write(self, turn: int, counts: int) -> None:
        os.pwrite(self.descriptor, _STATE.pack(turn, counts), 0)

    def close(self) -> None:
        os.close(self.descriptor)


class _Receiving:
    """The request that has the turn `turn`."""

    def __init__(self, state: _State, content: int, turn: int, offset: int) -> None:
        self.state, self.content, self.turn, self.position = state, content, turn, offset

    def write(self, piece: bytes) -> None:
        left = memoryview(piece)
        with self.state as state:
            turn, _counts = state.read()
            if turn != self.turn:
                raise TakenOver(_("A newer request sends this upload."))
            while left:
                try:
                    done = os.pwrite(self.content, left, self.position)
                except OSError as error:
                    if error.errno not in _FULL:
                        raise
                    raise NoRoom(
                        _("The disk is full. What arrived is kept: go on when there is room.")
                    ) from error
                self.position += done
                left = left[done:]

    def keep(self) -> None:
        with self.state as state:
            turn, _counts = state.read()
            if turn != self.turn:
                raise TakenOver(_("A newer request sends this upload."))
            state.write(turn, ALL)

    def give_back(self, offset: int) -> None:
        """Undo a request that was all or nothing, unless its turn is over: then that is done."""
        with self.state as state:
            try:
                turn, counts = state.read()
            except Gone:
                return
            if turn == self.turn and counts != ALL:
                os.ftruncate(self.content, offset)
                state.write(turn, ALL)


class FolderStore:
    """See `ports.Store`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def create(self, key: uuid.UUID) -> None:
        folder = self._of(key)
        folder.mkdir(parents=True)
        (folder / CONTENT).touch(0o600)
        with (folder / STATE).open("xb") as file:
            file.write(_STATE.pack(0, ALL))

    def offset(self, key: uuid.UUID) -> int:
        state = _State(self._of(key))
        try:
            with state:
                return self._kept(key, state.read()[1])
        finally:
            state.close()

    @contextmanager
    def receive(self, key: uuid.UUID, offset: int, *, all_or_nothing: bool = False) -> Iterator[_Receiving]:
        state = _State(self._of(key))
        try:
            content = os.open(self._of(key) / CONTENT, os.O_WRONLY)
            try:
                turn = self._take_turn(key, state, content, offset, all_or_nothing)
                receiving = _Receiving(state, content, turn, offset)
                try:
                    yield receiving
                finally:
                    receiving.give_back(offset)
            finally:
                os.close(content)
        finally:
            state.close()

    def _take_turn(
        self, key: uuid.UUID, state: _State, content: int, offset: int, all_or_nothing: bool
    ) -> int:
        with state:
            turn, counts = state.read()
            kept = self._kept(key, counts)
            if kept != offset:
                raise OffsetConflict(
                    _("%(kept)d bytes are here: go on from there.") % {"kept": kept}, offset=kept
                )
            if counts != ALL:  # the one before was all or nothing, and did not come to its end
                os.ftruncate(content, kept)
            state.write(turn + 1, kept if all_or_nothing else ALL)
            if all_or_nothing:
                os.fdatasync(state.descriptor)  # before any byte that it must be able to undo
            return turn + 1

    def join(self, key: uuid.UUID, parts: Sequence[tuple[uuid.UUID, int]]) -> None:
        folder = self._of(key)
        state = _State(folder)
        try:
            with state:  # a second run waits, and finds it done
                state.read()
                before = 0
                for part, length in parts:
                    self._append(folder / CONTENT, self._of(part) / CONTENT, before, length)
                    before += length
        finally:
            state.close()

    def _append(self, target: Path, source: Path, before: int, length: int) -> None:
        """Have `target` hold `before` + `length` bytes; the first part becomes the target itself."""
        size = target.stat().st_size
        if size >= before + length:
            return
        if before == 0:
            os.replace(source, target)
            return
        with source.open("rb") as given, target.open("r+b") as taken:
            while size < before + length:
                count = min(before + length - size, _COPIED_AT_ONCE)
                copied = os.copy_file_range(given.fileno(), taken.fileno(), count, size - before, size)
                if not copied:
                    raise EOFError(f"{source} holds less than {length} bytes")
                size += copied
            os.fdatasync(taken.fileno())  # before what it is copied from goes
        source.unlink()

    def path(self, key: uuid.UUID) -> Path:
        return self._of(key) / CONTENT

    def sync(self, key: uuid.UUID) -> None:
        with self.path(key).open("rb") as file:
            os.fdatasync(file.fileno())

    def delete(self, key: uuid.UUID) -> None:
        shutil.rmtree(self._of(key), ignore_errors=True)

    def touched(self, key: uuid.UUID) -> float:
        try:
            return self.path(key).stat().st_mtime
        except FileNotFoundError:
            return 0.0

    def left_over(self, known: Collection[uuid.UUID], before: float) -> Iterator[uuid.UUID]:
        for folder in self.root.iterdir() if self.root.is_dir() else ():
            try:
                key = uuid.UUID(hex=folder.name)
            except ValueError:
                continue
            if key not in known and folder.stat().st_mtime < before:
                yield key

    def free(self) -> int | None:
        self.root.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self.root).free

    def _of(self, key: uuid.UUID) -> Path:
        return self.root / key.hex

    def _kept(self, key: uuid.UUID, counts: int) -> int:
        try:
            size = (self._of(key) / CONTENT).stat().st_size
        except FileNotFoundError:
            raise _gone() from None
        return size if counts == ALL else min(size, counts)
