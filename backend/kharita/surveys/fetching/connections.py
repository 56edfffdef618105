"""One answer over HTTP, each hop of the way checked, connected to the very addresses that were checked."""

import http.client
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from kharita.surveys.fetching.addresses import Address, AllowList
from kharita.surveys.fetching.problems import AddressRefused, FetchFailed

TIMEOUT_SECONDS = 30.0
HOPS_MAX = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class _Plain(http.client.HTTPConnection):
    def __init__(self, address: Address, addresses: list[str]) -> None:
        super().__init__(address.host, address.port, timeout=TIMEOUT_SECONDS)
        self.addresses = addresses

    def connect(self) -> None:
        self.sock = _connected(self.addresses, self.port)


class _Secure(http.client.HTTPSConnection):
    def __init__(self, address: Address, addresses: list[str]) -> None:
        self.trust = ssl.create_default_context()
        super().__init__(address.host, address.port, timeout=TIMEOUT_SECONDS, context=self.trust)
        self.addresses = addresses

    def connect(self) -> None:
        self.sock = self.trust.wrap_socket(_connected(self.addresses, self.port), server_hostname=self.host)


@contextmanager
def opened(url: str, headers: Mapping[str, str], allowed: AllowList) -> Iterator[http.client.HTTPResponse]:
    """The answer to GET, after at most `HOPS_MAX` redirects, none of which leaves the list.

    Raises `AddressRefused`, `FetchFailed`, and what sockets and http.client raise for lost connections.
    """
    for _hop in range(HOPS_MAX + 1):
        address = allowed.check(url)
        kind = _Secure if address.scheme == "https" else _Plain
        connection = kind(address, allowed.resolve(address))
        try:
            try:
                connection.request("GET", address.target, headers={"Accept-Encoding": "identity", **headers})
            except ssl.SSLCertVerificationError:
                raise FetchFailed(
                    _("The certificate of %(host)s is not valid: nothing is fetched there.")
                    % {"host": address.host},
                    code="certificate",
                ) from None
            answer = connection.getresponse()
            location = answer.headers.get("Location")
            if answer.status not in REDIRECTS or not location:
                yield answer
                return
            url = urljoin(url, location).partition("#")[0]
        finally:
            connection.close()
    raise AddressRefused(_("The address leads from one place to the next without end."), code="redirects")


def _connected(addresses: list[str], port: int) -> socket.socket:
    """A connection to the first of these that answers."""
    fault: OSError = OSError("no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), TIMEOUT_SECONDS)
        except OSError as refused:
            fault = refused
    raise fault
