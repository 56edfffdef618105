"""Viewers within one process: bounded queues, places, and what is told to whom."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from kharita.live import hub as hubs
from kharita.live.audience import Audience, News, Scope
from kharita.live.hub import Full, Hub, Viewer

SCOPE = Scope({"parcels": frozenset({"territory_parcel"})}, None, "rights")


async def at_once(call: Callable[[], Any]) -> Any:
    return call()


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Hub:
    monkeypatch.setattr(hubs, "scope_of", lambda user: SCOPE)
    monkeypatch.setattr(hubs, "revisions_of", lambda scope: {"parcels": 1})
    monkeypatch.setattr(hubs, "news_for", news_of_a_cell)
    monkeypatch.setattr(hubs, "SPACING_SECONDS", 0.001)
    return Hub(at_once, streams_max=3, per_address_max=2, recheck_seconds=30)


def news_of_a_cell(audiences: list[Audience], changes: Any) -> list[News]:
    return [News({"parcels": frozenset({(16, 1, 1)})}, {"parcels": 2}) for _audience in audiences]


async def join(hub: Hub, last: str = "") -> Viewer:
    return await hub.join("", "here", AnonymousUser, last)


async def hear(hub: Hub, times: int) -> None:
    telling = asyncio.create_task(hub.tell())
    for _time in range(times):
        hub.hear('{"table": "territory_parcel", "cells": [[16, 1, 1]]}')
        await asyncio.sleep(hubs.GATHER_SECONDS + 0.01)
    telling.cancel()


def run(work: Awaitable[Any]) -> Any:
    async def main() -> Any:
        return await work

    # In a thread of its own: where a browser was driven before, this one has a loop already.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, main()).result()


def test_a_slow_reader_is_let_go_and_the_others_are_told_everything(hub: Hub) -> None:
    async def story() -> None:
        slow, quick = await join(hub), await join(hub)
        read = []
        for _time in range(hubs.QUEUE_MAX + 4):
            await hear(hub, 1)
            while not quick.queue.empty():
                read.append(quick.queue.get_nowait())
        assert slow.queue.get_nowait() is None
        assert slow.queue.empty(), "what it had not read is still held"
        assert len(read) == 1 + hubs.QUEUE_MAX + 4
        assert None not in read

    run(story())


def test_places_are_counted_by_address_and_in_all(hub: Hub) -> None:
    hub.admit("one")
    hub.admit("one")
    with pytest.raises(Full) as own:
        hub.admit("one")
    assert own.value.is_own
    hub.admit("two")
    with pytest.raises(Full) as all_taken:
        hub.admit("three")
    assert not all_taken.value.is_own
    hub.leave("one", None)
    hub.admit("three")


def test_who_comes_back_is_told_whether_anything_was_missed(hub: Hub) -> None:
    async def story() -> None:
        first = await join(hub)
        await hear(hub, 1)
        words = [first.queue.get_nowait() for _word in range(first.queue.qsize())]
        seen = (words[-1] or b"").decode().partition("id: ")[2].partition("\n")[0]
        for last, missed in ((seen, b"false"), ("another-process-7", b"true"), ("", b"false")):
            hello = (await join(hub, last)).queue.get_nowait()
            assert b'"missed":' + missed in (hello or b"")

    run(story())


def test_a_change_that_is_told_while_a_viewer_is_looked_up_is_not_lost(hub: Hub) -> None:
    async def story() -> None:
        await join(hub)

        async def slowly(call: Callable[[], Any]) -> Any:
            found = call()
            await hear(hub, 1)
            return found

        hub._in_thread = slowly
        late = await hub.join("another session", "here", AnonymousUser, "")
        hub._in_thread = at_once
        assert b'"missed":true' in (late.queue.get_nowait() or b"")

    run(story())
