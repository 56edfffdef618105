"""The process that tells pages what changes: where it listens, how it is started, whether it answers."""

import http.client
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from launcher.commands import Command, Environment
from launcher.errors import LauncherError
from launcher.paths import Clone
from launcher.processes import port_holder, port_is_free
from launcher.settings import port_named

_TRIED = 20
_PATH = "/live"
_STREAMS_MAX = 6000  # connections at once: more than KHARITA_LIVE_STREAMS_MAX, so that the rest is answered


def choose_port(host: str, web_port: int, settings: Mapping[str, str]) -> int:
    """That of `KHARITA_LIVE_PORT`; else the first free one above the web's: no person has to know it."""
    if asked := settings.get("KHARITA_LIVE_PORT"):
        port = port_named(asked, "KHARITA_LIVE_PORT")
        if port_is_free(host, port):
            return port
        holder = port_holder(port)
        raise LauncherError(
            f"Port {port} of KHARITA_LIVE_PORT is taken by {holder or 'another program'}.",
            mend="Stop that program, or leave KHARITA_LIVE_PORT out: then a free port is found.",
        )
    above = range(web_port + 1, min(web_port + _TRIED, 65535) + 1)
    if found := next((port for port in above if port_is_free(host, port)), None):
        return found
    raise LauncherError(
        f"No port between {web_port + 1} and {web_port + _TRIED} is free for the live process.",
        mend="Name a free one with KHARITA_LIVE_PORT.",
    )


def told_address(port: int, settings: Mapping[str, str]) -> str:
    """`KHARITA_LIVE_URL`: behind a proxy the page's own origin, else the page's host on this port."""
    if "KHARITA_LIVE_URL" in settings:
        return settings["KHARITA_LIVE_URL"]
    behind_proxy = settings.get("KHARITA_BEHIND_PROXY", "").lower() in ("1", "true", "yes", "on")
    return _PATH if behind_proxy else f":{port}{_PATH}"


def command(clone: Clone, environment: Environment, host: str, port: int) -> Command:
    argv: list[str | Path] = [
        clone.python, "-m", "granian", "--interface", "asgi", "config.live:application",
        "--host", host, "--port", str(port), "--workers", "1", "--http", "1", "--no-ws",
        "--backlog", "4096", "--backpressure", str(_STREAMS_MAX),
        "--respawn-failed-workers", "--workers-kill-timeout", "3s",
    ]  # fmt: skip
    return Command(argv, cwd=clone.backend, env=environment)


def is_ready(address: str) -> bool:
    """Whether the process answers and hears the database."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
