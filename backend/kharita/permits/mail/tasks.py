"""The outbox's job: each minute, and at once when a step asks for it. It may be killed at any point."""

from django.db import close_old_connections, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from kharita.core.jobs import job
from kharita.permits.mail import services


@app.periodic(cron="* * * * *")
@app.task(name="permits.send_messages", queueing_lock="permits.send_messages", lock="permits.send_messages")
def send_messages(timestamp: int = 0) -> None:
    """Write what is to be told, and send what is due."""
    if not connection.in_atomic_block:
        close_old_connections()
    services.write_messages(now=timezone.now())
    services.send_waiting(now=timezone.now())


def send_soon() -> None:
    """Have the worker send without waiting for the minute, once the step's transaction has ended.

    Not within it: a job that waits already is told by a failing statement, which would take the step along.
    """
    transaction.on_commit(_enqueue, robust=True)


def _enqueue() -> None:
    try:
        job("permits.send_messages", queueing_lock="permits.send_messages").defer()
    except AlreadyEnqueued:
        return
