"""Clients that hold connections and give or take nothing: others are served, memory stays, they are shut.

What another user may notice: five times the usual wait, or half a second on a machine whose cores are shared.
"""

import threading

import pytest

from kharita.core.slow_clients import LOOK_SECONDS, SILENT_SECONDS
from tests.hostile.conftest import Server, eventually

pytestmark = pytest.mark.slow

PAGE = "/api/v1/manifest"
FACTOR = 5
WAITS = 0.5
GROWTH = 150
"""Megabytes that all workers together may grow by."""
MANY = 1000
HEADERS = b"GET /api/v1/manifest HTTP/1.1\r\nHost: 127.0.0.1\r\n"


def test_a_thousand_idle_connections_do_not_keep_others_out(server: Server) -> None:
    usual = server.seconds(PAGE)
    before = server.megabytes()
    for _connection in range(MANY):
        server.open()
    assert server.seconds(PAGE) < max(FACTOR * usual, WAITS)
    assert server.megabytes() - before < GROWTH
    assert eventually(lambda: server.connected() == 0, SILENT_SECONDS + 4 * LOOK_SECONDS + 4)


def test_a_thousand_half_sent_headers_do_not_keep_others_out(server: Server) -> None:
    usual = server.seconds(PAGE)
    before = server.megabytes()
    for _connection in range(MANY):
        server.open(HEADERS)
    assert server.seconds(PAGE) < max(FACTOR * usual, WAITS)
    assert server.megabytes() - before < GROWTH


def test_bodies_that_never_come_hold_few_threads(server: Server) -> None:
    usual = server.seconds(PAGE)
    login = (
        b"POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        b"Content-Length: 1000\r\n\r\n{"
    )
    clients = [server.open(login) for _connection in range(60)]
    assert server.seconds(PAGE) < max(FACTOR * usual, WAITS)
    # Those without a seat are told so; those with one are shut once nothing has moved for long.
    told = [_first_line(client) for client in clients]
    assert sum(b" 503 " in line for line in told) >= 40
    assert set(told) <= {b"", b"HTTP/1.1 503 Service Unavailable"}
    assert eventually(lambda: server.connected() == 0, 12 + 4 * LOOK_SECONDS)


def test_a_thousand_clients_at_once_are_all_answered(server: Server) -> None:
    usual = server.seconds(PAGE)
    statuses: list[int] = []

    def ask() -> None:
        statuses.extend(server.get(PAGE)[0] for _request in range(2))

    threads = [threading.Thread(target=ask) for _thread in range(250)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(statuses) == 500
    assert set(statuses) <= {200, 503}
    assert statuses.count(200) > 400
    assert server.seconds(PAGE) < max(FACTOR * usual, WAITS)


def _first_line(client: object) -> bytes:
    client.settimeout(0.3)  # type: ignore[attr-defined]  # a socket
    try:
        return bytes(client.recv(4096).split(b"\r\n", 1)[0])  # type: ignore[attr-defined]
    except TimeoutError:
        return b""
