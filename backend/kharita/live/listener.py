"""One connection that listens to the database, for as many viewers as there are."""

import asyncio
import logging
from collections.abc import Callable

import psycopg
from django.db import connection
from psycopg.conninfo import make_conninfo

logger = logging.getLogger(__name__)
CHANNEL = "kharita_changes"
QUIET_SECONDS = 10.0
"""After so long without a word the connection is asked whether it lives."""
PATIENCE_SECONDS = (0.2, 5.0)
"""The first and the longest wait before the next attempt to connect."""


class Listener:
    """Calls `on_word` with each notification, and `on_gap` once it hears (again) and may have missed some.

    Goes on until its task is cancelled; a database that is away is tried again and again.
    """

    def __init__(self, on_word: Callable[[str], None], on_gap: Callable[[], None]) -> None:
        self._on_word = on_word
        self._on_gap = on_gap
        self.hears = asyncio.Event()

    async def run(self) -> None:
        wait = PATIENCE_SECONDS[0]
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError) as error:
                if self.hears.is_set():
                    wait = PATIENCE_SECONDS[0]
                    logger.warning("the database is away (%s); trying again", str(error).splitlines()[:1])
            finally:
                self.hears.clear()
            await asyncio.sleep(wait)
            wait = min(wait * 2, PATIENCE_SECONDS[1])

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(_address(), autocommit=True) as listening:
            await listening.execute(f"LISTEN {CHANNEL}")
            self.hears.set()
            self._on_gap()
            while True:
                async for word in listening.notifies(timeout=QUIET_SECONDS):
                    self._on_word(word.payload)
                await listening.execute("SELECT 1")


def _address() -> str:
    """The database as the web process reaches it; a network that died is noticed within a minute."""
    given = connection.get_connection_params()
    named = ("dbname", "user", "password", "host", "port", "sslmode", "sslrootcert", "service", "passfile")
    return make_conninfo(
        "",
        **{name: given[name] for name in named if given.get(name)},
        application_name="kharita live",
        connect_timeout=5,
        keepalives_idle=20,
        keepalives_interval=5,
        keepalives_count=3,
    )
