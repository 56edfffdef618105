"""States as a table, and the one function that moves an object from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from kharita.core.errors import Conflict, NotAllowed
from kharita.core.models import WorkflowEvent


class Actor(Protocol):
    """Who may do things: `accounts.User`, as far as a workflow needs to know it."""

    pk: Any

    def can(self, permission: str, commune_id: int | None = None) -> bool: ...


@dataclass(frozen=True)
class Transition:
    """From any of `sources` to `target`, for who holds `permission` in the object's commune."""

    sources: frozenset[str] | set[str]
    target: str
    permission: str


Transitions = Mapping[str, Transition]
M = TypeVar("M", bound=models.Model)


@transaction.atomic
def fire(
    subject: M,
    action: str,
    *,
    transitions: Transitions,
    actor: Actor | None,
    now: datetime,
    note: str = "",
    **changes: Any,
) -> M:
    """Move `subject` (fields `state`, `commune_id`) by `action`: all of it or nothing.

    Locks the row, checks the source state and the right, writes the state and `changes`, appends the event.
    `actor=None` is the system itself (a job). Raises `NotAllowed`, `Conflict` (also when another person was
    faster) and `KeyError` for an action that the table does not know.
    """
    transition = transitions[action]
    locked = type(subject)._default_manager.select_for_update().get(pk=subject.pk)
    commune_id = getattr(locked, "commune_id", None)
    if actor is not None and not actor.can(transition.permission, commune_id):
        raise NotAllowed(_("Your role does not include this step."), action=action)
    source = locked.state  # type: ignore[attr-defined]  # every subject of a workflow has a state
    if source not in transition.sources:
        raise Conflict(_("This step is not possible from the present state."), action=action, state=source)
    for field, value in {"state": transition.target, **changes}.items():
        setattr(locked, field, value)
    locked.save(update_fields=["state", *changes])
    WorkflowEvent.objects.create(
        at=now,
        actor_id=None if actor is None else actor.pk,
        object_type=locked._meta.label_lower,
        object_id=locked.pk,
        action=action,
        source=source,
        target=transition.target,
        note=note,
    )
    for field in ("state", *changes):
        setattr(subject, field, getattr(locked, field))
    return locked
