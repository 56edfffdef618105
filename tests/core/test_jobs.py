"""A job that a task enqueues is there when the task's transaction is, in a worker too."""

from collections.abc import Iterator

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from procrastinate.contrib.django import app

from kharita.core.jobs import job

WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'tests.inner'"
done: list[str] = []


def _waiting() -> int:
    """As another connection sees it."""
    settings = connection.get_connection_params()
    names = ("dbname", "host", "port", "user", "password")
    with psycopg.connect(**{name: settings[name] for name in names if settings.get(name)}) as other:
        row = other.execute(WAITING).fetchone()
    assert row is not None
    return int(row[0])


@pytest.fixture
def _alone(transactional_db: None) -> Iterator[None]:
    """The worker's threads keep their connections; they go before the database does."""
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@app.task(name="tests.inner")
def inner() -> None:
    done.append("inner")


@app.task(name="tests.outer")
def outer(is_taken_back: bool) -> None:
    with transaction.atomic():
        job("tests.inner").defer()
        done.append(f"{_waiting()} before the end")
        if is_taken_back:
            transaction.set_rollback(True)


@pytest.mark.usefixtures("_alone")
@pytest.mark.parametrize("is_taken_back", [False, True])
def test_a_task_enqueues_within_its_transaction(is_taken_back: bool) -> None:
    done.clear()
    job("tests.outer").defer(is_taken_back=is_taken_back)
    for _turn in range(2):  # a worker that has seen an empty queue ends with the job that it has
        call_command("worker", once=True)
    assert done == ["0 before the end"] + ([] if is_taken_back else ["inner"])
