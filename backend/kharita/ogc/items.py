"""OGC API – Features: the items of a collection, page by page, and one by one."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from kharita.core.errors import NotFound
from kharita.maps import cql, features, keyset
from kharita.maps.door import OpenLayer, open_layer
from kharita.maps.features import Row
from kharita.maps.measured import count_of
from kharita.maps.revisions import revision_of
from kharita.maps.statements import TooSlow, limited
from kharita.maps.tiles import layer_named
from kharita.ogc import links, pages
from kharita.ogc.answers import (
    EVERYWHERE,
    GEOJSON,
    GEOJSON_SEQ,
    HTML,
    answer,
    etag_of,
    form_of,
    not_modified,
    require_known,
    served,
)
from kharita.ogc.parameters import ITEM, ITEMS, Wanted, shape_of, wanted_of
from kharita.ogc.systems import system_asked

FORMS = ("json", "html", "geojsonseq")
COUNT_TIMEOUT_MS = 5_000
"""A count that takes longer is left out: the standard lets it (Part 1, /req/core/fc-numberMatched)."""
PAGE_ROWS_MAX = 500
"""Rows of one HTML page."""
CHUNK_ROWS = 250
RECORD = "\x1e"
"""Stands before each text of a sequence (RFC 8142)."""


class _Asked:
    """One request for items: what it wants of which layer, and what its answer says beside the features."""

    def __init__(self, request: HttpRequest, opened: OpenLayer, wanted: Wanted, revision: int) -> None:
        self.request, self.opened, self.wanted = request, opened, wanted
        self.matched = self._count(revision)
        self.returned = 0
        self.last: Row | None = None

    def _count(self, revision: int) -> int | None:
        try:
            with limited(COUNT_TIMEOUT_MS):
                return count_of(self.opened, self.wanted.selection, revision)
        except TooSlow:
            return None

    def rows(self) -> Iterator[Row]:
        """The page's rows and one more, which tells that there is a next page."""
        wanted = self.wanted
        following = None
        if wanted.cursor is not None:
            following = keyset.after(self.opened, wanted.selection, wanted.cursor)
        return features.read(
            self.opened, wanted.selection, limit=wanted.limit + 1, following=following, shape=wanted.shape
        )

    def taken(self, rows: Iterable[Row]) -> Iterator[str]:
        """The features of the page; afterwards `returned` and `next_address` are known."""
        for row in rows:
            if self.returned == self.wanted.limit:
                self.has_more = True
                continue  # the last one: the database's cursor ends by itself
            self.last = row
            self.returned += 1
            yield row[0]

    has_more = False

    @property
    def next_address(self) -> str | None:
        if not self.has_more or self.last is None:
            return None
        token = keyset.token_of(self.wanted.selection, self.last[1:])
        query = self.request.GET.dict() | {"cursor": token}
        return self.request.build_absolute_uri(f"{self.request.path}?{urlencode(query)}")

    def links(self) -> list[links.Link]:
        layer, request = self.opened.layer, self.request
        sequence = request.GET.dict() | {"f": "geojsonseq"}
        found = [
            *links.here(request, media=GEOJSON, title=layer.title),
            links.link(request, request.path, "alternate", media=GEOJSON_SEQ, query=sequence),
            links.link(request, f"{links.ROOT}/collections/{layer.id}", "collection", title=layer.title),
        ]
        if self.next_address is not None:
            title = _("The next page")
            found.append({"rel": "next", "type": GEOJSON, "href": self.next_address, "title": title})
        return found

    def tail(self) -> str:
        """The members of the collection that are known once its features are written."""
        told: dict[str, Any] = {
            "numberReturned": self.returned,
            "timeStamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "links": self.links(),
        }
        if self.matched is not None:
            told["numberMatched"] = self.matched
        return json.dumps(told, ensure_ascii=False)[1:]


def _as_collection(asked: _Asked, rows: Iterable[Row]) -> Iterator[str]:
    yield '{"type":"FeatureCollection","features":['
    written, before = asked.taken(rows), ""
    while chunk := list(islice(written, CHUNK_ROWS)):
        yield before + ",".join(chunk)
        before = ","
    yield f"],{asked.tail()}"


