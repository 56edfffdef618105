"""The words of the stream (WHATWG server-sent events). They name layers, cells and revisions: never a row."""

import json
from typing import Any

from kharita.live.audience import News, Revisions

RETRY_MILLISECONDS = 3_000
BEAT = b": beat\nevent: beat\ndata: {}\n\n"
"""A comment for proxies, and an event because a page cannot see comments."""
OVER = b"event: over\ndata: {}\n\n"
"""The rights that the stream was opened with are no longer those of its reader."""


def event_id(boot: str, number: int) -> str:
    return f"{boot}-{number}"


def hello(identifier: str, revisions: Revisions, *, missed: bool) -> bytes:
    """The first words: the layers' revisions, and whether the reader missed what was told."""
    data = {"revisions": revisions, "missed": missed}
    return f"retry: {RETRY_MILLISECONDS}\n".encode() + _event("hello", identifier, data)


def changed(news: News, identifier: str) -> bytes:
    """Layers with their cells as [zoom, column, row]; no cells stand for anywhere."""
    told = [
        {"id": layer, "revision": news.revisions[layer], "cells": sorted(cells)}
        for layer, cells in news.cells.items()
    ]
    return _event("changed", identifier, {"layers": told})


def _event(name: str, identifier: str, data: dict[str, Any]) -> bytes:
    return f"id: {identifier}\nevent: {name}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()
