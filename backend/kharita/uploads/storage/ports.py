"""What the protocol asks of a storage."""

import uuid
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol


class Receiving(Protocol):
    """One request that writes, until a newer one for the same upload takes over."""

    def write(self, piece: bytes) -> None:
        """Append; what was written stays whatever happens next, unless the request is all or nothing.

        Raises `TakenOver`, `Gone` where the upload was deleted, `NoRoom`."""

    def keep(self) -> None:
        """The bytes of an all-or-nothing request are right: keep them."""


class Store(Protocol):
    """Files by their key. All methods may be called from any process at any time."""

    def create(self, key: uuid.UUID) -> None:
        """Make room for an upload, empty."""

    def offset(self, key: uuid.UUID) -> int:
        """How many bytes are kept. Raises `Gone`."""

    def receive(
        self, key: uuid.UUID, offset: int, *, all_or_nothing: bool = False
    ) -> AbstractContextManager[Receiving]:
        """Take over the writing. `all_or_nothing`: without `keep` nothing of this request stays, also where
        the process dies. Raises `OffsetConflict` with the true offset, `Gone`."""

    def join(self, key: uuid.UUID, parts: Sequence[tuple[uuid.UUID, int]]) -> None:
        """Make `key` of these parts (and their lengths), which are used up. May be killed and run again."""

    def path(self, key: uuid.UUID) -> Path:
        """The complete file on this machine."""

    def sync(self, key: uuid.UUID) -> None:
        """Have the file on the disk, not in its cache."""

    def delete(self, key: uuid.UUID) -> None:
        """Remove everything of it; a second time changes nothing."""

    def touched(self, key: uuid.UUID) -> float:
        """When it was last written to (seconds since 1970); 0.0 where there is nothing."""

    def left_over(self, known: Collection[uuid.UUID], before: float) -> Iterator[uuid.UUID]:
        """What lies here, belongs to none of `known` and is older than `before` (seconds since 1970)."""

    def free(self) -> int | None:
        """Bytes that fit in; None: without limit."""
