"""An HTTP server for one file, which serves ranges, and misbehaves as it is told."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class FileServer:
    """`cuts`: after so many bytes each next answer breaks off; `redirects`: where a path leads instead;
    `asked`: path and Range of each request."""

    body: bytes = b""
    cuts: list[int] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)
    statuses: list[int] = field(default_factory=list)
    has_etag: bool = True
    is_chunked: bool = False
    says_length: bool = True
    length: int | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def etag(self) -> str:
        return f'"{hashlib.md5(self.body, usedforsecurity=False).hexdigest()}"'


@contextmanager
def serving(**told: Any) -> Iterator[FileServer]:
    """A server on loopback, gone afterwards."""
    files = FileServer(**told)

    class Handler(_Handler):
        server_files = files

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    files.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield files
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_files: FileServer

    def log_message(self, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        files = self.server_files
        files.asked.append((self.path, self.headers.get("Range", "")))
        if target := files.redirects.get(self.path):
            self._head(302, Location=target, Content_Length="0")
        elif files.statuses:
            self._head(files.statuses.pop(0), Content_Length="0")
        else:
            self._send_file(files)

    def _send_file(self, files: FileServer) -> None:
        begin = self._begin(files)
        body = files.body[begin:]
        told = {"ETag": files.etag} if files.has_etag else {}
        if begin:
            told["Content_Range"] = f"bytes {begin}-{len(files.body) - 1}/{len(files.body)}"
        if files.is_chunked:
            told["Transfer_Encoding"] = "chunked"
        elif files.says_length:
            told["Content_Length"] = str(len(body) if files.length is None else files.length)
        self._head(206 if begin else 200, **told)
        cut = files.cuts.pop(0) if files.cuts else None
        sent = body[:cut]
        if files.is_chunked and sent:
            sent = f"{len(sent):x}\r\n".encode() + sent + b"\r\n"
        self.wfile.write(sent)
        if cut is not None or not files.says_length:
            self.close_connection = True
        elif files.is_chunked:
            self.wfile.write(b"0\r\n\r\n")

    def _begin(self, files: FileServer) -> int:
        """The first byte that is asked for, of the same file."""
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if not asked or not files.has_etag or self.headers.get("If-Range") != files.etag:
            return 0
        return int(asked[1])

    def _head(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
