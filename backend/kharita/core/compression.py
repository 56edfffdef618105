"""Answers in text are compressed for whoever takes gzip; tiles, files and streams have ways of their own."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

COMPRESSED = ("application/json", "application/geo+json", "application/problem+json", "text/html")
SMALLEST_BYTES = 1024


class TextCompressionMiddleware(GZipMiddleware):
    """Django's compression, which hides the length of secrets by chance, where an answer gains by it.

    A stream keeps its pace and a download its length: neither is touched.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0]
        is_whole = isinstance(response, HttpResponse) and len(response.content) >= SMALLEST_BYTES
        return super().process_response(request, response) if is_whole and kind in COMPRESSED else response
