"""What search engines and other robots are told: what to leave alone, and which pages there are."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kharita.accounts.rules import public
from kharita.maps.door import layers_open_to
from kharita.ogc import links, matrix_sets
from kharita.ogc.stylesheets import LOOKS

LEFT_ALONE = ("/admin/", "/api/", "/desk", "/field", "/live", "/login", "/tiles/", "/*cursor=", "/*f=json")
"""What is for programs or for people with an account, and the pages of rows after the first."""
CACHED_SECONDS = 3_600
LANGUAGES = ("ar", "fr", "en")


def _root() -> str:
    return str(settings.KHARITA.public_url).rstrip("/")


def public_pages() -> Iterator[str]:
    """The addresses of the pages that anyone may read, without the deployment's name."""
    yield from ("/", "/data", f"{links.ROOT}/")
    for name in ("collections", "tiles", "styles", "api", "conformance", f"tileMatrixSets/{matrix_sets.ID}"):
        yield f"{links.ROOT}/{name}"
    yield from (f"{links.ROOT}/styles/{style}" for style in LOOKS)
    for layer in layers_open_to(None):
        base = f"{links.ROOT}/collections/{layer.id}"
        yield from (
            f"/data/{layer.id}",
            base,
            f"{base}/items",
            f"{base}/schema",
            f"{base}/tiles/{matrix_sets.ID}",
        )


@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    """The rules for robots (RFC 9309)."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in LEFT_ALONE),
        f"Sitemap: {_root()}/sitemap.xml",
        "",
    ]
    return _kept(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


@require_safe
@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """The public pages in each language, by the sitemap protocol 0.9."""
    context = {"root": _root(), "paths": list(public_pages()), "languages": LANGUAGES}
    return _kept(render(request, "ogc/sitemap.xml", context, content_type="application/xml"))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={CACHED_SECONDS}"
    return response
