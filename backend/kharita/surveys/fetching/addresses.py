"""Which addresses files may be fetched from: those that the administrator listed, and where they truly lead.

A name on the list must lead to public addresses (or to a network that is listed too): whoever may name an
address must not reach the services of this machine and its neighbours through us (server-side request
forgery, CWE-918). The addresses found are the ones connected to, so that a name cannot lead elsewhere a
moment later.
"""

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, unquote, urlsplit

from django.utils.translation import gettext as _

from kharita.surveys.fetching.problems import AddressRefused

PORTS = {"http": 80, "https": 443}
NAT64 = ip_network("64:ff9b::/96")
Network = IPv4Network | IPv6Network
Ip = IPv4Address | IPv6Address


@dataclass(frozen=True)
class Address:
    """A checked address: where to connect, and what to ask for there."""

    scheme: str
    host: str
    port: int
    path: str
    target: str


@dataclass(frozen=True)
class AllowList:
    """Folders on hosts, and networks that names may lead into; `is_trusted`: names may lead anywhere."""

    places: tuple[Address, ...]
    networks: tuple[Network, ...] = ()
    is_trusted: bool = False

    @classmethod
    def of(cls, entries: Iterable[str], *, is_trusted: bool = False) -> "AllowList":
        """From addresses (`https://host/folder/`) and networks (`10.0.0.0/8`), as the settings have them."""
        places, networks = [], []
        for entry in entries:
            if "://" in entry:
                places.append(_parsed(entry))
            else:
                networks.append(ip_network(entry))
        return cls(tuple(places), tuple(networks), is_trusted)

    def check(self, url: str) -> Address:
        """The address taken apart. Raises `AddressRefused` where it is not below a listed one."""
        asked = _parsed(url)
        for place in self.places:
            same = (asked.scheme, asked.host, asked.port) == (place.scheme, place.host, place.port)
            folder = place.path.rstrip("/") + "/"
            if same and (asked.path.startswith(folder) or asked.path == place.path):
                return asked
        raise AddressRefused(
            _("%(host)s is not on the list of places that files come from. The administrator keeps it.")
            % {"host": asked.host},
            host=asked.host,
        )

    def resolve(self, address: Address) -> list[str]:
        """Where its host is. Raises `AddressRefused` where any of that is not public, `OSError`."""
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
        if not self.is_trusted and not all(self._may_reach(address.host, ip) for ip in addresses):
            raise AddressRefused(
                _("%(host)s leads into a private network: nothing is fetched there.")
                % {"host": address.host},
                code="address-private",
                host=address.host,
            )
        return addresses

    def _may_reach(self, host: str, ip: str) -> bool:
        if host == ip:
            return True  # the list names this very address
        reached = _innermost(ip_address(ip))
        if any(reached in network for network in self.networks if network.version == reached.version):
            return True
        return reached.is_global and not reached.is_multicast


def _innermost(ip: Ip) -> Ip:
    """The IPv4 address that an IPv6 one stands for, where it does."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)


def _parsed(url: str) -> Address:
    """Taken apart strictly: what two programs could read differently is refused."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _unreadable() from None
    path = unquote(parts.path)
    if not url.isascii() or not url.isprintable() or set(url) & set(' \\"<>') or not _is_plain(parts, path):
        raise _unreadable()
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(
        scheme=parts.scheme, host=parts.hostname or "", port=port or PORTS[parts.scheme], path=path or "/",
        target=target,
    )  # fmt: skip


def _is_plain(parts: SplitResult, path: str) -> bool:
    return bool(
        parts.scheme in PORTS
        and parts.hostname
        and "@" not in parts.netloc
        and "\\" not in path
        and not {".", ".."} & set(path.split("/"))
    )


def _unreadable() -> AddressRefused:
    return AddressRefused(
        _("Give a plain address such as https://host/folder/file.tif, without a name or password in it."),
        code="address-unreadable",
    )
