"""The life of a dossier: each state by the desk's own steps, each transition as each role, nothing beside."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from kharita.accounts.models import User
from kharita.accounts.roles import PERMISSIONS, Role
from kharita.core.errors import Conflict, DomainError, NotAllowed
from kharita.core.models import WorkflowEvent
from kharita.permits.models import Decision, Offence, Permit, State
from kharita.permits.services import completeness, decisions, offences, submission
from kharita.permits.services.moving import move
from kharita.permits.workflow import APPLY, OFFENCE_TRANSITIONS, SESSION_TRANSITIONS, TRANSITIONS
from kharita.territory.models import Commune
from tests.factories import make_neighbour, make_user
from tests.permits.conftest import NOW, Desk


@pytest.mark.parametrize("state", State)
def test_every_state_is_reached_by_the_steps_of_the_desk(desk: Desk, state: State) -> None:
    permit = desk.at(state)
    assert Permit.objects.get(pk=permit.pk).state == state
    path = list(WorkflowEvent.objects.filter(object_id=permit.pk).order_by("id"))
    assert [event.source for event in path[1:]] == [event.target for event in path[:-1]]


def test_every_state_is_left_or_is_an_end() -> None:
    left = set().union(*(transition.sources for transition in TRANSITIONS.values()))
    assert set(State.values) - left == {State.CONFORMING, State.WITHDRAWN, State.EXPIRED}
    reached = {transition.target for transition in TRANSITIONS.values()} | {State.DRAFT}
    assert reached == set(State.values)


def _everyone(desk: Desk) -> dict[str, User]:
    neighbour = make_neighbour()
    people = {role.value: make_user(role, desk.commune) for role in Role}
    people |= {
        f"{role} elsewhere": make_user(role, neighbour)
        for role in (Role.URBANISM_OFFICER, Role.COUNCIL_PRESIDENT, Role.INSPECTOR)
    }
    return people | {"applicant": desk.applicant, "architect": desk.architect, "other": make_user()}


def _may(name: str, permission: str) -> bool:
    if permission == APPLY:
        return name in ("applicant", "architect")
    return name in Role.values and permission in PERMISSIONS[Role(name)]


def _put(permit: Permit, state: str) -> Permit:
    Permit.objects.filter(pk=permit.pk).update(state=state)
    return permit


def test_every_transition_of_the_table_moves_for_those_who_may_and_nobody_else(desk: Desk) -> None:
    people, wrong = _everyone(desk), []
    permit = desk.submitted()
    for action, transition in TRANSITIONS.items():
        for state in transition.sources:
            for name, person in people.items():
                _put(permit, state)
                outcome = _outcome(lambda a=action, p=person: move(permit, a, actor=p, now=NOW))  # type: ignore[misc]
                expected = transition.target if _may(name, transition.permission) else NotAllowed
                if outcome != expected:
                    wrong.append((state, action, name, outcome, expected))
    assert wrong == []


def test_no_transition_outside_the_table_is_possible_even_for_who_may_do_everything(desk: Desk) -> None:
    permit = desk.submitted()
    almighty = make_user(is_superuser=True)
    Permit.objects.filter(pk=permit.pk).update(applicant=almighty)
    permit.refresh_from_db()
    moved = []
    for state in State:
        _put(permit, state)
        for action, transition in TRANSITIONS.items():
            if state in transition.sources:
                continue
            if _outcome(lambda a=action: move(permit, a, actor=almighty, now=NOW)) != Conflict:  # type: ignore[misc]
                moved.append((state, action))
    assert moved == []


def _outcome(step: Callable[[], Permit]) -> Any:
    try:
        return step().state
    except DomainError as refusal:
        return type(refusal)


def test_an_action_that_no_table_knows_is_impossible(desk: Desk) -> None:
    with pytest.raises(KeyError):
        move(desk.submitted(), "grant", actor=desk.president, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_two_simultaneous_signatures_exactly_one_counts(desk: Desk) -> None:
    permit = desk.at(State.FEE_PAID)

    def attempt(_: int) -> str:
        try:
            return decisions.sign(
                permit=Permit.objects.get(pk=permit.pk), text="", actor=desk.president, now=NOW
            ).number
        except Conflict:
            return "conflict"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(attempt, range(4)))
    assert outcomes.count("conflict") == 3
    assert Decision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_when_many_submit_at_once_and_some_fail(desk: Desk) -> None:
    drafts = [desk.draft(), desk.draft(), desk.draft(), desk.draft(complete=False)]
    twice = [*drafts, *drafts]

    def attempt(draft: Permit) -> str:
        try:
            stored = Permit.objects.get(pk=draft.pk)
            return str(submission.submit(draft=stored, applicant=desk.applicant, now=NOW).number)
        except DomainError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(attempt, twice))
    assert outcomes.count("refused") == 5
    numbers = sorted(outcome for outcome in outcomes if outcome != "refused")
    assert [int(number.rsplit("-", 1)[1]) for number in numbers] == [1, 2, 3]


def test_the_complement_is_asked_for_once(desk: Desk) -> None:
    permit = desk.at(State.COMPLEMENT_ANSWERED)
    completeness.accept_dossier(permit=permit, actor=desk.officer, now=NOW)
    with pytest.raises(completeness.AskedAlready):
        completeness.request_complement(
            permit=permit, request="More", documents=[], actor=desk.officer, now=NOW
        )


def test_sessions_and_offences_have_tables_without_dead_ends() -> None:
    for table, ends in (
        (SESSION_TRANSITIONS, {"closed", "cancelled"}),
        (OFFENCE_TRANSITIONS, {"closed"}),
    ):
        targets = {transition.target for transition in table.values()}
        left = set().union(*(transition.sources for transition in table.values()))
        assert targets - left == ends


def test_an_offence_goes_from_observation_to_closure_within_the_law(desk: Desk) -> None:
    offence = offences.observe_offence(
        commune=desk.commune, kind="no_permit", description="A third floor", observed_at=NOW,
        parcel=desk.parcel, actor=desk.inspector, now=NOW,
    )  # fmt: skip
    assert offence.report_due_at.date().isoformat() == "2026-09-10"
    assert (offence.fine_min, offence.fine_max) == (10_000, 100_000)
    for action in ("report", "transmit"):
        offences.move_offence(offence=offence, action=action, note="", actor=desk.inspector, now=NOW)
    with pytest.raises(DomainError, match="between 10 and 30"):
        offences.order_remedy(offence=offence, remedy="Take it down", days=31, actor=desk.inspector, now=NOW)
    offences.order_remedy(offence=offence, remedy="Take it down", days=30, actor=desk.inspector, now=NOW)
    offences.move_offence(offence=offence, action="confirm_remedy", note="", actor=desk.inspector, now=NOW)
    with pytest.raises(NotAllowed):
        offences.move_offence(offence=offence, action="close", note="", actor=desk.inspector, now=NOW)
    offences.move_offence(offence=offence, action="close", note="", actor=desk.president, now=NOW)
    assert Offence.objects.get(pk=offence.pk).state == Offence.State.CLOSED


def test_a_neighbour_s_officer_moves_nothing(desk: Desk, commune: Commune) -> None:
    stranger = make_user(Role.URBANISM_OFFICER, make_neighbour())
    with pytest.raises(NotAllowed):
        completeness.accept_dossier(permit=desk.submitted(), actor=stranger, now=NOW)
