"""The stream of a real process on a real database: what is told, to whom, and what if things die."""

import http.client
import json
import re
import socket
import time
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from kharita.accounts.models import Membership
from kharita.accounts.roles import Role
from kharita.maps.grid import HALF
from kharita.territory.models import Parcel
from tests.factories import CENTRE, SIDE, make_commune, make_neighbour, make_parcel, make_user
from tests.live.conftest import PER_ADDRESS, Event, Live, Reader, await_true, notify

pytestmark = pytest.mark.slow
THERE = (CENTRE[0] + SIDE, CENTRE[1])


def cell_of(parcel: Parcel, zoom: int = 16) -> list[int]:
    size = 2 * HALF / 2**zoom
    at = parcel.geometry.transform(3857, clone=True).centroid
    return [zoom, int((at.x + HALF) / size), int((HALF - at.y) / size)]


def payload(*cells: list[int], table: str = "territory_parcel") -> str:
    return json.dumps({"table": table, "cells": list(cells)})


def test_a_bulk_statement_is_told_by_layer_cell_and_revision_alone(live: Live) -> None:
    parcel = make_parcel(make_commune(), "12345/40", address="Rue 1")
    reader = live.read()
    hello = reader.events[0]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE territory_parcel SET address = 'Secret alley 7'")
    told = reader.wait(2)[1]
    assert told.name == "changed"
    layer = told.layer("parcels")
    assert cell_of(parcel) in layer["cells"]
    assert layer["revision"] > hello.data["revisions"]["parcels"]
    assert set(layer) == {"id", "revision", "cells"}
    assert not re.search("Secret|12345", json.dumps(told.data))


def test_another_commune_s_hidden_changes_are_told_to_its_own_people_only(live: Live) -> None:
    here, hidden = make_commune(), make_neighbour(is_public=False)
    own = make_user(Role.URBANISM_OFFICER, hidden)
    stranger = make_user(Role.URBANISM_OFFICER, here)
    readers = {"nobody": live.read(), "stranger": live.read(stranger), "own": live.read(own)}
    secret = make_parcel(hidden, xy=THERE)
    await_true(lambda: change(secret) and cell_of(secret) in cells_of(readers["own"]))
    shown = make_parcel(here)
    for name in ("nobody", "stranger"):
        await_true(lambda reader=readers[name]: change(shown) and cell_of(shown) in cells_of(reader))
        assert cell_of(secret) not in cells_of(readers[name])


def change(parcel: Parcel) -> bool:
    """Once more: what came before (people, communes) may have been told as "everything", without cells."""
    return bool(Parcel.objects.filter(pk=parcel.pk).update(address=f"Rue {time.monotonic()}"))


def tells_everything(event: Event) -> bool:
    """Whether an event says that any place of any layer may have changed: layers without cells."""
    layers = event.data["layers"]
    told = {layer["id"] for layer in layers}
    return told >= {"parcels", "streets"} and not any(layer["cells"] for layer in layers)


def cells_of(reader: Reader) -> list[list[int]]:
    """All cells of parcels that a reader was told."""
    layers = [layer for event in reader.changed() for layer in event.data["layers"]]
    return [cell for layer in layers if layer["id"] == "parcels" for cell in layer["cells"]]


