"""Tiles that web processes share in a Redis: whatever becomes of it, each asker gets the right tile."""

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from redis import Redis

from kharita.accounts.models import User
from kharita.maps import mvt, revisions, shared_cache, tiles
from kharita.maps.cache import EncodedTile
from kharita.maps.shared_cache import BYTES_MAX, PAUSE_SECONDS, SharedTiles, shared_tiles
from kharita.territory.models import Commune, Parcel
from tests.factories import make_parcel
from tests.maps.conftest import address, decoded, tile_over
from tests.redis_server import RunningRedis, running_redis

PLACE = address("parcels", tile_over(17))
KEY = "the key of this deployment"
SOON = 0.05


@pytest.fixture(scope="module")
def _redis() -> Iterator[RunningRedis]:
    with running_redis() as server:
        yield server


@pytest.fixture
def redis(_redis: RunningRedis) -> RunningRedis:
    _redis.client.flushall()
    return _redis


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Process:
    """Web processes of one deployment, one after the other: each begins with an empty memory of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.encoded = 0
        encode = mvt.encode

        def counted(*arguments: Any) -> bytes:
            self.encoded += 1
            return encode(*arguments)

        monkeypatch.setattr(mvt, "encode", counted)

    def start(self, url: str, key: str = KEY, *, patience: float = 30) -> SharedTiles:
        """`patience`: seconds that Redis is given; the machine may have other work."""
        self._monkeypatch.setattr(shared_cache, "ANSWER_SECONDS", patience)
        self._monkeypatch.setattr(shared_cache, "CONNECT_SECONDS", patience)
        tiles.CACHE.clear()
        shared = shared_tiles(url, key)
        self._monkeypatch.setattr(tiles, "SHARED", shared)
        self.encoded = 0
        return shared


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Process:
    return Process(monkeypatch)


@pytest.fixture
def parcel(commune: Commune) -> Parcel:
    return make_parcel(commune, "7/40", tenure="habous", address="Rue 1")


def references(browser: Client) -> list[str]:
    return [feature["properties"]["reference"] for feature in decoded(browser.get(PLACE), "parcels")]


def test_one_process_gives_what_another_has_encoded(
    parcel: Parcel, redis: RunningRedis, process: Process
) -> None:
    process.start(redis.url)
    first = Client().get(PLACE)
    assert process.encoded == 1
    process.start(redis.url)
    second = Client().get(PLACE)
    assert process.encoded == 0
    assert (second.content, second["ETag"]) == (first.content, first["ETag"])
    assert redis.client.ttl(redis.client.keys()[0]) > 0


def test_an_empty_tile_is_shared_too(commune: Commune, redis: RunningRedis, process: Process) -> None:
    for encoded in (1, 0):
        process.start(redis.url)
        assert Client().get(PLACE).status_code == 204
        assert process.encoded == encoded


def test_a_change_is_seen_at_once(parcel: Parcel, redis: RunningRedis, process: Process) -> None:
    process.start(redis.url)
    assert references(Client()) == ["7/40"]
    Parcel.objects.update(reference="8/40")
    process.start(redis.url)
    assert references(Client()) == ["8/40"]


def test_nobody_is_given_what_was_made_for_an_officer(
    parcel: Parcel, officer: User, redis: RunningRedis, process: Process, visitor: Callable[..., Client]
) -> None:
    process.start(redis.url)
    assert "tenure" in decoded(visitor(officer).get(PLACE), "parcels")[0]["properties"]
    process.start(redis.url)
    assert "tenure" not in decoded(visitor().get(PLACE), "parcels")[0]["properties"]


@pytest.mark.parametrize("other", ["deployment", "version", "database"])
def test_what_another_made_is_not_taken(
    parcel: Parcel, redis: RunningRedis, process: Process, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    """Another deployment's Redis, another version's encoding, another database at the same revision."""
    process.start(redis.url)
    assert references(Client()) == ["7/40"]
    if other == "version":
        monkeypatch.setattr(shared_cache, "code", lambda: "another")
    if other == "database":
        restore_revisions()
    process.start(redis.url, "another key" if other == "deployment" else KEY)
    assert references(Client()) == ["7/40"]
    assert process.encoded == 1
    assert redis.client.dbsize() == 2


def restore_revisions() -> None:
    """As from a backup: a table that is filled anew counts again what was counted before."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE kept ON COMMIT DROP AS SELECT * FROM maps_revision")
        cursor.execute("TRUNCATE maps_revision")
        cursor.execute("INSERT INTO maps_revision SELECT * FROM kept")


