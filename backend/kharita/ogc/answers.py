"""How every address under /ogc/ answers: who may read it from where, in which form and language, and what has
changed since the client's copy.

Programs are given JSON, browsers pages: by `f`, else by `Accept`. The public's answers are open to other
sites' pages (CORS `*`); a person's own never are.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kharita.accounts.rules import public
from kharita.accounts.scopes import Scope
from kharita.core.errors import BadInput, DomainError, NotFound, problem_of

JSON = "application/json"
GEOJSON = "application/geo+json"
GEOJSON_SEQ = "application/geo+json-seq"
SCHEMA_JSON = "application/schema+json"
OPENAPI_JSON = "application/vnd.oai.openapi+json;version=3.0"
HTML = "text/html"
MEDIA: Mapping[str, tuple[str, ...]] = {
    "json": (JSON, GEOJSON, SCHEMA_JSON, "application/vnd.oai.openapi+json", "application/problem+json"),
    "html": (HTML, "application/xhtml+xml"),
    "geojsonseq": (GEOJSON_SEQ,),
}
"""What may be asked for by `f`, with the media types of `Accept` that mean the same."""
METHODS = ("GET", "HEAD", "OPTIONS")
EVERYWHERE = ("f", "lang")
"""Parameters that every address takes."""
EXPOSED = "Content-Crs, ETag, Link, OGC-NumberMatched, OGC-NumberReturned, Retry-After"
PREFLIGHT_SECONDS = 86_400

View = Callable[..., HttpResponseBase]


class NotAcceptable(DomainError):
    """None of the forms that the client takes is one of ours."""

    status = HTTPStatus.NOT_ACCEPTABLE
    code = "not-acceptable"
    title = gettext_lazy("Not available in this form")


class MethodNotAllowed(DomainError):
    status = HTTPStatus.METHOD_NOT_ALLOWED
    code = "method-not-allowed"
    title = gettext_lazy("This address is for reading")


def form_of(request: HttpRequest, offered: Sequence[str] = ("json", "html")) -> str:
    """Which of the `offered` keys of `MEDIA` the request wants; the first where it does not say.

    Raises `BadInput` for an `f` that is not offered.
    """
    asked = request.GET.get("f")
    if asked is not None:
        if asked not in offered:
            raise BadInput(
                _("This address answers in the forms %(forms)s.") % {"forms": ", ".join(offered)}, field="f"
            )
        return asked
    # Browsers name HTML first and end with */*; programs name JSON or say */* alone.
    for wanted in _accepted(request):
        for form in offered:
            if wanted in MEDIA[form] or (form == offered[0] and wanted in ("*/*", "application/*")):
                return form
    return offered[0]


def _accepted(request: HttpRequest) -> list[str]:
    """The media types of `Accept`, best first."""
    weighed = []
    for position, part in enumerate(request.headers.get("Accept", "").split(",")[:20]):
        name, *options = (piece.strip().lower() for piece in part.split(";"))
        quality = next((option[2:] for option in options if option.startswith("q=")), "1")
        try:
            weight = float(quality)
        except ValueError:
            weight = 0.0
        if weight > 0:
            weighed.append((-weight, position, name))
    return [name for _weight, _position, name in sorted(weighed)]


def wants_html(request: HttpRequest) -> bool:
    """Whether the answer, also a refusal, should be a page."""
    try:
        return form_of(request) == "html"
    except BadInput:
        return False


def served(*parameters: str, is_strict: bool = True) -> Callable[[View], View]:
    """A view under /ogc/ that takes these query parameters (and `f`, `lang`) and, if strict, no others.

    A `DomainError` becomes a problem or a page; methods but GET, HEAD and OPTIONS are refused.
    """
    known = frozenset((*EVERYWHERE, *parameters))

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            language = request.GET.get("lang")
            spoken = language if language in dict(settings.LANGUAGES) else translation.get_language()
            with translation.override(spoken):
                try:
                    if is_strict:
                        require_known(request, known)
                    response = view(request, *args, **kwargs)
                except DomainError as error:
                    response = _refused(request, error)
            response["Content-Language"] = spoken or settings.LANGUAGE_CODE
            return finished(request, response)

        guarded = public(scope=Scope.READ)(answered)

        @wraps(view)
        def routed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "OPTIONS":
                return _options()
            if request.method not in METHODS:
                response = problem_of(MethodNotAllowed(_("Ask with GET or HEAD.")))
                response["Allow"] = ", ".join(METHODS)
                return finished(request, response)
            return guarded(request, *args, **kwargs)

        routed.rule = guarded.rule  # type: ignore[attr-defined]  # read by the test that walks all routes
        routed.csrf_exempt = True  # type: ignore[attr-defined]  # nothing here can be written
        return routed

    return decorate


def require_known(request: HttpRequest, known: frozenset[str]) -> None:
    """Refuse a query parameter that is none, or one that is given twice. Raises `BadInput`."""
    for name, values in request.GET.lists():
        if name not in known:
            raise BadInput(
                _("This address takes no parameter “%(name)s”.") % {"name": name[:60]}, field=name[:60]
            )
        if len(values) > 1:
            raise BadInput(_("Give “%(name)s” once.") % {"name": name}, field=name)
        if "\x00" in values[0]:
            raise BadInput(_("“%(name)s” holds a character that is none.") % {"name": name}, field=name)
    language = request.GET.get("lang")
    if language is not None and language not in dict(settings.LANGUAGES):
        raise BadInput(
            _("The languages are %(languages)s.") % {"languages": ", ".join(dict(settings.LANGUAGES))},
            field="lang",
        )


def _refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    told = problem_of(error)
    if not wants_html(request):
        return told
    page = render_to_string("ogc/error.html", {"document": json.loads(told.content)}, request)
    response = HttpResponse(page, status=told.status_code, content_type=f"{HTML}; charset=utf-8")
    if "Retry-After" in told:
        response["Retry-After"] = told["Retry-After"]
    return response


def _options() -> HttpResponse:
    """What a browser asks before another site's page may read; headers of credentials are not let in."""
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response["Allow"] = response["Access-Control-Allow-Methods"] = ", ".join(METHODS)
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Headers"] = "Accept, Accept-Language, Content-Type, If-None-Match"
    response["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    return response


def finished(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The headers that every answer under /ogc/ carries."""
    if request.user.is_authenticated:
        response["Cache-Control"] = "private, no-cache"
    else:
        response.setdefault("Cache-Control", "public, no-cache")
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_vary_headers(response, ["Accept", "Accept-Language", "Authorization", "Cookie"])
    return response


def etag_of(request: HttpRequest, *seen: object) -> str:
    """A weak ETag of all that decides an answer: the address, form and language, and what is `seen`."""
    parts = (request.get_full_path(), wants_html(request), translation.get_language(), seen)
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


def not_modified(request: HttpRequest, etag: str) -> HttpResponse | None:
    """304 where the client already has what `etag` stands for."""
    held = {tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")}
    if etag.removeprefix("W/") not in held and "*" not in held:
        return None
    response = HttpResponseNotModified()
    response["ETag"] = etag
    return response


def answer(
    request: HttpRequest,
    document: Mapping[str, Any],
    *,
    template: str | None,
    media: str = JSON,
    context: Mapping[str, Any] | Callable[[], Mapping[str, Any]] | None = None,
) -> HttpResponse:
    """`document` as JSON of the media type `media`, or through `template` where the request wants a page.

    The template finds the document as `document`, and `context` beside it (a function of it is called for
    pages only). The ETag is made of what is answered: 304 for who has it.
    """
    if template is not None and form_of(request) == "html":
        beside = context() if callable(context) else context or {}
        body: str = render_to_string(template, {"document": document, **beside}, request)
        media = f"{HTML}; charset=utf-8"
    else:
        body = json.dumps(document, ensure_ascii=False, default=str)
    etag = etag_of(request, body)
    response = not_modified(request, etag) or HttpResponse(body, content_type=media)
    response["ETag"] = etag
    return response


@served(is_strict=False)
def no_such_address(request: HttpRequest, path: str) -> HttpResponseBase:
    """Anything else under /ogc/: told as what it is, not answered with the map's page."""
    raise NotFound(_("The API has no such address."))
