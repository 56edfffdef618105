"""Enqueueing the jobs of surveys on the caller's connection: a job is there when its transaction is."""

from procrastinate.contrib.django import app

QUEUE = "surveys"
ONE_AT_A_TIME = "surveys"
"""Rasters are worked on one after the other: memory stays bounded, and each run takes all cores."""


def enqueue_ingest(product_id: int) -> None:
    """Have a product prepared."""
    app.configure_task("surveys.ingest", queue=QUEUE, lock=ONE_AT_A_TIME).defer(product_id=product_id)


def enqueue_comparison(comparison_id: int) -> None:
    """Have two surveys compared."""
    app.configure_task("surveys.compare", queue=QUEUE, lock=ONE_AT_A_TIME).defer(comparison_id=comparison_id)
