"""The viewers of this process: who is told what, how often, and whose right to be told has ended."""

import asyncio
import logging
import secrets
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import Error as DatabaseError

from kharita.live import events
from kharita.live.audience import Audience, News, Revisions, Scope, news_for, revisions_of, scope_of
from kharita.live.changes import Changes
from kharita.live.identity import Refused

logger = logging.getLogger(__name__)

QUEUE_MAX = 16
"""Events that wait for one reader. Whoever is slower is let go, and reads everything again when back."""
SPACING_SECONDS = 0.25
"""Between two events: four a second at most, however often the database speaks."""
GATHER_SECONDS = 0.02
"""From the first word of a burst to the event, so that the burst is one."""
BEAT_SECONDS = 15.0
AGAIN_SECONDS = 5.0
"""Until the next attempt where the database could not say."""

InThread = Callable[[Callable[[], Any]], Awaitable[Any]]


class Full(Exception):
    """No stream for this address now: it has too many (`is_own`), or all have."""

    def __init__(self, *, is_own: bool) -> None:
        super().__init__(is_own)
        self.is_own = is_own


@dataclass(eq=False)
class Viewer:
    """One open stream."""

    credentials: str
    address: str
    rights: str
    queue: "asyncio.Queue[bytes | None]" = field(default_factory=lambda: asyncio.Queue(QUEUE_MAX))
    has_ended: bool = False

    def tell(self, words: bytes) -> bool:
        """False when the reader is too slow."""
        try:
            self.queue.put_nowait(words)
        except asyncio.QueueFull:
            return False
        return True

    def end(self, *last_words: bytes) -> None:
        """The stream ends once its reader has read `last_words`; what else waited is left out."""
        self.has_ended = True
        while not self.queue.empty():
            self.queue.get_nowait()
        for words in (*last_words, None):
            self.queue.put_nowait(words)


@dataclass
class Known:
    """What is known of the holders of one session or token (the empty one: of nobody)."""

    person: Any
    ask: Callable[[], Any]
    scope: Scope
    due: float
    viewers: set[Viewer] = field(default_factory=set)


