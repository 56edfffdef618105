"""What the jobs of fetching do: find what they are about if it is still wanted, and say how it fails."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone, translation

from kharita.core.errors import DomainError
from kharita.core.locks import alone
from kharita.surveys.fetching import odm, services
from kharita.surveys.models import Fetch, OdmTask

_FETCHES, _TASKS = 0x6B7C, 0x6B7D
State = OdmTask.State
ODM_STEPS: dict[str, tuple[frozenset[str], Callable[..., Any]]] = {
    "send": (frozenset({State.WAITING, State.SENDING}), odm.send),
    "collect": (frozenset({State.COLLECTING}), odm.collect),
}
Run = Callable[[Callable[[], Any], Any, Callable[..., None]], None]
"""Runs work on a subject, and tells what it refuses with the third."""


def fetch(fetch_id: int, run: Run) -> None:
    """Fetch a file."""
    with alone(_FETCHES, fetch_id):
        found = (
            Fetch.objects.select_related("survey__commune", "created_by")
            .filter(pk=fetch_id, state__in=services.UNFINISHED)
            .first()
        )
        if found is not None:
            with translation.override(found.language):
                run(lambda: services.run_fetch(fetch=found, now=timezone.now()), found, _fail_fetch)


def odm_step(step: str, task_id: int, run: Run) -> None:
    """Send a task's photos to the node, or collect what it made."""
    states, work = ODM_STEPS[step]
    with alone(_TASKS, task_id):
        task = (
            OdmTask.objects.select_related("survey__commune", "created_by")
            .filter(pk=task_id, state__in=states)
            .first()
        )
        if task is not None:
            with translation.override(task.language):
                run(lambda: work(task=task, now=timezone.now()), task, _fail_odm)


def odm_leave(task_id: int) -> None:
    """Clear away after a task that was cancelled."""
    with alone(_TASKS, task_id):
        for task in OdmTask.objects.filter(pk=task_id, state=State.CANCELLED):
            odm.leave(task=task)


def _fail_fetch(subject: Fetch, refusal: DomainError, *, is_ours: bool) -> None:
    services.fail_fetch(fetch=subject, refusal=refusal, now=timezone.now())


def _fail_odm(subject: OdmTask, refusal: DomainError, *, is_ours: bool) -> None:
    odm.fail_odm(task=subject, refusal=refusal, now=timezone.now())
