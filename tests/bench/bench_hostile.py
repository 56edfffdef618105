"""How much an honest user is slowed while somebody attacks: tiles and GeoJSON, quiet and under each attack.

    python tests/bench/bench_hostile.py [--parcels 200000] [--rounds 60] [--keep] [--no-quota]

In a database of its own on the server of `DATABASE_URL`, by the launcher's own command line, tile cache off.
An honest user on one kept connection asks by turns for a tile and for 100 parcels of a box. The attackers are
a process with an address of its own. Quotas are those that are shipped; with `--no-quota` there is none, as
if each request of the attack came from another address: what holds then is the server's own.

slow readers      120 connections ask for 10,000 features as GeoJSON and read a hundred bytes a second
1,000 parallel    1,000 kept connections ask for a tile each, and again when it has come, once a second
the whole world   8 clients ask for 10,000 features with a box around the earth, again and again
CQL bombs         8 clients send a condition of nearly the accepted size, which is matched with all rows

Median and p95 of each and how many times they are those of the quiet server, which is measured again at last;
1 when an honest request fails, or a median is slowed more than `FACTOR_MAX` times.
"""

import argparse
import http.client
import multiprocessing
import os
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from unittest.mock import patch
from urllib.parse import quote

import django
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "backend")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("KHARITA_SECRET_KEY", "x" * 60)

from tests.bench.bench_layers import chosen_boxes  # noqa: E402  # the path must be set first
from tests.bench.bench_tiles import chosen_tiles, ours_at  # noqa: E402
from tests.bench.serving import Client, town_database  # noqa: E402
from tests.web_server import running_server  # noqa: E402  # after the settings' name

FACTOR_MAX = 20.0
ATTACKER = ("127.0.0.3", 0)
REQUEST = "GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
SETTLING = 3.0  # seconds from the start of an attack to the first honest request
ITEMS = "/ogc/collections/parcels/items?f=json"
BOMB = " OR ".join(f"(reference LIKE '%{n}%9%8%7%' AND CASEI(slug) LIKE '%x%{n}%')" for n in range(300))
WORLD = f"{ITEMS}&limit=10000&bbox=-180,-90,180,90"
BOMBED = f"{ITEMS}&limit=10000&filter-lang=cql2-text&filter={quote(BOMB)}"

Attack = Callable[[int, list[str]], None]


def slow_readers(port: int, _tiles: list[str]) -> None:
    held = [_ask(port, WORLD, window=4096) for _connection in range(120)]
    while True:
        time.sleep(1)
        for place, one in enumerate(held):
            if _read(one, 100) == b"":
                held[place] = _ask(port, WORLD, window=4096)


def many_connections(port: int, tiles: list[str]) -> None:
    asked = [tiles[place % len(tiles)] for place in range(1_000)]
    held = [_ask(port, tile) for tile in asked]
    while True:
        time.sleep(1)
        for place, one in enumerate(held):
            answer = _read(one, 1_000_000)
            with suppress(OSError):
                if answer == b"":
                    held[place] = _ask(port, asked[place])
                elif answer is not None:
                    one.sendall(REQUEST.format(asked[place]).encode())


ATTACKS: dict[str, Attack] = {
    "slow readers": slow_readers,
    "1,000 parallel": many_connections,
    "the whole world": lambda port, _tiles: _ask_without_end(port, WORLD),
    "CQL bombs": lambda port, _tiles: _ask_without_end(port, BOMBED),
}


def _ask(port: int, path: str, *, window: int | None = None) -> socket.socket:
    """A connection that has asked and reads nothing by itself."""
    made = socket.socket()
    made.bind(ATTACKER)
    if window is not None:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
    made.settimeout(5)
    with suppress(OSError):
        made.connect(("127.0.0.1", port))
        made.sendall(REQUEST.format(path).encode())
    made.setblocking(False)
    return made


