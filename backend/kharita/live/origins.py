"""Whose pages may read the stream: those of this deployment alone, whatever port it is on."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

Headers = list[tuple[bytes, bytes]]
_PORTS = {"http": 80, "https": 443}


def text_of(scope: Mapping[str, Any], header: bytes) -> str:
    """The header's last value, or "" where it is not there."""
    return next((value.decode("latin-1") for name, value in reversed(scope["headers"]) if name == header), "")


def client_address(scope: Mapping[str, Any]) -> str:
    """The address by which streams are counted: behind our proxy, the one that the proxy saw."""
    forwarded = text_of(scope, b"x-forwarded-for") if settings.KHARITA.behind_proxy else ""
    if forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return str((scope.get("client") or ("", 0))[0])


class Origins:
    """The stream is on another port than the pages, unless a proxy joins them: then browsers ask for CORS."""

    def __init__(self) -> None:
        public = urlsplit(settings.KHARITA.public_url)
        self._place = (public.scheme, public.port or _PORTS[public.scheme])

    def is_ours(self, origin: str) -> bool:
        try:
            parts = urlsplit(origin)
            place = (parts.scheme, parts.port or _PORTS.get(parts.scheme, 0))
        except ValueError:
            return False
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
        return place == self._place and validate_host(host, settings.ALLOWED_HOSTS)

    def admit(self, scope: Mapping[str, Any], origin: str) -> bool:
        """Whether the request is for us and, where it says whose page sent it, from one of ours."""
        host, _port = split_domain_port(text_of(scope, b"host"))
        return validate_host(host, settings.ALLOWED_HOSTS) and (not origin or self.is_ours(origin))

    def headers_for(self, origin: str) -> Headers:
        allowed = [
            (b"access-control-allow-origin", origin.encode("latin-1")),
            (b"access-control-allow-credentials", b"true"),
        ]
        return [(b"vary", b"Origin"), *(allowed if origin and self.is_ours(origin) else [])]
