"""What a permit costs: estimated for the applicant, ordered, paid, cancelled."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import BadInput, Conflict, NotAllowed
from kharita.permits.fees import FeeLine, Rate, construction_tax
from kharita.permits.models import FeeOrder, Payment, Permit, PermitTypeVersion, State, TaxRate
from kharita.permits.paper.tasks import enqueue_paper
from kharita.permits.paper.withdrawing import settle_papers
from kharita.permits.project import Project, read_project
from kharita.permits.services.calendars import calendar_of
from kharita.permits.services.law import rate_of, version_of
from kharita.permits.services.moving import locked, move
from kharita.permits.services.submission import number_of
from kharita.permits.workflow import PAY

Fee = PermitTypeVersion.Fee
Category = TaxRate.Category
_CATEGORIES = {
    "individual_housing": Category.INDIVIDUAL_HOUSING,
    "villa": Category.INDIVIDUAL_HOUSING,
    "collective_housing": Category.COLLECTIVE_HOUSING,
    "mixed": Category.COLLECTIVE_HOUSING,
}


def category_of(project: Project) -> str:
    """The category of law 47-06 that a project falls under."""
    if project.works in ("restoration", "alteration"):
        return str(Category.RESTORATION)
    return str(_CATEGORIES.get(project.use or "", Category.COMMERCIAL))


def lines_of(permit: Permit, *, day: date) -> list[FeeLine]:
    """The lines of what a dossier costs under its rules; none where it is free.

    Raises `Conflict` where the law asks for a fee whose amount nobody has set.
    """
    rules = permit.rules or version_of(permit.kind_id, commune_id=permit.commune_id, day=day)
    if rules.fee == Fee.NONE:
        return []
    if rules.fee == Fee.CONSTRUCTION_TAX:
        return [_tax(permit, day)]
    if rules.fee_amount is None:
        raise Conflict(_("No amount is set for this fee: an administrator enters it."), code="no-amount")
    return [FeeLine(rules.fee, Decimal(1), "", rules.fee_amount, rules.fee_amount, rules.legal_ref)]


def _tax(permit: Permit, day: date) -> FeeLine:
    project = read_project(permit.project)
    found = rate_of(category_of(project), commune_id=permit.commune_id, day=day)
    return construction_tax(
        covered_m2=Decimal(str(project.covered_area_m2 or 0)),
        overhang_m2=Decimal(str(project.overhang_m2)),
        rate=Rate(found.category, found.rate, found.is_fixed, found.legal_ref),
        is_exempt=project.is_tax_exempt,
    )


@transaction.atomic
def order_fee(*, permit: Permit, exemption: str, actor: User, now: datetime) -> FeeOrder:
    """Order the fee of a favourable dossier; where it is free or exempt, it is settled at once.

    `exemption` names the text that exempts it ("": none).
    """
    stored = locked(permit)
    today = calendar_of(stored.commune_id).day_of(now)
    lines = lines_of(stored, day=today)
    total = Decimal(0) if exemption.strip() else sum((line.amount for line in lines), Decimal(0))
    data = {"amount": str(total)}
    move(stored, "order_fee" if total else "waive_fee", actor=actor, now=now, tell=data)
    order: FeeOrder = FeeOrder.objects.create(
        permit=stored,
        number=number_of("OR", stored.commune_id, stored.commune.code, today.year),
        amount=total,
        lines=[line.as_json() for line in lines],
        exemption=exemption.strip(),
        ordered_by=actor,
        ordered_at=now,
    )
    if total:
        enqueue_paper("fee_order", order.pk, by=actor)
    return order


@transaction.atomic
def cancel_fee(*, permit: Permit, actor: User, now: datetime) -> Permit:
    """Take an unpaid order back. Raises `Conflict` once something was paid."""
    stored = locked(permit)
    order = _valid_order(stored)
    if order.payments.exists():
        raise Conflict(_("Something was paid already."), code="paid")
    FeeOrder.objects.filter(pk=order.pk).update(cancelled_at=now)
    move(stored, "cancel_fee", actor=actor, now=now)
    settle_papers(permit=stored, now=now)
    return stored


@transaction.atomic
def record_payment(
    *, permit: Permit, amount: Decimal, method: str, reference: str, paid_on: date, actor: User, now: datetime
) -> Payment:
    """Record what was paid; the dossier goes on once the whole amount is.

    Raises `NotAllowed`, `Conflict` without an order in force, `BadInput` for more than what is due.
    """
    stored = locked(permit)
    if not actor.can(PAY, stored.commune_id):
        raise NotAllowed(_("Your role does not include this step."))
    if stored.state != State.FEE_DUE:
        raise Conflict(_("No fee is due now."), state=stored.state)
    order = _valid_order(stored)
    left = order.amount - _paid(order)
    if not 0 < amount <= left:
        raise BadInput(_("More than what is due, or nothing."), field="amount", due=str(left))
    calendar = calendar_of(stored.commune_id)
    if paid_on > calendar.day_of(now):
        raise BadInput(_("That day is still to come."), field="paid_on")
    payment: Payment = Payment.objects.create(
        permit=stored,
        order=order,
        number=number_of("QUIT", stored.commune_id, stored.commune.code, calendar.day_of(now).year),
        amount=amount,
        method=method,
        reference=reference.strip(),
        paid_on=paid_on,
        recorded_by=actor,
        recorded_at=now,
    )
    enqueue_paper("payment_receipt", payment.pk, by=actor)
    if amount == left:
        move(stored, "settle_fee", actor=actor, now=now, tell={"amount": str(order.amount)})
    return payment


def _valid_order(permit: Permit) -> FeeOrder:
    order: FeeOrder | None = FeeOrder.objects.filter(permit=permit, cancelled_at=None).first()
    if order is None:
        raise Conflict(_("No fee is due now."), code="no-order")
    return order


def _paid(order: FeeOrder) -> Decimal:
    return order.payments.aggregate(paid=Sum("amount"))["paid"] or Decimal(0)
