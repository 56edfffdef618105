"""The ASGI application of the live process: `GET /live` is the stream, `/healthz` and `/readyz` its state."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kharita.core.errors import Text, problem
from kharita.live.hub import Full, Hub, Viewer
from kharita.live.identity import Handler, Refused, credentials_of, person_of
from kharita.live.listener import Listener
from kharita.live.origins import Origins, client_address, text_of

logger = logging.getLogger(__name__)
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

SEND_SECONDS = 30.0
"""A reader that takes nothing for so long is let go."""
THREADS = 2
BUSY_SECONDS = 15
"""After so long whoever found no place may ask again."""


class Application:
    """One per process. Granian calls it for its life and for each request."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="database")
        self._handler = Handler()
        self._origins = Origins()
        self.hub = Hub(
            self._in_thread,
            streams_max=settings.KHARITA.live_streams_max,
            per_address_max=settings.KHARITA.live_streams_per_address,
            recheck_seconds=settings.KHARITA.live_recheck_seconds,
        )
        self._listener = Listener(self.hub.hear, self.hub.missed)
        self._tasks: list[asyncio.Task[None]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    # The life of the process

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        for work in (self._listener.run, self.hub.tell, self.hub.beat, self.hub.recheck):
            task = asyncio.create_task(work())
            task.add_done_callback(_end_of_process)
            self._tasks.append(task)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.hub.end_all()
        for task in self._tasks:
            task.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)
        await send({"type": "lifespan.shutdown.complete"})

    async def _in_thread(self, call: Callable[[], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, _on_fresh_connection, call)

    # Requests

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        origin = text_of(scope, b"origin")
        headers = self._origins.headers_for(origin)
        if not self._origins.admit(scope, origin):
            await _refuse(scope, send, HTTPStatus.FORBIDDEN, _("This is for Kharita's own pages."))
        elif scope["path"] == "/healthz":
            await _send_all(send, HTTPStatus.OK, b"ok", [(b"content-type", b"text/plain")])
        elif scope["path"] == "/readyz":
            await self._tell_readiness(scope, send)
        elif scope["path"] != "/live":
            await _refuse(scope, send, HTTPStatus.NOT_FOUND, _("There is nothing at this address."))
        elif scope["method"] != "GET":
            await _refuse(
                scope, send, HTTPStatus.METHOD_NOT_ALLOWED, _("The stream is read with GET."), headers
            )
        else:
            await self._stream(scope, receive, send, headers)

    async def _tell_readiness(self, scope: Scope, send: Send) -> None:
        if self._listener.hears.is_set():
            words = f"ready, streams: {len(self.hub)}".encode()
            await _send_all(send, HTTPStatus.OK, words, [(b"content-type", b"text/plain")])
        else:
            await _refuse(scope, send, HTTPStatus.SERVICE_UNAVAILABLE, _("The database does not answer"))

    async def _stream(self, scope: Scope, receive: Receive, send: Send, headers: Headers) -> None:
        address = client_address(scope)
        try:
            self.hub.admit(address)
        except Full as full:
            status = HTTPStatus.TOO_MANY_REQUESTS if full.is_own else HTTPStatus.SERVICE_UNAVAILABLE
            wait = (b"retry-after", str(BUSY_SECONDS).encode())
            await _refuse(scope, send, status, _("Too many pages are listening."), [*headers, wait])
            return
        viewer = None
        try:
            viewer = await self._join(scope, address, send, headers)
            if viewer is not None:
                gone = asyncio.create_task(_end_when_gone(viewer, receive))
                try:
                    await _relay(viewer, send, headers)
                finally:
                    gone.cancel()
        finally:
            self.hub.leave(address, viewer)

    async def _join(self, scope: Scope, address: str, send: Send, headers: Headers) -> Viewer | None:
        """The viewer; None where the request was refused."""

        def ask() -> Any:
            return person_of(self._handler, scope)

        try:
            return await self.hub.join(credentials_of(scope), address, ask, _last_seen(scope))
        except Refused as refusal:
            kind = (b"content-type", refusal.kind.encode("latin-1"))
            await _send_all(send, refusal.status, refusal.body, [*headers, kind])
        except DatabaseError:
            text = _("The database does not answer")
            await _refuse(scope, send, HTTPStatus.SERVICE_UNAVAILABLE, text, headers)
        return None


def _last_seen(scope: Scope) -> str:
    """The id of the last event that the reader saw: browsers say it by header, our own page by the query."""
    name, _separator, value = scope["query_string"].decode("latin-1").partition("=")
    return text_of(scope, b"last-event-id") or (value if name == "last" else "")


async def _relay(viewer: Viewer, send: Send, headers: Headers) -> None:
    """Hand the viewer's events on until the stream ends, or its reader takes nothing any more."""
    head = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
        *headers,
    ]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    while (words := await viewer.queue.get()) is not None:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await send({"type": "http.response.body", "body": words, "more_body": True})
        except TimeoutError:
            return
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _end_when_gone(viewer: Viewer, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    viewer.end()


def _on_fresh_connection(call: Callable[[], Any]) -> Any:
    """As Django does around a request: a connection that broke or grew old is replaced."""
    close_old_connections()
    try:
        return call()
    finally:
        close_old_connections()


def _end_of_process(task: "asyncio.Task[None]") -> None:
    """None of the tasks ends on its own, and without one of them the stream is silent: better start again."""
    if not task.cancelled() and (error := task.exception()) is not None:
        logger.critical("the live process cannot go on", exc_info=error)
        os._exit(1)


async def _refuse(scope: Scope, send: Send, status: int, text: Text, headers: Headers | None = None) -> None:
    language = translation.get_language_from_request(ASGIRequest(dict(scope), BytesIO()))
    with translation.override(language):
        answer = problem(status, code="live", title=text)
    kind = (b"content-type", answer["Content-Type"].encode("latin-1"))
    await _send_all(send, status, answer.content, [kind, *(headers or [])])


async def _send_all(send: Send, status: int, body: bytes, headers: Headers) -> None:
    length = (b"content-length", str(len(body)).encode())
    start = {"type": "http.response.start", "status": int(status), "headers": [*headers, length]}
    await send(start)
    await send({"type": "http.response.body", "body": body, "more_body": False})
