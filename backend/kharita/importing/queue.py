"""Enqueueing an import's jobs by name, on the caller's connection: the job is there when the transaction
is."""

from procrastinate.contrib.django import app

QUEUE = "imports"


def enqueue(step: str, import_id: int) -> None:
    """Have the worker run `step` (read, check, apply or undo) of an import."""
    app.configure_task(f"importing.{step}", queue=QUEUE).defer(import_id=import_id)
