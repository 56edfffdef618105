"""Where a page finds the stream of changes: at its own host, on the port or the path that is set."""

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port


def live_address(request: HttpRequest) -> str:
    """The stream's address for the page that asks; "" where there is none."""
    address: str = settings.KHARITA.live_url
    if not address.startswith(":"):
        return address
    # The same host as the page's: cookies hold for a host, whatever the port.
    host, _port = split_domain_port(request.get_host())
    return f"{request.scheme}://{host}{address}"


def live_sources(request: HttpRequest) -> list[str]:
    """What the page's Content-Security-Policy must let it connect to beside its own origin."""
    scheme, separator, rest = live_address(request).partition("://")
    return [f"{scheme}://{rest.partition('/')[0]}"] if separator else []
