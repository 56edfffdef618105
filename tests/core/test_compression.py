"""Which answers are compressed, and that they say the same."""

import gzip
import json
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from kharita.core.compression import TextCompressionMiddleware

TEXT = json.dumps({"names": ["بركان", "Berkane"] * 400})


def _answer(response: Any, encoding: str = "gzip, br") -> Any:
    request: HttpRequest = RequestFactory().get("/", headers={"Accept-Encoding": encoding})
    return TextCompressionMiddleware(lambda _request: response)(request)


@pytest.mark.parametrize("kind", ["application/json", "application/geo+json; charset=utf-8", "text/html"])
def test_text_comes_compressed_and_whole(kind: str) -> None:
    response = _answer(HttpResponse(TEXT, content_type=kind))
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert len(response.content) < len(TEXT) / 5
    assert gzip.decompress(response.content).decode() == TEXT


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(TEXT, content_type="application/vnd.mapbox-vector-tile"),
        HttpResponse(TEXT, content_type="application/geopackage+sqlite3"),
        HttpResponse("{}", content_type="application/json"),
        HttpResponse(TEXT, content_type="application/json", headers={"Content-Encoding": "br"}),
        StreamingHttpResponse([TEXT.encode()], content_type="application/json"),
    ],
    ids=["tile", "file", "short", "compressed already", "stream"],
)
def test_what_would_not_gain_is_left_as_it_is(response: Any) -> None:
    before = response.get("Content-Encoding")
    assert _answer(response).get("Content-Encoding") == before


def test_who_takes_no_gzip_gets_none() -> None:
    assert "Content-Encoding" not in _answer(HttpResponse(TEXT, content_type="application/json"), "identity")


@pytest.mark.django_db
def test_the_manifest_travels_compressed() -> None:
    response = Client(headers={"Accept-Encoding": "gzip"}).get("/api/v1/manifest")
    assert response["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(response.content))["layers"]
