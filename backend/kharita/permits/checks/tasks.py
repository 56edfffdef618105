"""The checks of a dossier that has just been sent: the desk finds them made."""

from django.db import close_old_connections, connection
from django.utils import timezone
from procrastinate.contrib.django import app

from kharita.core.jobs import job
from kharita.permits.checks.keeping import keep_first
from kharita.permits.models import Permit


@app.task(name="permits.check_first")
def check_first(permit_id: int) -> None:
    """Run them once, or find that they were."""
    if not connection.in_atomic_block:
        close_old_connections()
    keep_first(permit=Permit.objects.get(pk=permit_id), now=timezone.now())


def enqueue_checks(permit_id: int) -> None:
    """Have the worker run the checks; within the transaction that submits the dossier."""
    job("permits.check_first", lock=f"checks:{permit_id}").defer(permit_id=permit_id)
