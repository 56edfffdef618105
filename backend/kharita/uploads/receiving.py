"""The body of one request into storage, piece by piece while it arrives."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _

from kharita.uploads.digests import RUNNING
from kharita.uploads.headers import Checksum
from kharita.uploads.models import Upload
from kharita.uploads.problems import ChecksumMismatch, CutShort
from kharita.uploads.storage import store
from kharita.uploads.storage.ports import Receiving

PIECE = 128 * 1024
"""Read at once. A piece is whole before it is written: this much at most a killed server had and loses."""

Read = Callable[[int], bytes]


@dataclass(frozen=True)
class Received:
    """How far the upload is now, and the hash of all of it where that is known (a hashlib object)."""

    offset: int
    running: Any | None
    is_cut: bool


def receive(
    upload: Upload,
    read: Read,
    *,
    offset: int,
    length: int,
    checksum: Checksum | None = None,
    goes_on: Callable[[], bool] = lambda: True,
) -> Received:
    """Append the `length` bytes that `read` gives to `upload` at `offset`.

    A body that ends early leaves what arrived, as does one that is stopped because `goes_on` says no (others
    wait for their turn); with a checksum either leaves nothing. Raises `ChecksumMismatch`, `CutShort` (with a
    checksum), `OffsetConflict`, `TakenOver`, `Gone`, `NoRoom`.
    """
    with store().receive(upload.key, offset, all_or_nothing=checksum is not None) as receiving:
        running = RUNNING.take(upload.key, offset)
        checked = None if checksum is None else hashlib.new(checksum.algorithm, usedforsecurity=False)
        hashes = [one for one in (running, checked) if one is not None]
        taken = _take(receiving, read, length, hashes, goes_on)
        if checksum is not None and checked is not None:
            if taken < length:
                raise CutShort(_("The connection ended before the last byte; nothing of this chunk is kept."))
            if not hmac.compare_digest(checked.digest(), checksum.digest):
                raise ChecksumMismatch(_("Nothing of this chunk is kept: send it again."))
            receiving.keep()
    if running is not None:
        RUNNING.keep(upload.key, offset + taken, running)
    return Received(offset + taken, running, taken < length)


def _take(
    receiving: Receiving, read: Read, length: int, hashes: list[Any], goes_on: Callable[[], bool]
) -> int:
    """How many bytes arrived."""
    taken = 0
    while taken < length and goes_on():
        try:
            piece = read(min(PIECE, length - taken))
        except UnreadablePostError:
            break
        if not piece:
            break
        receiving.write(piece)
        taken += len(piece)
        for one in hashes:
            one.update(piece)
    return taken
