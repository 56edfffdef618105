"""What becomes of a paper when its ground falls away: told by the steps, whenever it was printed."""

from datetime import date, datetime, timedelta
from typing import Any

from kharita.permits.models import Decision, FeeOrder, IssuedPaper, Offence, Permit, State
from kharita.permits.paper import verification
from kharita.permits.paper.issuing import issue
from kharita.permits.paper.withdrawing import settle_papers
from kharita.permits.services import amendments, decisions, fees, offences, works
from kharita.permits.services.lapsing import lapse
from tests.permits.conftest import NOW, Desk

NEXT_DAY = NOW + timedelta(days=1)


def _decided(permit: Permit, kind: str, *, by: str = "grant", now: datetime = NOW) -> IssuedPaper:
    decision = Decision.objects.filter(permit=permit, kind=by).latest("pk")
    return issue(kind=kind, row_id=decision.pk, by=None, now=now)


def _panel(permit: Permit, now: datetime = NOW) -> IssuedPaper:
    return issue(kind="site_panel", row_id=permit.pk, by=None, now=now)


def _status(paper: IssuedPaper, now: datetime = NEXT_DAY) -> tuple[str, str | None]:
    found = verification.verify(paper.code, now=now)
    return found.status, found.replaced_by


def test_an_allowed_appeal_takes_the_refusal_back_and_the_next_decision_its_place(desk: Desk) -> None:
    permit = desk.at(State.APPEALED)
    refusal = _decided(permit, "decision_refused", by="refusal")
    assert _status(refusal) == ("valid", None)
    decisions.answer_appeal(permit=permit, allowed=True, note="", actor=desk.president, now=NOW)
    assert _status(refusal) == ("withdrawn", None)
    Permit.objects.filter(pk=permit.pk).update(state=State.FEE_PAID)
    decisions.sign(permit=permit, text="", actor=desk.president, now=NEXT_DAY)
    granted = _decided(permit, "decision_granted", now=NEXT_DAY)
    assert _status(refusal) == ("replaced", granted.code)
    assert _status(granted) == ("valid", None)


def test_a_rejected_appeal_leaves_the_refusal_standing(desk: Desk) -> None:
    permit = desk.at(State.APPEALED)
    refusal = _decided(permit, "decision_refused", by="refusal")
    decisions.answer_appeal(permit=permit, allowed=False, note="", actor=desk.president, now=NOW)
    assert _status(refusal) == ("valid", None)


def test_a_paper_printed_after_its_end_is_withdrawn_at_once(desk: Desk) -> None:
    permit = desk.at(State.APPEALED)
    decisions.answer_appeal(permit=permit, allowed=True, note="", actor=desk.president, now=NOW)
    refusal = _decided(permit, "decision_refused", by="refusal", now=NEXT_DAY)
    assert (refusal.withdrawn_at, _status(refusal)) == (NEXT_DAY, ("withdrawn", None))


def test_a_given_up_application_ends_what_asks_and_keeps_what_was(desk: Desk) -> None:
    permit = desk.at(State.CIRCULATED)
    receipt = issue(kind="receipt", row_id=permit.pk, by=None, now=NOW)
    letter = issue(kind="opinion_letter", row_id=desk.opinion(permit).pk, by=None, now=NOW)
    decisions.withdraw(permit=permit, reason="", actor=desk.applicant, now=NOW)
    assert [_status(paper)[0] for paper in (receipt, letter)] == ["withdrawn", "valid"]


def test_a_fee_order_taken_back_is_replaced_by_the_next(desk: Desk) -> None:
    permit = desk.at(State.FEE_DUE)
    first = issue(kind="fee_order", row_id=FeeOrder.objects.get().pk, by=None, now=NOW)
    fees.cancel_fee(permit=permit, actor=desk.officer, now=NOW)
    assert _status(first) == ("withdrawn", None)
    again = fees.order_fee(permit=permit, exemption="", actor=desk.officer, now=NOW)
    second = issue(kind="fee_order", row_id=again.pk, by=None, now=NOW)
    assert _status(first) == ("replaced", second.code)
    assert _status(second) == ("valid", None)


def test_a_permit_expires_only_while_its_works_have_not_begun(desk: Desk) -> None:
    permit = desk.at(State.ISSUED)
    granted = _decided(permit, "decision_granted")
    ends = permit.valid_until
    assert isinstance(ends, date)
    late = NOW + timedelta(days=(ends - NOW.date()).days + 1)
    assert verification.verify(granted.code, now=NOW).valid_until == ends
    assert _status(granted, late) == ("expired", None)
    lapse(now=late)
    granted.refresh_from_db()
    assert (granted.withdrawn_at, _status(granted, late)) == (late, ("expired", None))


def test_works_that_were_declared_in_time_have_no_term_any_more(desk: Desk) -> None:
    permit = desk.at(State.WORKS_DECLARED)
    granted, panel = _decided(permit, "decision_granted"), _panel(permit)
    for paper in (granted, panel):
        found = verification.verify(paper.code, now=NOW + timedelta(days=2000))
        assert (found.status, found.valid_until) == ("valid", None)


def test_stopped_works_lose_their_panel_and_get_another_when_they_go_on(desk: Desk) -> None:
    permit = desk.at(State.WORKS_UNDER_WAY)
    first = _panel(permit)
    assert _panel(permit).pk == first.pk
    works.suspend_works(permit=permit, reason="Danger", actor=desk.inspector, now=NOW)
    assert _status(first) == ("withdrawn", None)
    works.resume_works(permit=permit, note="", actor=desk.inspector, now=NEXT_DAY)
    second = _panel(permit, NEXT_DAY)
    assert second.pk != first.pk
    assert _status(first) == ("replaced", second.code)
    assert _status(second) == ("valid", None)


