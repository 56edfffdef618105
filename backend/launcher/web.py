"""The web server's command line: what keeps one client from holding it (tests/hostile tries that)."""

import shutil
from pathlib import Path

from launcher.commands import Command, Environment
from launcher.paths import Clone

WORKERS = 2
THREADS = 8
"""Threads of each worker that run Python; each holds a database connection of its own."""
CONNECTIONS = 4096
"""Connections of each worker, idle ones included: beyond them clients wait in the backlog. What the server
calls backpressure counts connections, not requests: by its default a few hundred idle ones would close it."""
HEADER_BYTES = 64 * 1024
HEADER_SECONDS = 20
"""From the first byte of a request to the end of its headers; also how long an unused connection is kept."""


def web_command(clone: Clone, environment: Environment, host: str, port: int) -> Command:
    """Start granian with Kharita on it, listening on `host` and `port`."""
    argv: list[str | Path] = [
        clone.python, "-m", "granian", "--interface", "wsgi", "config.wsgi:application",
        "--host", host, "--port", str(port), "--http", "1", "--no-ws",
        "--workers", environment.get("KHARITA_WEB_WORKERS", str(WORKERS)),
        "--blocking-threads", environment.get("KHARITA_WEB_THREADS", str(THREADS)),
        "--runtime-mode", "st",
        "--backlog", str(CONNECTIONS), "--backpressure", str(CONNECTIONS),
        "--http1-buffer-size", str(HEADER_BYTES),
        "--http1-header-read-timeout", str(HEADER_SECONDS * 1000),
        "--respawn-failed-workers", "--workers-kill-timeout", "10s",
    ]  # fmt: skip
    return Command(argv, cwd=clone.backend, env=environment)


def with_metrics(clone: Clone, environment: Environment) -> Environment:
    """The environment of the running parts, with an empty folder in which all of them count together."""
    folder = clone.run / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return {**environment, "PROMETHEUS_MULTIPROC_DIR": str(folder)}
