"""What the server writes into the head of the catalogue's pages, before any script runs."""

import json
import re
from typing import Any

from django.http import HttpRequest
from django.utils.html import escape

from kharita.catalog import schema_org
from kharita.catalog.downloads import downloads_of
from kharita.catalog.entries import entries_for, entry_of
from kharita.catalog.presenting import DESCRIPTION, TITLE, public_catalogue
from kharita.core.layers import layers

_PAGE = re.compile(r"^/data(?:/(?P<layer>[\w-]+))?/?$")


def head_of(request: HttpRequest) -> str:
    """Title, description and structured data of a page of the catalogue; "" for every other page.

    It tells what the public may see, whoever asks.
    """
    match = _PAGE.match(request.path)
    if match is None:
        return ""
    catalogue = public_catalogue()
    layer = layers.get(match["layer"] or "")
    if layer is None:
        if match["layer"]:
            return ""
        node = schema_org.catalogue_node(catalogue, entries_for(None))
        return _head(str(TITLE), str(DESCRIPTION), catalogue.page, node, catalogue.root)
    entry = entry_of(layer, None)
    if not entry.rows:
        return ""
    node = schema_org.dataset(catalogue, entry, downloads_of(entry, catalogue.root))
    page = f"{catalogue.page}/{layer.id}"
    return _head(f"{layer.title} · {TITLE}", str(layer.description), page, node, catalogue.root)


def _head(title: str, description: str, page: str, node: dict[str, Any], root: str) -> str:
    # Within a script a "<" could end it: as an escape it is the same JSON.
    data = json.dumps(node, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f"<title>{escape(title)}</title>"
        f'<meta name="description" content="{escape(description)}">'
        f'<link rel="canonical" href="{escape(page)}">'
        f'<link rel="alternate" type="application/ld+json" href="{escape(root)}catalogue.jsonld">'
        f'<script type="application/ld+json">{data}</script>'
    )
