"""The life of a permit, of a session and of an offence, each readable as a table by an urbanist.

`APPLY` is no permission of a role: whoever files a dossier, its applicant or architect, holds it for this
dossier alone (`permits.actors`). Silence never grants anything: `attest_silence` records the attestation that
the governor gave (décret 2-22-141).
"""

from kharita.core.workflow import Transition
from kharita.permits.models import CommissionSession, Offence, State

APPLY = "permits.apply"
REVIEW = "permits.review_permit"
PAY = "permits.record_payment"
SIGN = "permits.sign_permit"
INSPECT = "permits.inspect_site"

S = State
_BEFORE_THE_DECISION: set[str] = {
    S.SUBMITTED,
    S.COMPLEMENT_REQUESTED,
    S.COMPLEMENT_ANSWERED,
    S.COMPLETE,
    S.CIRCULATED,
    S.IN_COMMISSION,
    S.WITH_RESERVATIONS,
    S.REVISED,
}
_DELIBERATED: set[str] = {S.COMPLETE, S.CIRCULATED, S.IN_COMMISSION}

TRANSITIONS = {
    # The applicant's and the completeness check.
    "submit": Transition({S.DRAFT}, S.SUBMITTED, APPLY),
    "accept": Transition({S.SUBMITTED, S.COMPLEMENT_ANSWERED}, S.COMPLETE, REVIEW),
    "request_complement": Transition({S.SUBMITTED, S.COMPLETE}, S.COMPLEMENT_REQUESTED, REVIEW),
    "answer_complement": Transition({S.COMPLEMENT_REQUESTED}, S.COMPLEMENT_ANSWERED, APPLY),
    # Opinions and the commission.
    "circulate": Transition({S.COMPLETE, S.CIRCULATED, S.REVISED}, S.CIRCULATED, REVIEW),
    "convene": Transition({S.COMPLETE, S.CIRCULATED, S.REVISED}, S.IN_COMMISSION, REVIEW),
    "postpone": Transition({S.IN_COMMISSION}, S.CIRCULATED, REVIEW),
    "conclude_favourable": Transition(_DELIBERATED | {S.REVISED}, S.FAVOURABLE, REVIEW),
    "conclude_with_reservations": Transition(_DELIBERATED, S.WITH_RESERVATIONS, REVIEW),
    "conclude_unfavourable": Transition(_DELIBERATED | {S.REVISED}, S.UNFAVOURABLE, REVIEW),
    "revise": Transition({S.WITH_RESERVATIONS}, S.REVISED, APPLY),
    "attest_silence": Transition(_BEFORE_THE_DECISION | {S.UNFAVOURABLE}, S.FAVOURABLE, REVIEW),
    # Fee, signature, refusal.
    "order_fee": Transition({S.FAVOURABLE}, S.FEE_DUE, REVIEW),
    "waive_fee": Transition({S.FAVOURABLE}, S.FEE_PAID, REVIEW),
    "cancel_fee": Transition({S.FEE_DUE}, S.FAVOURABLE, REVIEW),
    "settle_fee": Transition({S.FEE_DUE}, S.FEE_PAID, PAY),
    "sign": Transition({S.FEE_PAID}, S.SIGNED, SIGN),
    "issue": Transition({S.SIGNED}, S.ISSUED, REVIEW),
    "refuse": Transition({S.UNFAVOURABLE}, S.REFUSED, SIGN),
    "appeal": Transition({S.REFUSED}, S.APPEALED, APPLY),
    "reject_appeal": Transition({S.APPEALED}, S.REFUSED, SIGN),
    "allow_appeal": Transition({S.APPEALED}, S.COMPLETE, SIGN),
    # Works.
    "declare_works": Transition({S.ISSUED}, S.WORKS_DECLARED, APPLY),
    "start_works": Transition({S.WORKS_DECLARED}, S.WORKS_UNDER_WAY, INSPECT),
    "suspend": Transition({S.WORKS_DECLARED, S.WORKS_UNDER_WAY}, S.SUSPENDED, INSPECT),
    "resume": Transition({S.SUSPENDED}, S.WORKS_UNDER_WAY, INSPECT),
    "declare_completion": Transition(
        {S.WORKS_DECLARED, S.WORKS_UNDER_WAY, S.NOT_CONFORMING}, S.COMPLETED, APPLY
    ),
    "survey": Transition({S.COMPLETED}, S.SURVEYED, INSPECT),
    "find_not_conforming": Transition({S.COMPLETED}, S.NOT_CONFORMING, INSPECT),
    "certify": Transition({S.SURVEYED}, S.CONFORMING, SIGN),
    # Ends.
    "withdraw": Transition(
        _BEFORE_THE_DECISION | {S.FAVOURABLE, S.UNFAVOURABLE, S.FEE_DUE, S.FEE_PAID}, S.WITHDRAWN, APPLY
    ),
    "expire": Transition({S.ISSUED, S.COMPLEMENT_REQUESTED}, S.EXPIRED, REVIEW),
}

SESSION_TRANSITIONS = {
    "open": Transition({CommissionSession.State.PLANNED}, CommissionSession.State.OPEN, REVIEW),
    "close": Transition({CommissionSession.State.OPEN}, CommissionSession.State.CLOSED, REVIEW),
    "cancel": Transition({CommissionSession.State.PLANNED}, CommissionSession.State.CANCELLED, REVIEW),
}

O = Offence.State  # noqa: E741 - the letter reads as the noun in the table below
OFFENCE_TRANSITIONS = {
    "report": Transition({O.OBSERVED}, O.REPORTED, INSPECT),
    "transmit": Transition({O.REPORTED}, O.TRANSMITTED, INSPECT),
    "stop_works": Transition({O.REPORTED, O.TRANSMITTED}, O.STOPPED, INSPECT),
    "order_remedy": Transition({O.TRANSMITTED, O.STOPPED}, O.REMEDY_ORDERED, INSPECT),
    "confirm_remedy": Transition({O.STOPPED, O.REMEDY_ORDERED, O.DEMOLITION_ORDERED}, O.REMEDIED, INSPECT),
    "order_demolition": Transition({O.REMEDY_ORDERED}, O.DEMOLITION_ORDERED, SIGN),
    "execute": Transition({O.DEMOLITION_ORDERED}, O.EXECUTED, INSPECT),
    "close": Transition({O.OBSERVED, O.REMEDIED, O.EXECUTED}, O.CLOSED, SIGN),
}
