"""A plain server of files, as any web space has one: with Range requests, or without."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class _Files(SimpleHTTPRequestHandler):
    """`asked` collects the paths; `has_range` whether parts of files can be asked for."""

    def __init__(self, *args: Any, asked: list[str], has_range: bool, **kwargs: Any) -> None:
        self.asked, self.has_range = asked, has_range
        super().__init__(*args, **kwargs)

    def log_message(self, format: str, *args: Any) -> None:
        return

    def do_GET(self) -> None:
        self.asked.append(self.path)
        wanted = self.headers.get("Range", "")
        path = Path(self.translate_path(self.path))
        if not (self.has_range and wanted.startswith("bytes=") and path.is_file()):
            super().do_GET()
            return
        content = path.read_bytes()
        first, _dash, last = wanted.removeprefix("bytes=").partition("-")
        start, end = int(first), min(int(last or len(content) - 1), len(content) - 1)
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {start}-{end}/{len(content)}")
        self.send_header("Content-Length", str(end - start + 1))
        self.end_headers()
        self.wfile.write(content[start : end + 1])


@contextmanager
def served(folder: Path, asked: list[str], *, has_range: bool) -> Iterator[str]:
    """The address under which `folder` is served meanwhile."""
    handler = partial(_Files, directory=str(folder), asked=asked, has_range=has_range)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join(60)
        server.server_close()
