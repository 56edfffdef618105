"""What printing may fetch: our own fonts and style, the paper's pictures, by name. No network, no other file.

Import this module where something is printed, not at the head of a module: WeasyPrint takes a second to load,
and most processes never print.
"""

import io
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from fontTools.ttLib import woff2
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from kharita.permits.paper import fonts


class OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # the library is untyped
    """Answers `font:…`, `style:paper.css` and `picture:…`; any other address stops the printing."""

    def __init__(self, pictures: Mapping[str, bytes] | None = None) -> None:
        super().__init__(
            allowed_protocols=("font", "style", "picture"), allow_redirects=False, fail_on_errors=True
        )
        self.pictures = pictures or {}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """Raises `FatalURLFetchingError` for what is not ours."""
        if url in (known := fonts.files()):
            return URLFetcherResponse(url, _unpacked(known[url]), {"Content-Type": "font/ttf"})
        if url == "style:paper.css":
            style = resources.files("kharita.permits.paper").joinpath("paper.css").read_text(encoding="utf-8")
            return URLFetcherResponse(url, fonts.stylesheet() + style, {"Content-Type": "text/css"})
        if (data := self.pictures.get(url.removeprefix("picture:"))) and url.startswith("picture:"):
            kind = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
            return URLFetcherResponse(url, data, {"Content-Type": kind})
        raise FatalURLFetchingError(f"papers fetch nothing from outside: {url}")


@cache
def _unpacked(path: Path) -> bytes:
    """A browser’s font as TrueType, once: unpacked anew for each paper it took half of the printing."""
    unpacked = io.BytesIO()
    with path.open("rb") as packed:
        woff2.decompress(packed, unpacked)
    return unpacked.getvalue()


def document(html: str, pictures: Mapping[str, bytes] | None = None) -> HTML:
    """`html`, ready to be laid out with nothing but our own files and `pictures`, by name."""
    return HTML(string=html, base_url="style:", url_fetcher=OwnFilesOnly(pictures))