def test_ten_thousand_changes_in_one_transaction_are_few_events_that_cover_them(live: Live) -> None:
    make_commune()
    z, x, y = cell_of(make_parcel(make_commune("113.01.77", east=5)))
    reader = live.read()
    began = time.monotonic()
    cells = [[z, x - 5 + n % 10, y - 5 + n // 10 % 10] for n in range(10_000)]
    # Each differs from the others: the database sends what is equal within a transaction only once.
    notify(*[payload(cell, [18, n, n]) for n, cell in enumerate(cells)])
    reader.wait(2)
    time.sleep(1.5)
    changed = reader.changed()
    assert len(changed) <= 4 * (changed[-1].at - began) + 1
    told = [tuple(cell) for event in changed for cell in event.layer("parcels")["cells"]]
    assert told
    assert all(any(holds(cell, one) for cell in told) for one in cells[:100])


def holds(cell: tuple[int, ...], one: list[int]) -> bool:
    up = one[0] - cell[0]
    return up >= 0 and (one[1] >> up, one[2] >> up) == cell[1:]


def test_a_thousand_transactions_are_told_four_times_a_second_at_most(live: Live) -> None:
    parcel = make_parcel(make_commune())
    reader = live.read()
    for number in range(1_000):
        Parcel.objects.filter(pk=parcel.pk).update(address=f"Rue {number}")
    last = reader.events[0].data["revisions"]["parcels"] + 1_000
    await_true(lambda: reader.changed() != [] and reader.changed()[-1].layer("parcels")["revision"] == last)
    moments = [event.at for event in reader.changed()]
    busiest = max(sum(1 for other in moments if at <= other < at + 1) for at in moments)
    assert busiest <= 5, "four a second, and one more where a second begins with one"


def test_the_process_heals_when_its_database_connection_is_killed(live: Live) -> None:
    parcel = make_parcel(make_commune())
    reader = live.read()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone()[0] >= 2
    # The parcel's own change may still be told before it.
    await_true(lambda: any(tells_everything(event) for event in reader.changed()))
    # Where a look-up meets a dead connection as well it says "everything" once more, instead of the cell.
    for number in range(3):
        told = len(reader.changed())
        Parcel.objects.filter(pk=parcel.pk).update(address=f"Rue {number}")
        await_true(lambda told=told: len(reader.changed()) > told)  # type: ignore[misc]  # a lambda's default
        if cell_of(parcel) in reader.changed()[-1].layer("parcels")["cells"]:
            return
    pytest.fail("it only ever said that everything may have changed")


def test_whoever_comes_back_after_the_process_was_killed_reads_everything_again(live: Live) -> None:
    make_parcel(make_commune())
    reader = live.read()
    last = reader.events[0].id
    live.stop()
    await_true(lambda: reader.has_ended)
    live.readers.clear()
    live.start()
    assert live.read(last=last).events[0].data["missed"] is True
    assert live.read().events[0].data["missed"] is False


def test_who_logs_out_is_not_told_any_more(live: Live) -> None:
    officer = make_user(Role.URBANISM_OFFICER, make_commune())
    reader, other = live.read(officer), live.read()
    live.clients[officer.pk].logout()
    assert reader.wait(2)[1].name == "over"
    await_true(lambda: reader.has_ended)
    assert not other.has_ended


def test_who_loses_a_role_is_not_told_any_more(live: Live) -> None:
    hidden = make_commune(is_public=False)
    officer = make_user(Role.URBANISM_OFFICER, hidden)
    reader = live.read(officer)
    Membership.objects.filter(user=officer).delete()
    assert reader.wait(2)[1].name == "over"
    again = live.read(officer)
    make_parcel(hidden)
    make_parcel(make_neighbour(), xy=THERE)
    assert all(cell_of(Parcel.objects.first()) not in e.layer("parcels")["cells"] for e in again.changed())


def test_who_comes_with_a_wrong_token_is_refused(live: Live) -> None:
    make_commune()
    assert live.status("/live", Authorization="Bearer not-a-token-of-ours") in (401, 403)


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Origin": "https://evil.example"}, 403), ({"Origin": "null"}, 403), ({"Host": "evil.example"}, 403)],
)
def test_pages_of_others_are_refused(live: Live, headers: dict[str, str], status: int) -> None:
    assert live.status("/live", **headers) == status


def test_our_own_page_on_another_port_may_read_with_its_cookies(live: Live) -> None:
    make_commune()
    page = http.client.HTTPConnection("127.0.0.1", live.port, timeout=10)
    page.request("GET", "/live", headers={"Origin": "http://localhost:8000"})
    answer = page.getresponse()
    assert answer.status == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "http://localhost:8000"
    assert answer.headers["Access-Control-Allow-Credentials"] == "true"
    assert answer.headers["Cache-Control"] == "no-store"
    page.close()


@pytest.mark.parametrize(
    ("path", "status"), [("/", 404), ("/live/x", 404), ("/healthz", 200), ("/readyz", 200)]
)
def test_nothing_else_is_at_its_port(live: Live, path: str, status: int) -> None:
    assert live.status(path) == status


def test_five_hundred_streams_cost_little_and_are_all_told_at_once(live: Live) -> None:
    parcel = make_parcel(make_commune())
    live.read()
    before = live.memory_mb()
    sockets = [_open(live.port) for _number in range(500)]
    await_true(lambda: live.streams() == 501, 30)
    Parcel.objects.filter(pk=parcel.pk).update(address="Rue 3")
    for stream in sockets:
        _read_until(stream, b"event: changed")
    assert live.memory_mb() - before < 60
    too_many = [_open(live.port) for _number in range(PER_ADDRESS - 501)]
    await_true(lambda: live.streams() == PER_ADDRESS, 30)
    assert live.status("/live") == 429
    for stream in [*sockets, *too_many]:
        stream.close()


def _read_until(stream: socket.socket, word: bytes, seconds: float = 60) -> None:
    words, until = b"", time.monotonic() + seconds
    while word not in words:
        stream.settimeout(max(0.01, until - time.monotonic()))
        more = stream.recv(65_536)
        assert more, f"the stream was shut after {words[-200:]!r}"
        words += more


def _open(port: int) -> Any:
    stream = socket.create_connection(("127.0.0.1", port))
    stream.sendall(b"GET /live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    return stream


@pytest.mark.parametrize(
    ("setting", "told", "policy"),
    [
        ("", "", "connect-src 'self';"),
        ("/live", "/live", "connect-src 'self';"),
        (":8001/live", "http://127.0.0.1:8001/live", "connect-src 'self' http://127.0.0.1:8001;"),
    ],
)
def test_a_page_is_told_where_the_stream_is_and_may_connect_there_alone(
    db: None, client: Any, setting: str, told: str, policy: str
) -> None:
    with override_settings(KHARITA=settings.KHARITA.model_copy(update={"live_url": setting})):
        session = client.get("/api/v1/session", headers={"Host": "127.0.0.1:8000"}).json()
        page = client.get("/", headers={"Host": "127.0.0.1:8000"})
    assert session["settings"]["live_url"] == told
    assert policy in page["Content-Security-Policy"] + ";"
