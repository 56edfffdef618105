"""The headers of tus 1.0: read strictly, written as the protocol says (https://tus.io/protocols/resumable-upload)."""

import base64
import binascii
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.utils.http import http_date
from django.utils.translation import gettext as _

from kharita.core.errors import BadInput

VERSION = "1.0.0"
EXTENSIONS = (
    "creation",
    "creation-with-upload",
    "creation-defer-length",
    "checksum",
    "expiration",
    "termination",
    "concatenation",
)
ALGORITHMS = ("sha1", "sha256")
MEDIA_TYPE = "application/offset+octet-stream"
PARTS_MAX = 1_000
METADATA_MAX = 8 * 1024
_KEY = re.compile(r"[!-+\--~]{1,100}")  # ASCII without blanks and commas
_ADDRESS = re.compile(r"/uploads/([0-9a-f-]{36})/?")


@dataclass(frozen=True)
class Checksum:
    """What the bytes of one request hash to."""

    algorithm: str
    digest: bytes


def parse_number(name: str, text: str) -> int:
    """A non-negative integer. Raises `BadInput` that names the header."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise BadInput(_("%(header)s is no number.") % {"header": name}, field=name)
    return int(text)


def parse_metadata(text: str) -> dict[str, str]:
    """`key base64,key base64` as texts. Raises `BadInput`; values that are not UTF-8 are refused."""
    if len(text) > METADATA_MAX:
        raise BadInput(_("Upload-Metadata is too long."), field="Upload-Metadata")
    found: dict[str, str] = {}
    for pair in text.split(",") if text.strip() else ():
        key, _space, value = pair.strip().partition(" ")
        if not _KEY.fullmatch(key) or key in found:
            raise _bad_metadata(key)
        try:
            told = base64.b64decode(value.strip(), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise _bad_metadata(key) from error
        if "\0" in told:
            raise _bad_metadata(key)
        found[key] = told
    return found


def _bad_metadata(key: str) -> BadInput:
    return BadInput(
        _("Upload-Metadata is not as tus 1.0 says, at the key “%(key)s”.") % {"key": key[:100]},
        field="Upload-Metadata",
    )


def write_metadata(metadata: Mapping[str, str]) -> str:
    pairs = ((key, base64.b64encode(value.encode()).decode()) for key, value in metadata.items())
    return ",".join(f"{key} {value}".rstrip() for key, value in pairs)


def parse_checksum(text: str) -> Checksum:
    """`sha1 base64`. Raises `BadInput`, as the protocol says also for an algorithm that is not offered."""
    algorithm, _space, value = text.strip().partition(" ")
    if algorithm not in ALGORITHMS:
        raise BadInput(
            _("Checksums are taken by these algorithms: %(known)s.") % {"known": ", ".join(ALGORITHMS)},
            code="checksum-algorithm",
            field="Upload-Checksum",
        )
    try:
        return Checksum(algorithm, base64.b64decode(value, validate=True))
    except binascii.Error as error:
        raise BadInput(_("Upload-Checksum is no base64."), field="Upload-Checksum") from error


def parse_concat(text: str) -> list[uuid.UUID] | None:
    """The uploads that a final one is made of, in order; None for a partial one. Raises `BadInput`."""
    if text.strip() == "partial":
        return None
    kind, _semicolon, addresses = text.partition(";")
    keys = [_key_in(address) for address in addresses.split()]
    if kind.strip() != "final" or not 1 <= len(keys) <= PARTS_MAX or len(set(keys)) < len(keys):
        raise BadInput(
            _("Upload-Concat is “partial”, or “final;” with the addresses of finished uploads."),
            field="Upload-Concat",
        )
    return keys


def _key_in(address: str) -> uuid.UUID:
    found = _ADDRESS.fullmatch(urlsplit(address).path)
    try:
        return uuid.UUID(found[1] if found else "")
    except ValueError as error:
        raise BadInput(
            _("“%(address)s” is no upload of this server.") % {"address": address[:200]},
            field="Upload-Concat",
        ) from error


def write_time(moment: datetime) -> str:
    """As RFC 9110 writes it: Wed, 25 Jun 2014 16:00:00 GMT."""
    return http_date(moment.timestamp())
