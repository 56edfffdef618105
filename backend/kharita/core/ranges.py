"""Files over HTTP that can be resumed: one byte range of RFC 9110, section 14."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)

PIECE = 256 * 1024
_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


def file_answer(
    request: HttpRequest, path: Path, *, etag: str, media_type: str, name: str
) -> HttpResponseBase:
    """The file, or the part of it that the client lacks (206), or nothing new (304).

    `etag` is the checksum of the content: a part is only sent of the same bytes as the client began with.
    """
    quoted = f'"{etag}"'
    size = path.stat().st_size
    if quoted in request.headers.get("If-None-Match", ""):
        answer: HttpResponseBase = HttpResponseNotModified()
    else:
        wanted = _wanted(request, quoted, size)
        answer = _unsatisfiable(size) if wanted is None else _part(path, wanted, size, media_type)
    answer["ETag"] = quoted
    answer["Accept-Ranges"] = "bytes"
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Disposition"] = disposition(name)
    return answer


def disposition(name: str) -> str:
    """To be saved under `name`, also where it is not Latin (RFC 6266)."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"


def _wanted(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; None: there is no such part. More than one part is answered with
    the whole, as is a part of something else than what the client has."""
    found = _RANGE.match(request.headers.get("Range", "").strip())
    if found is None or request.headers.get("If-Range", etag) != etag or found[0] == "bytes=-":
        return 0, size
    first, last = found[1], found[2]
    if not first:
        return (max(0, size - int(last)), size) if int(last) else None
    start, end = int(first), min(int(last), size - 1) + 1 if last else size
    if last and int(last) < start:
        return 0, size
    return (start, end) if start < size else None


def _unsatisfiable(size: int) -> HttpResponse:
    answer = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
    answer["Content-Range"] = f"bytes */{size}"
    return answer


def _part(path: Path, wanted: tuple[int, int], size: int, media_type: str) -> StreamingHttpResponse:
    start, end = wanted
    is_whole = wanted == (0, size)
    answer = StreamingHttpResponse(
        _bytes(path, start, end),
        status=HTTPStatus.OK if is_whole else HTTPStatus.PARTIAL_CONTENT,
        content_type=media_type,
    )
    answer["Content-Length"] = str(end - start)
    if not is_whole:
        answer["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return answer


def _bytes(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        left = end - start
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
