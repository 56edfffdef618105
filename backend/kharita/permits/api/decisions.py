"""Fee, signature, issue, refusal, silence, certificate."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from kharita.accounts.rules import needs
from kharita.permits import presenting
from kharita.permits.api.applicant import TextIn
from kharita.permits.api.finding import opened_permit, person, reasons_of
from kharita.permits.api.schemas import PermitOut
from kharita.permits.services import decisions as services
from kharita.permits.services import fees
from kharita.permits.workflow import PAY, REVIEW, SIGN

router = Router(tags=["permits"])


class FeeIn(Schema):
    """`exemption` names the text that exempts the dossier ("": none)."""

    exemption: str = Field("", max_length=300)


class PaymentIn(Schema):
    amount: Decimal = Field(gt=0, max_digits=14, decimal_places=2)
    method: Literal["cash", "cheque", "transfer", "card"]
    reference: str = Field("", max_length=120)
    paid_on: date


class RefusalIn(Schema):
    text: str = Field("", max_length=20_000)
    reasons: list[int] = Field(max_length=50)
    ways_of_appeal: str = Field(max_length=5_000)


class SilenceIn(Schema):
    reference: str = Field(max_length=120)


class AppealAnswerIn(Schema):
    allowed: bool
    note: str = Field("", max_length=20_000)


@router.post("/permits/{int:permit_id}/fee", response=PermitOut)
@needs(REVIEW)
def order_fee(request: HttpRequest, permit_id: int, said: FeeIn) -> dict[str, Any]:
    """Order the fee by the rates in force, or note that there is none."""
    fees.order_fee(
        permit=opened_permit(request, permit_id), exemption=said.exemption, actor=person(request),
        now=timezone.now(),
    )  # fmt: skip
    return _shown(request, permit_id)


@router.delete("/permits/{int:permit_id}/fee", response=PermitOut)
@needs(REVIEW)
def cancel_fee(request: HttpRequest, permit_id: int) -> dict[str, Any]:
    """Take an unpaid order back."""
    fees.cancel_fee(permit=opened_permit(request, permit_id), actor=person(request), now=timezone.now())
    return _shown(request, permit_id)


@router.post("/permits/{int:permit_id}/payments", response=PermitOut)
@needs(PAY)
def pay(request: HttpRequest, permit_id: int, said: PaymentIn) -> dict[str, Any]:
    """Record a payment."""
    fees.record_payment(
        permit=opened_permit(request, permit_id), amount=said.amount, method=said.method,
        reference=said.reference, paid_on=said.paid_on, actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return _shown(request, permit_id)


@router.post("/permits/{int:permit_id}/signature", response=PermitOut)
@needs(SIGN)
def sign(request: HttpRequest, permit_id: int, said: TextIn) -> dict[str, Any]:
    """The president signs the grant."""
    services.sign(
        permit=opened_permit(request, permit_id), text=said.text, actor=person(request), now=timezone.now()
    )
    return _shown(request, permit_id)


@router.post("/permits/{int:permit_id}/issue", response=PermitOut)
@needs(REVIEW)
def issue(request: HttpRequest, permit_id: int) -> dict[str, Any]:
    """Hand the signed permit over: it is public and valid from today."""
    services.issue(permit=opened_permit(request, permit_id), actor=person(request), now=timezone.now())
    return _shown(request, permit_id)


@router.post("/permits/{int:permit_id}/refusal", response=PermitOut)
@needs(SIGN)
def refuse(request: HttpRequest, permit_id: int, said: RefusalIn) -> dict[str, Any]:
    """Refuse, with structured reasons and the ways of appeal."""
    permit = opened_permit(request, permit_id)
    services.refuse(
        permit=permit, text=said.text, reasons=reasons_of(said.reasons, permit.commune_id),
        ways_of_appeal=said.ways_of_appeal, actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return _shown(request, permit_id)


@router.post("/permits/{int:permit_id}/appeal/answer", response=PermitOut)
@needs(SIGN)
def answer_appeal(request: HttpRequest, permit_id: int, said: AppealAnswerIn) -> dict[str, Any]:
    """Keep the refusal, or have the dossier examined again."""
    services.answer_appeal(
        permit=opened_permit(request, permit_id), allowed=said.allowed, note=said.note,
        actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return _shown(request, permit_id)


@router.post("/permits/{int:permit_id}/silence", response=PermitOut)
@needs(REVIEW)
def attest_silence(request: HttpRequest, permit_id: int, said: SilenceIn) -> dict[str, Any]:
    """Record the governor's attestation of silence."""
    services.attest_silence(
        permit=opened_permit(request, permit_id), reference=said.reference, actor=person(request),
        now=timezone.now(),
    )  # fmt: skip
    return _shown(request, permit_id)


@router.post("/permits/{int:permit_id}/certificate", response=PermitOut)
@needs(SIGN)
def certify(request: HttpRequest, permit_id: int, said: TextIn) -> dict[str, Any]:
    """The certificate that what was built is as permitted."""
    services.certify(
        permit=opened_permit(request, permit_id), text=said.text, actor=person(request), now=timezone.now()
    )
    return _shown(request, permit_id)


def _shown(request: HttpRequest, permit_id: int) -> dict[str, Any]:
    return presenting.dossier(opened_permit(request, permit_id), person(request))
