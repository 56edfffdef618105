"""Links between the resources of the API (RFC 8288), with absolute addresses as clients expect them."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from kharita.core.errors import Text
from kharita.ogc.answers import HTML, JSON

ROOT = "/ogc"
REL = "http://www.opengis.net/def/rel/ogc/1.0/"
MVT = "application/vnd.mapbox-vector-tile"
TILEJSON = "application/json"
STYLE = "application/vnd.mapbox.style+json"

Link = dict[str, Any]


def link(
    request: HttpRequest,
    path: str,
    rel: str,
    *,
    media: str = JSON,
    title: Text = "",
    query: Mapping[str, str] | None = None,
    templated: bool = False,
) -> Link:
    """A link to `path` of this deployment; `rel` is a registered relation or a URI."""
    told = f"{path}?{urlencode(query)}" if query else path
    # A template's braces must stay as they are: they are for the client to fill.
    href = request.build_absolute_uri("/")[:-1] + told if templated else request.build_absolute_uri(told)
    made: Link = {"rel": rel, "type": media, "href": href}
    if title:
        made["title"] = str(title)
    if templated:
        made["templated"] = True
    return made


def here(request: HttpRequest, *, media: str = JSON, title: Text = "") -> list[Link]:
    """The links of a document to itself and to its page for people."""
    kept = {name: str(value) for name, value in request.GET.items() if name != "f"}
    return [
        link(request, request.path, "self", media=media, title=title, query={**kept, "f": "json"}),
        link(request, request.path, "alternate", media=HTML, title=title, query={**kept, "f": "html"}),
    ]


def find(links: Iterable[Link], rel: str, media: str = "") -> str:
    """The address of the first link of that relation (and media type); "" where there is none."""
    return next(
        (str(one["href"]) for one in links if one["rel"] == rel and one.get("type", "").startswith(media)), ""
    )
