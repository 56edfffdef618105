"""A small file in the answer itself: text as it is read, other formats by a file that is gone afterwards."""

import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from kharita.core.ranges import disposition
from kharita.exports.presenting import stem
from kharita.exports.quotas import TooLarge
from kharita.exports.wanted import Opened, Wanted, open_wanted
from kharita.exports.writing import chunks, write
from kharita.maps.selection import count


def at_once(wanted: Wanted, user: Any) -> HttpResponseBase:
    """The answer. Raises `TooLarge` for more rows than are given at once."""
    opened = open_wanted(wanted, user)
    rows, most = count(opened.layer, opened.selection), settings.KHARITA.export_stream_rows
    if rows > most:
        raise TooLarge(
            _("At once you get at most %(count)d rows: ask for the file by POST /api/v1/exports.")
            % {"count": most},
            rows=rows,
        )
    answer = _streamed(opened) if opened.format.stream is not None else _by_file(opened)
    extension = opened.format.extension if opened.format.stream is not None else opened.format.file_extension
    day = timezone.localdate().isoformat()
    answer["Content-Disposition"] = disposition(f"{stem(wanted.layer, opened.crs.code, day)}.{extension}")
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _streamed(opened: Opened) -> HttpResponseBase:
    pieces = _Pieces(chunks(opened.reading(), opened.format, bom=opened.wanted.bom))
    return StreamingHttpResponse(pieces, content_type=opened.format.media_type)


class _Pieces:
    """What is streamed. `close`, which the server calls in any case, ends the reading also where nothing was
    sent yet, so that the connection is free for the next request."""

    def __init__(self, pieces: Generator[bytes, None, None]) -> None:
        self.pieces = pieces
        # What comes first comes before the answer's head, so that a refusal of the database is one of ours.
        self.ready = [next(pieces, b""), next(pieces, b"")]

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return self.ready.pop(0) if self.ready else next(self.pieces)

    def close(self) -> None:
        self.pieces.close()


def _by_file(opened: Opened) -> HttpResponseBase:
    with tempfile.TemporaryDirectory(prefix="kharita-export-") as folder:
        path = Path(folder) / "export"
        write(
            opened.layer,
            opened.selection,
            opened.format.id,
            path,
            opened.crs.code,
            filter_text=opened.wanted.filter,
        )
        file = path.open("rb")  # stays readable without its name
    answer = FileResponse(file, content_type=opened.format.file_media_type)
    answer["Content-Length"] = str(path_size(file))
    return answer


def path_size(file: Any) -> int:
    """The size of an open file."""
    return int(file.seek(0, 2) - file.seek(0))