def _as_sequence(asked: _Asked, rows: Iterable[Row]) -> Iterator[str]:
    written = asked.taken(rows)
    while chunk := list(islice(written, CHUNK_ROWS)):
        yield "".join(f"{RECORD}{feature}\n" for feature in chunk)


@served(is_strict=False)
def items(request: HttpRequest, layer_id: str) -> HttpResponseBase:
    """The rows of a collection that the parameters select, as far as this person may see them."""
    opened = open_layer(layer_named(layer_id), request.user)
    require_known(request, frozenset((*EVERYWHERE, *ITEMS, *cql.names_of(opened))))
    form = form_of(request, FORMS)
    if form == "html" and (tidier := pages.tidied(request)) is not None:
        return tidier
    wanted = wanted_of(request, opened, limit_max=PAGE_ROWS_MAX if form == "html" else None)
    revision = revision_of(opened.tables)
    if form == "html":
        return _page(_Asked(request, opened, wanted, revision))
    etag = etag_of(request, form, opened.rights, revision)
    response: HttpResponseBase | None = not_modified(request, etag)
    if response is None:
        response = _written(_Asked(request, opened, wanted, revision), form)
    response["ETag"] = etag
    response["Content-Crs"] = f"<{wanted.system.uri}>"
    return response


def _written(asked: _Asked, form: str) -> HttpResponseBase:
    write, media = (_as_sequence, GEOJSON_SEQ) if form == "geojsonseq" else (_as_collection, GEOJSON)
    if asked.wanted.limit <= features.AT_ONCE:
        # So few that their end, and with it the next page's address, is known before the first is sent.
        body = "".join(write(asked, asked.rows()))
        response: HttpResponseBase = HttpResponse(body, content_type=media)
        if asked.next_address is not None:
            response["Link"] = f'<{asked.next_address}>; rel="next"; type="{media}"'
    elif asked.request.method == "HEAD":
        response = HttpResponse(content_type=media)
    else:
        response = StreamingHttpResponse(map(str.encode, write(asked, asked.rows())), content_type=media)
    if asked.matched is not None:
        response["OGC-NumberMatched"] = str(asked.matched)
    return response


def _page(asked: _Asked) -> HttpResponse:
    document = json.loads("".join(_as_collection(asked, asked.rows())))
    document["title"] = str(asked.opened.layer.title)
    context = pages.items(asked.request, asked.opened)
    return answer(asked.request, document, template="ogc/items.html", context=context)


@served(*ITEM)
def item(request: HttpRequest, layer_id: str, feature_id: str) -> HttpResponseBase:
    """One row of a collection."""
    opened = open_layer(layer_named(layer_id), request.user)
    system = system_asked(request.GET.get("crs"), parameter="crs")
    form = form_of(request)
    etag = etag_of(request, form, opened.rights, revision_of(opened.tables))
    response = None if form == "html" else not_modified(request, etag)
    if response is None:
        written = features.feature_of(opened, _number(feature_id), shape_of(request, system))
        if form == "html":
            return _item_page(request, opened, json.loads(written))
        body = f'{written[:-1]},"links":{json.dumps(_item_links(request, opened), ensure_ascii=False)}}}'
        response = HttpResponse(body, content_type=GEOJSON)
    response["ETag"] = etag
    response["Content-Crs"] = f"<{system.uri}>"
    return response


def _number(feature_id: str) -> int:
    if not (feature_id.isascii() and feature_id.isdigit()) or len(feature_id) > 18:
        raise NotFound(_("There is no such feature in this layer."))
    return int(feature_id)


def _item_links(request: HttpRequest, opened: OpenLayer) -> list[links.Link]:
    layer = opened.layer
    base = f"{links.ROOT}/collections/{layer.id}"
    return [
        *links.here(request, media=GEOJSON, title=layer.title),
        links.link(request, base, "collection", title=layer.title),
        links.link(request, base, "collection", media=HTML, query={"f": "html"}),
    ]


def _item_page(request: HttpRequest, opened: OpenLayer, feature: dict[str, Any]) -> HttpResponse:
    document = {**feature, "links": _item_links(request, opened)}
    return answer(request, document, template="ogc/item.html", context=lambda: pages.item(opened, feature))
