"""Enqueueing the jobs of surveys on the caller's connection: a job is there when its transaction is."""

from kharita.core.jobs import job

QUEUE = "surveys"
ONE_AT_A_TIME = "surveys"
"""Rasters are worked on one after the other: memory stays bounded, and each run takes all cores."""

FETCHED_ONE_AT_A_TIME = "surveys.fetching"
"""So that rasters are prepared while another file is on its way."""


def enqueue_ingest(product_id: int) -> None:
    """Have a product prepared."""
    job("surveys.ingest", queue=QUEUE, lock=ONE_AT_A_TIME).defer(product_id=product_id)


def enqueue_comparison(comparison_id: int) -> None:
    """Have two surveys compared."""
    job("surveys.compare", queue=QUEUE, lock=ONE_AT_A_TIME).defer(comparison_id=comparison_id)


def enqueue_fetch(fetch_id: int) -> None:
    """Have a file fetched."""
    job("surveys.fetch", queue=QUEUE, lock=FETCHED_ONE_AT_A_TIME).defer(fetch_id=fetch_id)


def enqueue_odm(step: str, task_id: int) -> None:
    """Have a step done with a task of the photogrammetry node: send, collect or leave."""
    job(f"surveys.odm_{step}", queue=QUEUE, lock=FETCHED_ONE_AT_A_TIME).defer(task_id=task_id)
