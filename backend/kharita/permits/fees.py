"""The tax on building (law 47-06), worked out line by line. Pure: rates are arguments, amounts in dirhams."""

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Rate:
    """DH per m², or the whole amount where it `is_fixed`."""

    category: str
    amount: Decimal
    is_fixed: bool = False
    legal_ref: str = ""


@dataclass(frozen=True)
class FeeLine:
    """One line of a fee order: `quantity` × `rate` = `amount`."""

    code: str
    quantity: Decimal
    unit: str
    rate: Decimal
    amount: Decimal
    legal_ref: str = ""

    def as_json(self) -> dict[str, str]:
        return {
            "code": self.code,
            "quantity": str(self.quantity),
            "unit": self.unit,
            "rate": str(self.rate),
            "amount": str(self.amount),
            "legal_ref": self.legal_ref,
        }


def taxed_area(covered_m2: Decimal, overhang_m2: Decimal) -> int:
    """Whole square metres: the covered area and twice what hangs over the public domain, rounded up."""
    return math.ceil(covered_m2 + 2 * overhang_m2)


def construction_tax(
    *, covered_m2: Decimal, overhang_m2: Decimal, rate: Rate, is_exempt: bool = False
) -> FeeLine:
    """0 if exempt, the fixed amount for a restoration, else rate × ceil(covered + 2 × overhang).

    182.3 m² with 4.2 m² of overhang at 25 DH: ceil(190.7) = 191, 4,775 DH.
    """
    if is_exempt:
        return FeeLine("exempt", Decimal(0), "m²", rate.amount, Decimal("0.00"), rate.legal_ref)
    if rate.is_fixed:
        return FeeLine(rate.category, Decimal(1), "", rate.amount, _money(rate.amount), rate.legal_ref)
    area = Decimal(taxed_area(covered_m2, overhang_m2))
    return FeeLine(rate.category, area, "m²", rate.amount, _money(area * rate.amount), rate.legal_ref)


def _money(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)
