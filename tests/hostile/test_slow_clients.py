"""Clients that hold connections and give or take nothing: others are served, memory stays, they are shut."""

import http.client
import socket
import threading

import pytest
from django.utils import timezone

from kharita.core.slow_clients import LOOK_SECONDS, READING_SECONDS, SILENT_SECONDS
from kharita.territory.models import Commune, Parcel
from tests.factories import CENTRE, make_commune, multi, square
from tests.hostile.conftest import Server
from tests.web_server import eventually

pytestmark = pytest.mark.slow

PAGE = "/api/v1/manifest"
GROWTH = 150
"""Megabytes that all workers together may grow by."""
MANY = 1000
OTHERS = 9
PARCELS = 20_000
HEADERS = b"GET /api/v1/manifest HTTP/1.1\r\nHost: 127.0.0.1\r\n"
PATIENCE = 30
"""Seconds beyond those after which somebody is to be shut: the machine may have other work."""


def others_are_answered(server: Server) -> bool:
    """Whether other users, each on a connection of their own, all get the page."""
    return [server.get(PAGE)[0] for _other in range(OTHERS)] == [200] * OTHERS


def test_a_thousand_idle_connections_do_not_keep_others_out(server: Server) -> None:
    before = server.megabytes()
    for _connection in range(MANY):
        server.open()
    assert others_are_answered(server)
    assert server.megabytes() - before < GROWTH
    assert eventually(lambda: server.connected() == 0, SILENT_SECONDS + 4 * LOOK_SECONDS + PATIENCE)


def test_a_thousand_half_sent_headers_do_not_keep_others_out(server: Server) -> None:
    before = server.megabytes()
    for _connection in range(MANY):
        server.open(HEADERS)
    assert others_are_answered(server)
    assert server.megabytes() - before < GROWTH


def test_bodies_that_never_come_hold_few_threads(server: Server) -> None:
    login = (
        b"POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        b"Content-Length: 1000\r\n\r\n{"
    )
    clients = [server.open(login) for _connection in range(60)]
    assert others_are_answered(server)
    # Those without a seat are told so; those with one are shut once nothing has moved for long.
    told = [_first_line(client) for client in clients]
    assert sum(b" 503 " in line for line in told) >= 40
    assert set(told) <= {b"", b"HTTP/1.1 503 Service Unavailable"}
    assert eventually(lambda: server.connected() == 0, 12 + 4 * LOOK_SECONDS + PATIENCE)


def test_answers_that_nobody_reads_hold_few_threads_and_no_memory(server: Server) -> None:
    _many_parcels(make_commune())
    before = server.megabytes()
    large = b"GET /api/v1/layers/parcels/export?format=geojson HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    clients = [server.open(large) for _connection in range(60)]
    assert others_are_answered(server)
    assert server.megabytes() - before < GROWTH
    # None of them reads: those that were given a stream are shut, the others were told to come again.
    told = [_first_line(client) for client in clients]
    assert sum(b" 503 " in line for line in told) >= 40
    given = [client for client, line in zip(clients, told, strict=True) if b" 503 " not in line]
    assert given
    assert eventually(lambda: server.held(given) == 0, READING_SECONDS + 4 * LOOK_SECONDS + PATIENCE)
    assert others_are_answered(server)


def test_a_thousand_requests_at_once_are_all_answered(server: Server) -> None:
    statuses: list[int] = []

    def ask() -> None:
        client = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        for _request in range(4):
            client.request("GET", PAGE)
            answer = client.getresponse()
            answer.read()
            statuses.append(answer.status)
        client.close()

    threads = [threading.Thread(target=ask) for _thread in range(250)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(statuses) == MANY
    assert set(statuses) <= {200, 503}
    assert statuses.count(200) > 800
    assert others_are_answered(server)


def _first_line(client: socket.socket) -> bytes:
    """What came first (b"": nothing yet), left where it is, so that nothing is taken by looking."""
    client.settimeout(0.3)
    try:
        return client.recv(4096, socket.MSG_PEEK).split(b"\r\n", 1)[0]
    except TimeoutError:
        return b""


def _many_parcels(commune: Commune) -> None:
    """Enough that an answer with all of them is larger than what the kernels keep of it."""
    now = timezone.now()
    Parcel.objects.bulk_create(
        Parcel(
            commune=commune,
            reference=f"{number}/40",
            slug=f"{number}-40",
            geometry=multi(square(CENTRE[0] + number % 200 * 5, CENTRE[1] + number // 200 * 5, 4)),
            valid_from=now,
        )
        for number in range(PARCELS)
    )
