"""The page that the browser application lives in, for every address that is not the server's own."""

import hashlib
import re
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config.preloads import preloads
from kharita.accounts.rules import public
from kharita.catalog.heads import head_of
from kharita.core.errors import NotFound, answer
from kharita.core.live_address import live_sources

_HTML_TAG = re.compile(r"<html[^>]*>", re.IGNORECASE)
_TITLE = re.compile(r"<title>[^<]*</title>")

NOT_BUILT = """<!doctype html>
<html>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kharita</title></head>
<body style="font-family: system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
<h1>{title}</h1><p>{detail}</p><pre dir="ltr">./kharita up</pre></body>
</html>
"""


def _page() -> tuple[str, int]:
    """The application's HTML as built; where there is none, what to do about it."""
    built: Path = settings.KHARITA.frontend_dir / "index.html"
    try:
        # The build names its files relative to itself, so that it also runs from a published folder.
        page = built.read_text(encoding="utf-8").replace('="./', f'="{settings.STATIC_URL}app/')
        return page, HTTPStatus.OK
    except FileNotFoundError:
        words = {
            "title": escape(_("The map's pages have not been built")),
            "detail": escape(_("The server is running. This command builds the pages and starts it again:")),
        }
        return NOT_BUILT.format_map(words), HTTPStatus.SERVICE_UNAVAILABLE


@require_safe
@public
def shell(request: HttpRequest) -> HttpResponse:
    """The application's page, in the reader's language and direction from the first byte."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    direction = "rtl" if translation.get_language_bidi() else "ltr"
    page, status = _page()
    page = _HTML_TAG.sub(f'<html lang="{language}" dir="{direction}">', page, count=1)
    if head := head_of(request):
        page = _TITLE.sub(lambda _match: head, page, count=1)
    page = page.replace("</head>", f"{preloads(request.path, language[:2])}</head>", 1)
    etag = f'"{hashlib.sha256(page.encode()).hexdigest()[:24]}"'
    if status == HTTPStatus.OK and etag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(page, status=status)
    response["ETag"] = etag
    if sources := live_sources(request):
        response._csp_update = {"connect-src": sources}  # type: ignore[attr-defined]  # read by CSPMiddleware
    # Always asked for again: it names the hashed assets of the present build.
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


@public
def no_such_route(request: HttpRequest, path: str) -> HttpResponse:
    """An address of the API that is none: a problem, not the application's page."""
    return answer(request, NotFound(_("The API has no such address.")))
