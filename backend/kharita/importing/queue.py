"""Enqueueing jobs by name, on the caller's connection: a job is there when its transaction is."""

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from kharita.core.jobs import job

QUEUE = "imports"
FOLLOWERS = ("territory.refresh_search", "maps.refresh_blocks")
"""What is derived from the cadastre. Each also runs every minute; asked for here, it follows at once."""


def enqueue(step: str, import_id: int) -> None:
    """Have the worker run `step` (read, check, apply or undo) of an import."""
    job(f"importing.{step}", queue=QUEUE).defer(import_id=import_id)


def enqueue_followers() -> None:
    """Have search and the low zooms follow a change, unless they are about to."""
    for name in FOLLOWERS:
        try:
            with transaction.atomic():
                job(name, queueing_lock=name).defer(timestamp=0)
        except AlreadyEnqueued:
            continue