class Spoiled:
    """What somebody who may write to Redis could do to all that it holds."""

    def __init__(self, client: Redis) -> None:
        self.client = client
        self.names = sorted(client.keys())

    def by(self, change: Callable[[bytes], bytes]) -> None:
        for name in self.names:
            self.client.set(name, change(self.client.get(name)))

    def emptied(self) -> None:
        self.by(lambda value: b"")

    def cut(self) -> None:
        self.by(lambda value: value[:-3])

    def cut_to_its_checksum(self) -> None:
        self.by(lambda value: value[:32])

    def turned(self) -> None:
        self.by(lambda value: value[:-1] + bytes([value[-1] ^ 1]))

    def made_up(self) -> None:
        self.by(lambda value: os.urandom(len(value)))

    def huge(self) -> None:
        self.by(lambda value: value * (3 * BYTES_MAX // len(value)))

    def of_another_kind(self) -> None:
        for name in self.names:
            self.client.delete(name)
            self.client.rpush(name, b"x")

    def exchanged(self) -> None:
        values = [self.client.get(name) for name in self.names]
        for name, value in zip(self.names, [*values[1:], values[0]], strict=True):
            self.client.set(name, value)

    def gone(self) -> None:
        self.client.flushall()


SPOILED = [name for name in vars(Spoiled) if not name.startswith("_") and name != "by"]


@pytest.mark.parametrize("how", SPOILED)
def test_what_others_wrote_is_never_given(
    parcel: Parcel,
    officer: User,
    redis: RunningRedis,
    process: Process,
    visitor: Callable[..., Client],
    how: str,
) -> None:
    people = [visitor(), visitor(officer)]
    process.start(redis.url)
    right = [person.get(PLACE).content for person in people]
    assert right[0] != right[1]
    spoiled = Spoiled(redis.client)
    assert len(spoiled.names) == 2
    getattr(spoiled, how)()
    process.start(redis.url)
    assert [person.get(PLACE).content for person in people] == right
    assert process.encoded == 2


def test_a_redis_that_dies_and_comes_back_is_left_alone_for_a_while(
    redis: RunningRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, tile = Clock(), EncodedTile(b"tile" * 1_000)
    shared = SharedTiles(Redis.from_url(redis.url), KEY, clock=clock)
    shared.put("here", tile)
    assert shared.get("here").body == tile.body
    redis.stop()
    assert shared.get("here") is None
    redis.start()
    shared.put("here", tile)
    assert redis.client.dbsize() == 0, "it was asked again at once"
    clock.now += PAUSE_SECONDS + 0.1
    shared.put("here", tile)
    assert shared.get("here").body == tile.body


def test_after_the_pause_one_tries_and_the_others_go_on() -> None:
    clock = Clock()
    breaker = shared_cache.Breaker(clock)
    assert breaker.lets_through()
    assert breaker.shut()
    assert not breaker.shut()
    assert not breaker.lets_through()
    clock.now += PAUSE_SECONDS + 0.1
    assert [breaker.lets_through() for _caller in range(3)] == [True, False, False]
    breaker.open()
    assert breaker.lets_through()


def test_tiles_come_while_redis_hangs(parcel: Parcel, redis: RunningRedis, process: Process) -> None:
    process.start(redis.url, patience=SOON)
    os.kill(redis.process.pid, signal.SIGSTOP)
    try:
        assert references(Client()) == ["7/40"]
    finally:
        os.kill(redis.process.pid, signal.SIGCONT)
    assert process.encoded == 1


def test_tiles_come_without_a_redis(parcel: Parcel, process: Process) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        process.start(f"redis://127.0.0.1:{taken.getsockname()[1]}/0", patience=SOON)
        assert references(Client()) == ["7/40"]


@pytest.mark.parametrize(
    "said",
    [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x00" * 200, b"$7\r\nfor", b"$-7\r\n", b"*1\r\n$1\r\nx\r\n",
     b":1\r\n", b"$99999999999\r\n", b"%1\r\n", b""],
)  # fmt: skip
def test_tiles_come_where_something_else_speaks(parcel: Parcel, process: Process, said: bytes) -> None:
    with speaking(said) as port:
        process.start(f"redis://127.0.0.1:{port}/0", patience=SOON)
        assert references(Client()) == ["7/40"]
        assert references(Client()) == ["7/40"]


@contextmanager
def speaking(said: bytes) -> Iterator[int]:
    """A server that answers all it is told with `said`."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                client, _address = listening.accept()
                with client:
                    client.settimeout(2)
                    while client.recv(65536):
                        client.sendall(said)
            except TimeoutError:
                continue
            except OSError:
                if listening.fileno() < 0:
                    return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield int(listening.getsockname()[1])
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join(10)


@pytest.mark.parametrize("options", [("--requirepass", "secret"), ("--maxmemory", "1")])
def test_tiles_come_where_redis_refuses(parcel: Parcel, process: Process, options: tuple[str, ...]) -> None:
    with running_redis(*options) as refusing:
        process.start(refusing.url)
        assert references(Client()) == ["7/40"]
        process.start(refusing.url)
        assert references(Client()) == ["7/40"]
        assert process.encoded == 1


def test_a_restored_database_is_another(parcel: Parcel) -> None:
    before = revisions.states_of(["territory_parcel"], tile_over(17))
    counted = revisions.revision_of(["territory_parcel"], tile_over(17))
    restore_revisions()
    assert revisions.revision_of(["territory_parcel"], tile_over(17)) == counted
    after = revisions.states_of(["territory_parcel"], tile_over(17))
    assert before[0] != after[0]
    assert before[1] != after[1]