class Hub:
    """Holds the viewers. It runs on the event loop; what reads the database goes through `in_thread`."""

    def __init__(
        self, in_thread: InThread, *, streams_max: int, per_address_max: int, recheck_seconds: float
    ) -> None:
        self._in_thread = in_thread
        self._streams_max = streams_max
        self._per_address_max = per_address_max
        self._recheck_seconds = recheck_seconds
        self._known: dict[str, Known] = {}
        self._audiences: dict[str, Audience] = {}
        self._per_address: Counter[str] = Counter()
        self._boot = secrets.token_hex(4)
        self._number = 0
        self._pending = Changes()
        self._has_pending = asyncio.Event()

    def __len__(self) -> int:
        return self._per_address.total()

    # What the listener calls.

    def hear(self, payload: str) -> None:
        try:
            self._pending.add(payload)
        except ValueError as error:
            logger.warning("a notification that is none: %s", error)
            self._pending.everything = True
        self._has_pending.set()

    def missed(self) -> None:
        """Nobody listened for a while: everything may have changed, and so may anyone's rights."""
        if not self._known:
            self._number += 1
            return
        self._pending.everything = True
        self._has_pending.set()
        for known in self._known.values():
            known.due = 0.0

    # What a stream calls.

    def admit(self, address: str) -> None:
        """Take a place for a stream. Raises `Full`; the place is given back by `leave`."""
        if self._per_address[address] >= self._per_address_max:
            raise Full(is_own=True)
        if len(self) >= self._streams_max:
            raise Full(is_own=False)
        self._per_address[address] += 1

    def leave(self, address: str, viewer: Viewer | None) -> None:
        self._per_address[address] -= 1
        if not self._per_address[address]:
            del self._per_address[address]
        known = self._known.get(viewer.credentials) if viewer else None
        if known and viewer:
            known.viewers.discard(viewer)
            if not known.viewers:
                del self._known[viewer.credentials]

    async def join(self, credentials: str, address: str, ask: Callable[[], Any], last_seen: str) -> Viewer:
        """The viewer, with its first words waiting. `ask` says who it is; it is called in a thread.

        Raises `Refused`, or the database's error.
        """
        number = self._number
        known = self._known.get(credentials)
        if known is None:
            person, scope, revisions = await self._in_thread(lambda: _look_up(ask))
            known = self._known.setdefault(
                credentials, Known(person, ask, scope, time.monotonic() + self._recheck_seconds)
            )
            self._audiences.setdefault(known.scope.rights, Audience(scope, revisions, self._number))
        viewer = Viewer(credentials, address, known.scope.rights)
        known.viewers.add(viewer)
        # What was told while we looked up may have been read too early, and was not told to this viewer.
        missed = self._number != number or last_seen not in ("", self._last_id(viewer))
        revisions = self._audiences[viewer.rights].revisions
        viewer.tell(events.hello(self._last_id(viewer), revisions, missed=missed))
        return viewer

    def _last_id(self, viewer: Viewer) -> str:
        return events.event_id(self._boot, self._audiences[viewer.rights].last_event)

    # What goes on as long as the process.

    async def tell(self) -> None:
        """Tell what was heard, in bursts."""
        while True:
            await self._has_pending.wait()
            await asyncio.sleep(GATHER_SECONDS)
            self._has_pending.clear()
            changes, self._pending = self._pending, Changes()
            try:
                await self._broadcast(changes)
            except DatabaseError as error:
                logger.warning("changes could not be looked up (%s)", error)
                self.missed()
                await asyncio.sleep(AGAIN_SECONDS)
            await asyncio.sleep(SPACING_SECONDS)

    async def _broadcast(self, changes: Changes) -> None:
        self._number += 1
        number = self._number
        self._forget_empty_audiences()
        audiences = list(self._audiences.values())
        if not audiences:
            return
        told: list[News] = await self._in_thread(lambda: news_for(audiences, changes))
        for audience, news in zip(audiences, told, strict=True):
            audience.revisions |= news.revisions
            if news.cells:
                audience.last_event = number
                words = events.changed(news, events.event_id(self._boot, number))
                self._send(words, [v for v in self._viewers() if v.rights == audience.scope.rights])

    def _forget_empty_audiences(self) -> None:
        used = {known.scope.rights for known in self._known.values()}
        self._audiences = {rights: kept for rights, kept in self._audiences.items() if rights in used}

    def _viewers(self) -> list[Viewer]:
        return [one for known in self._known.values() for one in known.viewers if not one.has_ended]

    def _send(self, words: bytes, viewers: list[Viewer]) -> None:
        for viewer in viewers:
            if not viewer.tell(words):
                logger.info("a reader was too slow and was let go")
                viewer.end()

    async def beat(self) -> None:
        """A comment now and then: proxies keep the stream open, and readers that went away are noticed."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            self._send(events.BEAT, self._viewers())

    async def recheck(self) -> None:
        """Look everyone's rights up again in time, and end the streams of those that changed."""
        while True:
            await asyncio.sleep(1.0)
            now = time.monotonic()
            for credentials, known in list(self._known.items()):
                if known.due <= now and credentials in self._known:
                    await self._recheck(known)

    async def _recheck(self, known: Known) -> None:
        try:
            person, scope = await self._in_thread(lambda: _look_up_rights(known.ask))
        except DatabaseError:
            known.due = time.monotonic() + AGAIN_SECONDS
        except Refused as refusal:
            known.due = time.monotonic() + AGAIN_SECONDS
            if refusal.status in (401, 403):
                self._end(known)
        else:
            known.due = time.monotonic() + self._recheck_seconds
            if person.pk != known.person.pk or scope.rights != known.scope.rights:
                self._end(known)

    def _end(self, known: Known) -> None:
        for viewer in list(known.viewers):
            viewer.end(events.OVER)
        # Whoever comes next with the same session is looked up afresh.
        self._known = {name: kept for name, kept in self._known.items() if kept is not known}

    def end_all(self) -> None:
        """The process stops; readers come back to the next one."""
        for viewer in self._viewers():
            viewer.end()


def _look_up(ask: Callable[[], Any]) -> tuple[Any, Scope, Revisions]:
    person = ask()
    scope = scope_of(person)
    return person, scope, revisions_of(scope)


def _look_up_rights(ask: Callable[[], Any]) -> tuple[Any, Scope]:
    person = ask()
    return person, scope_of(person)
