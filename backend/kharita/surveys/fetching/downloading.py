"""A file from an address, over a bad connection too: what has arrived is kept, the rest is asked for.

HTTP range requests (RFC 9110, section 14) with If-Range: where the file has become another one meanwhile, it
is fetched from its beginning. Beside the file lies a note of what it is (`.json`), for who comes after a
crash.
"""

import errno
import http.client
import json
import os
import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from kharita.accounts.bodies import TooLarge
from kharita.surveys.fetching.addresses import AllowList
from kharita.surveys.fetching.connections import opened
from kharita.surveys.fetching.problems import FetchFailed
from kharita.surveys.fetching.room import check_room
from kharita.uploads.problems import NoRoom

PIECE = 256 * 1024
ATTEMPTS = 8
"""So often in a row a connection may bring less than `WORTH_BYTES`."""
WORTH_BYTES = 64 * 1024
WAIT_SECONDS = 1.0
WAIT_SECONDS_MAX = 30.0
WINDOW_SECONDS, WINDOW_BYTES = 60.0, 60 * 1024
"""Who brings less than so much in so long is left, as if the connection were lost."""
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


class _Lost(Exception):
    """The connection ended early, or the server asks to come again."""


_LOST = (_Lost, OSError, http.client.HTTPException)


@dataclass
class _Note:
    """What the bytes that are here belong to; `validator` "": nobody can tell if it is still the same."""

    url: str
    validator: str = ""
    total: int | None = None
    is_whole: bool = False


class Download:
    """One file on its way to `target`. `told(fraction)` may raise to stop it; the bytes stay.

    `run` raises `AddressRefused`, `FetchFailed`, `TooLarge`, `NoRoom`.
    """

    def __init__(
        self, url: str, target: Path, *, allowed: AllowList, bytes_max: int, told: Callable[[float], None]
    ) -> None:
        self.url, self.target, self.allowed = url, target, allowed
        self.bytes_max, self.told = bytes_max, told
        self.noted_at = target.with_name(target.name + ".json")
        self.note = self._known()

    def run(self) -> None:
        """Fetch what is missing."""
        failures = 0
        while not self.note.is_whole:
            before = self.size
            try:
                self._take_rest()
            except _LOST as fault:
                failures = 0 if self.size >= before + WORTH_BYTES else failures + 1
                if failures >= ATTEMPTS:
                    raise FetchFailed(
                        _("The connection was lost again and again. What has come is kept: try again later."),
                        code="connection-lost",
                    ) from fault
                self._rest(min(WAIT_SECONDS * 2**failures, WAIT_SECONDS_MAX))

    @property
    def size(self) -> int:
        """Bytes that are here."""
        return self.target.stat().st_size if self.target.exists() else 0

    def _known(self) -> _Note:
        try:
            note = _Note(**json.loads(self.noted_at.read_text()))
        except (OSError, ValueError, TypeError):
            return _Note(self.url)
        return note if note.url == self.url else _Note(self.url)

    def _remember(self, note: _Note) -> None:
        self.note = note
        fresh = self.noted_at.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(note)))
        fresh.rename(self.noted_at)

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.told(self._fraction())
            time.sleep(min(1.0, seconds))

    def _fraction(self) -> float:
        return min(1.0, self.size / self.note.total) if self.note.total else 0.0

    def _take_rest(self) -> None:
        headers = {}
        if self.size and self.note.validator:
            headers = {"Range": f"bytes={self.size}-", "If-Range": self.note.validator}
        with opened(self.url, headers, self.allowed) as answer:
            if answer.status == http.client.REQUESTED_RANGE_NOT_SATISFIABLE and headers:
                self._remember(_Note(self.url))
                raise _Lost
            _check_answer(answer)
            begins = _begins_at(answer)
            if begins not in (0, self.size):
                self._remember(_Note(self.url))
                raise _Lost
            total = _total(answer, begins)
            self._check_size(total or 0, begins)
            self._remember(_Note(self.url, validator=_validator(answer), total=total))
            self._write(answer, begins)
        if total is not None and self.size != total:
            raise _Lost
        self._remember(_Note(self.url, self.note.validator, self.size, is_whole=True))

    def _check_size(self, size: int, here: int) -> None:
        if size > self.bytes_max:
            raise TooLarge(
                _("At most %(most)s are taken here, this file has %(size)s.")
                % {"most": filesizeformat(self.bytes_max), "size": filesizeformat(size)},
                bytes_max=self.bytes_max,
            )
        check_room(self.target.parent, max(0, size - here))

    def _write(self, answer: http.client.HTTPResponse, begins: int) -> None:
        window, window_bytes, here = time.monotonic(), 0, begins
        with self.target.open("ab") as file:
            file.truncate(begins)
            try:
                while piece := answer.read1(PIECE):
                    here += len(piece)
                    if here > self.bytes_max:
                        self._check_size(here, here)
                    _append(file.fileno(), piece)
                    self.told(self._fraction())
                    window_bytes += len(piece)
                    if time.monotonic() - window > WINDOW_SECONDS:
                        if window_bytes < WINDOW_BYTES:
                            raise _Lost
                        self._check_size(here, here)
                        window, window_bytes = time.monotonic(), 0
            finally:
                os.fsync(file.fileno())


def _append(file: int, piece: bytes) -> None:
    rest = memoryview(piece)
    try:
        while rest:
            rest = rest[os.write(file, rest) :]
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoom(_("The server's disk is full. Tell the administrator.")) from fault
        raise


def _check_answer(answer: http.client.HTTPResponse) -> None:
    """Raises `FetchFailed` for what will not pass, `_Lost` for what may."""
    if answer.status in PASSING:
        raise _Lost
    if answer.status not in (http.client.OK, http.client.PARTIAL_CONTENT):
        raise FetchFailed(
            _("The address answers %(status)s: check that the file is there and open to this server.")
            % {"status": answer.status},
            code="answer",
            answer=answer.status,
        )
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise FetchFailed(_("The address gives the file packed, though plain bytes were asked for."))


def _begins_at(answer: http.client.HTTPResponse) -> int:
    """Which byte of the file the answer's first one is; -1: it does not say."""
    if answer.status == http.client.OK:
        return 0
    found = _CONTENT_RANGE.fullmatch(answer.headers.get("Content-Range", ""))
    return int(found[1]) if found else -1


def _total(answer: http.client.HTTPResponse, begins: int) -> int | None:
    """How long the whole is; None: in chunks, whose end is told. Raises `FetchFailed` where a cut would not
    be noticed."""
    if answer.headers.get("Transfer-Encoding", "").lower() == "chunked":
        return None
    length = answer.headers.get("Content-Length", "")
    if not length.isdigit():
        raise FetchFailed(_("The address does not say how long the file is."), code="length-unknown")
    return begins + int(length)


def _validator(answer: http.client.HTTPResponse) -> str:
    """By what If-Range knows the file: its strong ETag, else its date."""
    etag = answer.headers.get("ETag", "")
    return etag if etag and not etag.startswith("W/") else answer.headers.get("Last-Modified", "")
