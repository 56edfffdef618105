"""`fire`: one move is one transaction, and of two people only one wins."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DataError, connection, transaction
from django.utils import timezone

from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.core.errors import Conflict, NotAllowed
from kharita.core.models import WorkflowEvent
from kharita.core.workflow import Transition, fire
from kharita.territory.models import Commune, ZoningPlan
from tests.factories import make_user

TRANSITIONS = {
    "adopt": Transition({"draft"}, "in_force", "territory.change_territory"),
    "expire": Transition({"in_force"}, "expired", "territory.change_territory"),
}


@pytest.fixture
def plan(commune: Commune) -> ZoningPlan:
    return ZoningPlan.objects.create(commune=commune, name_fr="PA", state="draft")


def _fire(plan: ZoningPlan, action: str, actor: User | None, **changes: object) -> ZoningPlan:
    return fire(plan, action, transitions=TRANSITIONS, actor=actor, now=timezone.now(), **changes)


def test_a_move_writes_state_changes_and_history_together(plan: ZoningPlan, officer: User) -> None:
    _fire(plan, "adopt", officer, legal_ref="2-26-1")
    stored = ZoningPlan.objects.get(pk=plan.pk)
    assert (stored.state, stored.legal_ref, plan.state) == ("in_force", "2-26-1", "in_force")
    event = WorkflowEvent.objects.get()
    assert (event.source, event.target, event.actor_id) == ("draft", "in_force", officer.pk)


def test_the_right_counts_in_the_commune_of_the_object(plan: ZoningPlan, neighbour: Commune) -> None:
    stranger = make_user(Role.URBANISM_OFFICER, neighbour)
    with pytest.raises(NotAllowed):
        _fire(plan, "adopt", stranger)
    assert ZoningPlan.objects.get(pk=plan.pk).state == "draft"
    assert not WorkflowEvent.objects.exists()


def test_a_step_from_the_wrong_state_is_a_conflict(plan: ZoningPlan, officer: User) -> None:
    with pytest.raises(Conflict):
        _fire(plan, "expire", officer)


def test_a_move_whose_changes_are_refused_leaves_nothing(plan: ZoningPlan, officer: User) -> None:
    with pytest.raises(DataError), transaction.atomic():
        _fire(plan, "adopt", officer, legal_ref="x" * 300)
    assert ZoningPlan.objects.get(pk=plan.pk).state == "draft"
    assert not WorkflowEvent.objects.exists()


def test_the_system_may_move_without_a_person(plan: ZoningPlan) -> None:
    _fire(plan, "adopt", None)
    assert WorkflowEvent.objects.get().actor_id is None


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_the_same_moment_exactly_one_wins(plan: ZoningPlan, officer: User) -> None:
    def attempt(_: int) -> str:
        try:
            return str(_fire(ZoningPlan.objects.get(pk=plan.pk), "adopt", officer).state)
        except Conflict:
            return "conflict"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(attempt, range(4))) == ["conflict"] * 3 + ["in_force"]
    assert WorkflowEvent.objects.count() == 1
