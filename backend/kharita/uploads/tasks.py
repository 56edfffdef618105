"""Jobs of the uploads: each may be killed at any point and run again."""

from django.db import close_old_connections, connection
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kharita.core.errors import DomainError
from kharita.core.jobs import job
from kharita.uploads import services
from kharita.uploads.models import Upload

_RETRY = RetryStrategy(max_attempts=10, wait=5)


def enqueue_join(upload_id: int) -> None:
    """Have the worker join an upload's parts; within the transaction that makes it."""
    job("uploads.join", queue="uploads", lock=f"uploads.join.{upload_id}").defer(upload_id=upload_id)


@app.task(name="uploads.join", retry=_RETRY)
def join(upload_id: int) -> None:
    """Join the parts of one upload; nothing where that is done."""
    if not connection.in_atomic_block:
        close_old_connections()
    upload = Upload.objects.filter(pk=upload_id).first()
    if upload is None:
        return
    try:
        services.join(upload=upload, now=timezone.now())
    except DomainError:
        return  # it was ended meanwhile, or is not what was announced: its sender asks and is told


@app.periodic(cron="41 * * * *")
@app.task(name="uploads.purge", queueing_lock="uploads.purge")
def purge(timestamp: int = 0) -> None:
    """Delete expired uploads, each hour."""
    services.purge_uploads(now=timezone.now())