def test_an_offence_that_stops_works_does_the_same_until_it_is_remedied(desk: Desk) -> None:
    permit = desk.at(State.WORKS_UNDER_WAY)
    panel = _panel(permit)
    offence = offences.observe_offence(
        commune=desk.commune, kind=Offence.Kind.BEYOND_PERMIT, description="A floor more", observed_at=NOW,
        actor=desk.inspector, now=NOW, permit=permit,
    )  # fmt: skip
    for action, status in (("report", "valid"), ("stop_works", "withdrawn"), ("confirm_remedy", "withdrawn")):
        offence = offences.move_offence(
            offence=offence, action=action, note="", actor=desk.inspector, now=NOW
        )
        assert _status(panel)[0] == status
    assert _status(_panel(permit, NEXT_DAY)) == ("valid", None)
    assert _status(panel)[0] == "replaced"


def test_an_issued_amendment_takes_the_place_of_what_it_amends(desk: Desk) -> None:
    parent = desk.at(State.WORKS_UNDER_WAY)
    granted, panel = _decided(parent, "decision_granted"), _panel(parent)
    child = amendments.begin_amendment(parent=parent, actor=desk.applicant, now=NOW)
    rules = parent.rules
    Permit.objects.filter(pk=child.pk).update(
        state=State.FEE_PAID, rules=rules, submitted_at=NOW, number="PC-A"
    )
    decisions.sign(permit=child, text="", actor=desk.president, now=NEXT_DAY)
    amended = _decided(child, "decision_granted", now=NEXT_DAY)
    assert _status(granted) == ("valid", None)
    issued = decisions.issue(permit=child, actor=desk.officer, now=NEXT_DAY)
    assert issued.valid_until == parent.valid_until
    assert _status(granted) == ("replaced", amended.code)
    assert _status(panel) == ("valid", None)  # until the new one is printed
    after = _panel(child, NEXT_DAY)
    assert _status(panel) == ("replaced", after.code)
    assert _status(amended) == _status(after) == ("valid", None)
    lapse(now=NOW + timedelta(days=2000))
    issued.refresh_from_db()
    assert issued.state == State.ISSUED


def _amended(desk: Desk, parent: Permit, number: str, now: datetime) -> IssuedPaper:
    """The decision of an issued amendment of `parent`."""
    child = amendments.begin_amendment(parent=parent, actor=desk.applicant, now=now)
    Permit.objects.filter(pk=child.pk).update(
        state=State.FEE_PAID, rules=parent.rules, submitted_at=now, number=number, reference=number
    )
    decisions.sign(permit=child, text="", actor=desk.president, now=now)
    decisions.issue(permit=child, actor=desk.officer, now=now)
    return _decided(child, "decision_granted", now=now)


def test_a_later_amendment_takes_the_place_of_the_one_before_it_too(desk: Desk) -> None:
    parent = desk.at(State.WORKS_UNDER_WAY)
    granted = _decided(parent, "decision_granted")
    first = _amended(desk, parent, "PC-A1", NEXT_DAY)
    assert _status(granted) == ("replaced", first.code)
    second = _amended(desk, parent, "PC-A2", NEXT_DAY + timedelta(days=1))
    assert _status(first) == ("replaced", second.code)
    assert _status(granted) == ("replaced", second.code)  # the one in force, not the one between
    assert verification.verify(granted.code, now=NEXT_DAY).replaced_by_reference == second.reference
    assert _status(second) == ("valid", None)
    late = _panel(Permit.objects.get(number="PC-A1"), NEXT_DAY + timedelta(days=2))
    new = _panel(Permit.objects.get(number="PC-A2"), NEXT_DAY + timedelta(days=2))
    assert (_status(late), _status(new)) == (("replaced", new.code), ("valid", None))


def test_an_amendment_under_way_leaves_the_one_before_it_in_force(desk: Desk) -> None:
    parent = desk.at(State.WORKS_UNDER_WAY)
    first = _amended(desk, parent, "PC-A1", NEXT_DAY)
    pending = amendments.begin_amendment(parent=parent, actor=desk.applicant, now=NEXT_DAY)
    Permit.objects.filter(pk=pending.pk).update(state=State.REFUSED, number="PC-A2", reference="PC-A2")
    settle_papers(permit=pending, now=NEXT_DAY)
    assert _status(first) == ("valid", None)


def test_an_amendment_begins_from_what_is_in_force_and_hangs_under_the_permit(desk: Desk) -> None:
    parent = desk.at(State.WORKS_UNDER_WAY)
    _amended(desk, parent, "PC-A1", NEXT_DAY)
    Permit.objects.filter(number="PC-A1").update(title="A house of three floors")
    first = Permit.objects.get(number="PC-A1")
    second = amendments.begin_amendment(parent=first, actor=desk.applicant, now=NEXT_DAY)
    assert (second.parent_id, second.title) == (parent.pk, "A house of three floors")


def test_the_register_says_which_amendment_is_in_force(desk: Desk, api: Any) -> None:
    parent = desk.at(State.WORKS_UNDER_WAY)
    for day, number in enumerate(("PC-A1", "PC-A2"), start=1):
        _amended(desk, parent, number, NOW + timedelta(days=day))
    listed = api().get("/permits/register", commune=desk.commune.pk).json()["items"]
    assert {one["reference"]: one["replaced_by"] for one in listed} == {
        parent.reference: "PC-A2", "PC-A1": "PC-A2", "PC-A2": None,
    }  # fmt: skip
