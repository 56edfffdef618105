"""The steps of an import that take long. Each may be killed at any point and run again.

A step does nothing unless the import is in the state that asks for it, and holds a lock while it runs: a job
that is taken up a second time while the first run still lives waits for it, and then finds nothing to do.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone, translation
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kharita.core.errors import DomainError
from kharita.importing import services
from kharita.importing.models import Import
from kharita.importing.sessions import alone, lift_statement_timeout

logger = logging.getLogger(__name__)
_LOST_CONNECTION = (OperationalError, InterfaceError)
_RETRY = RetryStrategy(max_attempts=20, wait=3, retry_exceptions=_LOST_CONNECTION)


@app.task(name="importing.read", retry=_RETRY)
def read(import_id: int) -> None:
    """Look into an uploaded file."""
    _run(import_id, services.read_import)


@app.task(name="importing.check", retry=_RETRY)
def check(import_id: int) -> None:
    """Make the dry run."""
    _run(import_id, services.check_import)


@app.task(name="importing.apply", retry=_RETRY)
def apply(import_id: int) -> None:
    """Apply a checked import."""
    _run(import_id, services.apply_import)


@app.task(name="importing.undo", retry=_RETRY)
def undo(import_id: int) -> None:
    """Undo an applied import."""
    _run(import_id, services.undo_import)


def _run(import_id: int, step: Callable[..., Any]) -> None:
    """Run `step`; what it refuses is the import's state and no failure of the job."""
    if not connection.in_atomic_block:
        close_old_connections()
    lift_statement_timeout()
    with alone(import_id):
        found = Import.objects.select_related("commune", "created_by").get(pk=import_id)
        language = found.created_by.language if found.created_by is not None else None
        with translation.override(language):
            try:
                step(source_import=found, now=timezone.now())
            except DomainError as refusal:
                logger.info("import %s: %s", found.number, refusal.code)
            except _LOST_CONNECTION:
                raise
            except Exception:
                services.give_up(source_import=found, now=timezone.now())
                raise
