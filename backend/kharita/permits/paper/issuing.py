"""Which rows become which papers: each kind with the row that it is made from, once and for good."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from kharita.accounts.models import User
from kharita.permits.models import (
    CommissionSession,
    Decision,
    FeeOrder,
    Inspection,
    IssuedPaper,
    Offence,
    Opinion,
    Pause,
    Payment,
    Permit,
)
from kharita.permits.paper import assembling
from kharita.permits.paper.kinds import Words
from kharita.permits.paper.services import Order, issue_paper, letterhead_of
from kharita.permits.paper.withdrawing import settle_papers


@dataclass(frozen=True)
class Source:
    """The model that a kind of paper is made from, and the order for one of its rows."""

    model: type[models.Model]
    order: Callable[[Any, str], Order]


def _of_permit(permit: Permit, kind: str, cause: str, filled: tuple[Any, Any], **more: Any) -> Order:
    values, tables = filled
    return Order(
        kind=kind,
        cause=cause,
        commune=permit.commune,
        reference=more.pop("reference", permit.number or permit.reference),
        values=values,
        tables=tables,
        permit=permit,
        **more,
    )


def _receipt(permit: Permit, kind: str) -> Order:
    contact = letterhead_of(permit.commune).contact
    filled = assembling.values_of_receipt(permit, contact=contact)
    return _of_permit(permit, kind, f"permit:{permit.pk}", filled)


def _silence(permit: Permit, kind: str) -> Order:
    head = letterhead_of(permit.commune)
    province = Words(head.province_fr, head.province_ar)
    filled = assembling.values_of_silence(permit, province)
    return _of_permit(permit, kind, f"permit:{permit.pk}", filled)


def _panel(permit: Permit, kind: str) -> Order:
    # While one is in force there is no other; works that go on after a stop get a new one.
    gone = IssuedPaper.objects.filter(permit=permit, kind=kind).exclude(withdrawn_at=None).count()
    return _of_permit(permit, kind, f"permit:{permit.pk}:{gone}", (assembling.values_of_panel(permit), {}))


def _complement(pause: Pause, kind: str) -> Order:
    return _of_permit(pause.permit, kind, f"pause:{pause.pk}", assembling.values_of_complement(pause))


def _opinion(opinion: Opinion, kind: str) -> Order:
    return _of_permit(opinion.permit, kind, f"opinion:{opinion.pk}", assembling.values_of_opinion(opinion))


def _decision(decision: Decision, kind: str) -> Order:
    filled = assembling.values_of_decision(decision)
    numbers = {"reference": decision.number, "code": decision.code}
    return _of_permit(decision.permit, kind, f"decision:{decision.pk}", filled, **numbers)


def _fee_order(order: FeeOrder, kind: str) -> Order:
    values = assembling.values_of_fee_order(order)
    return _of_permit(order.permit, kind, f"fee-order:{order.pk}", (values, {}), reference=order.number)


def _payment(payment: Payment, kind: str) -> Order:
    values = assembling.values_of_payment(payment)
    return _of_permit(payment.permit, kind, f"payment:{payment.pk}", (values, {}), reference=payment.number)


def _session(session: CommissionSession, kind: str) -> Order:
    values, tables = assembling.values_of_session(session)
    return Order(kind, f"session:{session.pk}", session.commune, session.number, values, tables)


def _inspection(inspection: Inspection, kind: str) -> Order:
    values, tables = assembling.values_of_inspection(inspection)
    cause, permit = f"inspection:{inspection.pk}", inspection.permit
    reference = permit.reference if permit else str(inspection.pk)
    return Order(kind, cause, inspection.commune, reference, values, tables, permit)


def _offence(offence: Offence, kind: str) -> Order:
    values, tables = assembling.values_of_offence(offence)
    # Of no dossier: it names the offender, whom the dossier's applicant need not be.
    return Order(kind, f"offence:{offence.pk}", offence.commune, offence.number, values, tables)


SOURCES: dict[str, Source] = {
    "receipt": Source(Permit, _receipt),
    "silence_request": Source(Permit, _silence),
    "site_panel": Source(Permit, _panel),
    "complement_request": Source(Pause, _complement),
    "opinion_letter": Source(Opinion, _opinion),
    "decision_granted": Source(Decision, _decision),
    "decision_refused": Source(Decision, _decision),
    "occupancy_permit": Source(Decision, _decision),
    "conformity_certificate": Source(Decision, _decision),
    "fee_order": Source(FeeOrder, _fee_order),
    "payment_receipt": Source(Payment, _payment),
    "minutes": Source(CommissionSession, _session),
    "inspection_report": Source(Inspection, _inspection),
    "offence_report": Source(Offence, _offence),
}


def add_source(kind: str, source: Source) -> None:
    """Let a floor above say what its own kind of paper is made from."""
    SOURCES[kind] = source


def kind_of(decision: Decision) -> str:
    """The kind of paper that a decision becomes."""
    if decision.kind == Decision.Kind.REFUSAL:
        return "decision_refused"
    if decision.kind == Decision.Kind.GRANT:
        return "decision_granted"
    return "occupancy_permit" if decision.permit.kind_id == "OCCUPANCY" else "conformity_certificate"


def issue(*, kind: str, row_id: int, by: User | None, now: datetime) -> IssuedPaper:
    """The paper of `kind` made from that row: made now, or the one there is.

    Raises `KeyError` for a kind that there is not, `DoesNotExist`, `CannotSign` and `FontsMissing`.
    """
    source = SOURCES[kind]
    with transaction.atomic():
        row = source.model._default_manager.get(pk=row_id)
        paper = issue_paper(order=source.order(row, kind), by=by, now=now)
        if isinstance(row, Decision) and row.sha256 != paper.sha256:
            Decision.objects.filter(pk=row.pk).update(file=paper.file.name, sha256=paper.sha256)
        if paper.permit is not None:
            settle_papers(permit=paper.permit, now=now)
            paper.refresh_from_db()
        return paper
