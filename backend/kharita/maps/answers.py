"""A tile as HTTP: one form for the view and for the short way in front of Django."""

from dataclasses import dataclass

from kharita.maps.cache import encoding_for
from kharita.maps.tiles import Answer

MVT = "application/vnd.mapbox-vector-tile"
TILE_VARY = ("Cookie", "Authorization", "Accept-Encoding")

Headers = tuple[tuple[str, str], ...]

# Whoever holds a tile asks each time whether it is still right: the answer costs less than a stale map.
_PERSONS: Headers = (("Cache-Control", "private, no-cache"),)
# What nobody in particular may see, any page may show.
_PUBLIC: Headers = (
    ("Cache-Control", "public, no-cache"),
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
)


@dataclass(frozen=True)
class Sent:
    """Status, headers (without Vary) and body."""

    status: int
    headers: Headers
    body: bytes


def sent(answer: Answer, accepted_encodings: str, *, is_public: bool) -> Sent:
    """200 with the bytes in an encoding that the client takes, 204 where nothing is, 304 if it has them."""
    headers = (("ETag", answer.etag), *(_PUBLIC if is_public else _PERSONS))
    if answer.tile is None:
        return Sent(304, headers, b"")
    if not answer.tile.body:
        return Sent(204, headers, b"")
    body, encoding = answer.tile.encoded(encoding_for(accepted_encodings))
    headers += (("Content-Type", MVT),)
    if encoding is not None:
        headers += (("Content-Encoding", encoding),)
    return Sent(200, headers, body)
