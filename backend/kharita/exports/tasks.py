"""Jobs of the exports: each may be killed at any point and run again.

One export is written at a time, so that they never keep the worker from its other work. A job that is taken
up a second time while the first run still lives waits for it, and then finds nothing to do.
"""

import logging

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kharita.core.errors import DomainError
from kharita.core.jobs import job
from kharita.core.locks import alone
from kharita.exports import services
from kharita.exports.models import Export
from kharita.exports.progress import GivenUp
from kharita.importing.sessions import lift_statement_timeout

logger = logging.getLogger(__name__)
LOCK_NAME = "exports"
_LOCK = 0x6B79
_LOST_CONNECTION = (OperationalError, InterfaceError)
_RETRY = RetryStrategy(max_attempts=10, wait=3, retry_exceptions=_LOST_CONNECTION)


def enqueue(export_id: int) -> None:
    """Have the worker write the export; within the transaction that makes it."""
    job("exports.write", queue="exports", lock=LOCK_NAME).defer(export_id=export_id)


@app.task(name="exports.write", retry=_RETRY)
def write(export_id: int) -> None:
    """Write one export's file."""
    if not connection.in_atomic_block:
        close_old_connections()
    lift_statement_timeout()
    with alone(_LOCK, export_id):
        export = Export.objects.select_related("owner").filter(pk=export_id).first()
        if export is None or services.is_over(export):
            return
        with translation.override(export.language):
            _write(export)


def _write(export: Export) -> None:
    try:
        services.write_export(export=export, now=timezone.now())
    except GivenUp:
        logger.info("export %s: given up", export.key)
    except DomainError as refusal:
        services.fail_export(export=export, refusal=refusal, now=timezone.now())
    except _LOST_CONNECTION:
        raise
    except Exception:
        fault = DomainError(_("The file could not be written. The administrator finds the cause in the log."))
        services.fail_export(export=export, refusal=fault, now=timezone.now())
        raise


@app.periodic(cron="23 * * * *")
@app.task(name="exports.purge", queueing_lock="exports.purge")
def purge(timestamp: int = 0) -> None:
    """Delete expired files, each hour."""
    services.purge_exports(now=timezone.now())
