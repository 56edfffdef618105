"""`manage.py worker`: runs the queued jobs, and takes up those of workers that died.

A worker that is killed leaves its job marked as running. Each worker looks, when it starts and every few
seconds, for jobs whose worker shows no sign of life, and puts them back into the queue. When the database
goes away the worker waits for it to return.
"""

import asyncio
import logging
import signal
from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any, cast

import psycopg
from django.core.management.base import BaseCommand
from procrastinate import App
from procrastinate.contrib.django import app as configured_app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

logger = logging.getLogger(__name__)
HEARTBEAT_SECONDS = 3.0
DEAD_AFTER_SECONDS = 12.0
RESCUE_SECONDS = 5.0
PATIENCE_SECONDS = 2.0
_DATABASE_GONE = (ConnectorException, psycopg.Error, OSError)


class Command(BaseCommand):
    help = "Run the queued jobs until stopped (SIGTERM or Ctrl-C finish the running job first)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when the queue is empty")
        parser.add_argument("--concurrency", type=int, default=2, help="jobs at the same time")

    def handle(self, *args: Any, **options: Any) -> None:
        asyncio.run(_work_until_stopped(once=options["once"], concurrency=options["concurrency"]))


async def _work_until_stopped(*, once: bool, concurrency: int) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    while not stopped.is_set():
        try:
            await _work(stopped, once=once, concurrency=concurrency)
        except _DATABASE_GONE as error:
            logger.warning("the database is away (%s); trying again", str(error).splitlines()[:1])
            await asyncio.sleep(PATIENCE_SECONDS)
        else:
            return


async def _work(stopped: asyncio.Event, *, once: bool, concurrency: int) -> None:
    connector = cast(DjangoConnector, configured_app.connector).get_worker_connector()
    with configured_app.replace_connector(connector) as app:
        async with app.open_async():
            await rescue_jobs(app)
            worker = asyncio.create_task(
                app.run_worker_async(
                    wait=not once,
                    concurrency=concurrency,
                    install_signal_handlers=False,
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=DEAD_AFTER_SECONDS,
                )
            )
            rescuer = asyncio.create_task(_rescue_now_and_then(app))
            stopper = asyncio.create_task(stopped.wait())
            try:
                await asyncio.wait({worker, rescuer, stopper}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                await _end(worker, rescuer, stopper)


async def _end(worker: asyncio.Task[None], rescuer: asyncio.Task[None], stopper: asyncio.Task[Any]) -> None:
    """Let the running job finish; raise what ended the worker or its rescuer, unless we stopped them."""
    failed = [task.exception() for task in (worker, rescuer) if task.done() and not task.cancelled()]
    for task in (worker, rescuer, stopper):
        task.cancel()
    await asyncio.gather(worker, rescuer, stopper, return_exceptions=True)
    for error in failed:
        if error is not None:
            raise error


async def _rescue_now_and_then(app: App) -> None:
    while True:
        await asyncio.sleep(RESCUE_SECONDS)
        await rescue_jobs(app)


async def rescue_jobs(app: App) -> int:
    """Put the jobs of dead workers back into the queue; gives their number."""
    jobs = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_SECONDS))
    for job in jobs:
        logger.warning("taking up job %s (%s) of a worker that died", job.id, job.task_name)
        await app.job_manager.retry_job(job, retry_at=datetime.now(UTC))
    return len(jobs)
