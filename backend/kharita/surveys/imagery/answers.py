"""A tile of imagery as HTTP: one form for the views and for the short way in front of Django."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from kharita.surveys.models import Product

Headers = tuple[tuple[str, str], ...]

# The address carries the survey's version; a publication that is taken back is gone from caches within
# minutes.
_PUBLIC: Headers = (
    ("Cache-Control", "public, max-age=300"),
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
)
_PERSONS: Headers = (("Cache-Control", "private, no-cache"), ("Vary", "Cookie, Authorization"))


@dataclass(frozen=True)
class Sent:
    """Status, headers and body."""

    status: int
    headers: Headers
    body: bytes


def etag_of(products: Iterable[Product], *more: object) -> str:
    """What changes whenever the pixels may: the files (a product's never change under its key) and the
    look.
    """
    named = "|".join([*(f"{product.key.hex}{product.ready_at}" for product in products), *map(repr, more)])
    return f'"{hashlib.sha256(named.encode()).hexdigest()[:20]}"'


def unchanged(etag: str, asked: str) -> bool:
    """Whether If-None-Match names what there is."""
    return bool(asked) and (asked == "*" or etag in asked)


def sent(body: bytes | None, media_type: str, etag: str, *, is_public: bool) -> Sent:
    """200 with the image, 204 where nothing was flown."""
    headers = (("ETag", etag), *(_PUBLIC if is_public else _PERSONS))
    if body is None:
        return Sent(204, headers, b"")
    return Sent(200, (*headers, ("Content-Type", media_type)), body)


def not_modified(etag: str, *, is_public: bool) -> Sent:
    return Sent(304, (("ETag", etag), *(_PUBLIC if is_public else _PERSONS)), b"")
