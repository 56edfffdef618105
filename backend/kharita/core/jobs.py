"""Enqueueing jobs on the caller's connection to the database: a job is there when its transaction is.

A worker gives procrastinate's app connections of its own for as long as it runs. A job that a task enqueued
by them would be taken up before the task's transaction ends, find nothing of what it is about, and be done.
"""

from typing import Any

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager

_ON_CALLERS_CONNECTION = JobManager(DjangoConnector())


def job(name: str, **options: Any) -> JobDeferrer:
    """The task of that name, to be enqueued by `.defer(…)`; `options` are those of `App.configure_task`."""
    found = app.configure_task(name, **options)
    found.job_manager = _ON_CALLERS_CONNECTION
    return found