def _read(one: socket.socket, size: int) -> bytes | None:
    """What has come; None: nothing yet; b"": it has been shut."""
    try:
        return one.recv(size)
    except BlockingIOError:
        return None
    except OSError:
        return b""


def _ask_without_end(port: int, path: str, clients: int = 8) -> None:
    def ask() -> None:
        while True:
            client = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=ATTACKER)
            with suppress(OSError, http.client.HTTPException):
                client.request("GET", path)
                client.getresponse().read()
            client.close()

    with ThreadPoolExecutor(clients) as threads:
        for _client in range(clients):
            threads.submit(ask)


@contextmanager
def under(attack: Attack | None, port: int, tiles: list[str]) -> Iterator[None]:
    if attack is None:
        yield
        return
    process = multiprocessing.get_context("fork").Process(target=attack, args=(port, tiles), daemon=True)
    process.start()
    try:
        time.sleep(SETTLING)
        yield
        assert process.is_alive(), "the attack has ended by itself"
    finally:
        process.kill()
        process.join()


def honest(port: int, asked: dict[str, list[str]], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each request, the same ones each time."""
    client = Client(port)
    times: dict[str, list[float]] = {what: [] for what in asked}
    for number in range(rounds):
        for what, paths in asked.items():
            begun = time.perf_counter()
            body, headers, status = client.get(paths[number % len(paths)])
            times[what].append((time.perf_counter() - begun) * 1000)
            if status not in (200, 204):
                raise SystemExit(f"{what}: {status} {headers} {body[:200]!r}")
    return times


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--parcels", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--no-quota", action="store_true")
    options = parser.parse_args()
    kept = True
    with town_database(options.parcels, keep=options.keep) as url, tempfile.TemporaryDirectory() as folder:
        asked = {
            "tile": [ours_at(tile) for tile in chosen_tiles(url)],
            "GeoJSON": [f"{ITEMS}&limit=100&bbox={','.join(map(str, box))}" for box in chosen_boxes(url)],
        }
        with patch.dict(os.environ, DATABASE_URL=url):
            django.setup()  # the server is told what Django knows here
        quota = 0 if options.no_quota else settings.KHARITA.public_requests_per_minute
        told = {"KHARITA_TILE_CACHE_BYTES": "0", "KHARITA_PUBLIC_REQUESTS_PER_MINUTE": str(quota)}
        with running_server(Path(folder), **told) as server:
            refused = [path[:80] for path in (WORLD, BOMBED) if server.get(path)[0] != 200]
            if refused:
                raise SystemExit(f"no attack, it is refused at once: {refused}")
            honest(server.port, asked, options.rounds)
            quiet: dict[str, list[float]] = {}
            print(f"{'':18}" + "".join(f"{what:>10}{'p95':>9}{'factor':>8}{'of p95':>8}" for what in asked))
            for name, attack in [("quiet", None), *ATTACKS.items(), ("quiet again", None)]:
                with under(attack, server.port, asked["tile"]):
                    times = honest(server.port, asked, options.rounds)
                quiet = quiet or times
                kept &= compared(name, times, quiet)
    print(f"limit {FACTOR_MAX:.0f} x of the quiet median: {'kept' if kept else 'BROKEN'}")
    return 0 if kept else 1


def compared(name: str, times: dict[str, list[float]], quiet: dict[str, list[float]]) -> bool:
    line, worst = f"{name:18}", 0.0
    for what, found in times.items():
        median, slow = statistics.median(found), statistics.quantiles(found, n=20)[-1]
        factor = median / statistics.median(quiet[what])
        worst = max(worst, factor)
        line += (
            f"{median:10.1f}{slow:9.1f}{factor:8.1f}{slow / statistics.quantiles(quiet[what], n=20)[-1]:8.1f}"
        )
    print(line, flush=True)
    return worst <= FACTOR_MAX


if __name__ == "__main__":
    sys.exit(main())
