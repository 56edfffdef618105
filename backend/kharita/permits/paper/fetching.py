"""What printing may fetch: our own font files and style, by name. No network, no other file, no exception.

Import this module where something is printed, not at the head of a module: WeasyPrint takes a second to load,
and most processes never print.
"""

from importlib import resources
from typing import Any

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from kharita.permits.paper import fonts


class OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # the library is untyped
    """Answers `font:…` and `style:paper.css`; any other address stops the printing."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("font", "style"), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """Raises `FatalURLFetchingError` for what is not ours."""
        if url in (known := fonts.files()):
            return URLFetcherResponse(url, known[url].read_bytes(), {"Content-Type": "font/woff2"})
        if url == "style:paper.css":
            style = resources.files("kharita.permits.paper").joinpath("paper.css").read_text(encoding="utf-8")
            return URLFetcherResponse(url, fonts.stylesheet() + style, {"Content-Type": "text/css"})
        raise FatalURLFetchingError(f"papers fetch nothing from outside: {url}")


def document(html: str) -> HTML:
    """`html`, ready to be laid out with nothing but our own files."""
    return HTML(string=html, base_url="style:", url_fetcher=OwnFilesOnly())
