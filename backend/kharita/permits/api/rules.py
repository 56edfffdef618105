"""The finer rules of the law, for administrators: reasons, entities, sizes, offences, kinds of document.

They are read at the same addresses (`law`), so both stand on one router: of two, only the first would answer.
"""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from kharita.accounts.rules import needs, public
from kharita.permits.api.law import CommuneIn, SavedOut, router
from kharita.permits.api.saving import save_law
from kharita.permits.conditions import refuse_unknown
from kharita.permits.models import DocumentKind, Entity, OffenceRule, RefusalReason, SizeRule
from kharita.permits.models.law import MANAGE_RULES

__all__ = ["router"]


class NamesIn(Schema):
    name_ar: str = Field(min_length=1, max_length=200)
    name_fr: str = Field(min_length=1, max_length=200)
    name_en: str = Field("", max_length=200)


class OfLawIn(Schema):
    """A rule of one commune (null: the country, for superusers) between two dates; `id` changes one."""

    id: int | None = None
    commune: int | None
    effective_from: date
    effective_to: date | None = None
    legal_ref: str = Field("", max_length=300)


class ReasonIn(NamesIn, OfLawIn):
    code: str = Field(min_length=1, max_length=60)
    theme: str = Field("", max_length=40)


class EntityIn(NamesIn):
    """An administration that may be asked; `is_binding`: its unfavourable opinion binds the president."""

    id: int | None = None
    commune: int | None
    code: str = Field(min_length=1, max_length=60)
    kind: Literal[
        "commune", "province", "urban_agency", "civil_protection", "land_registry", "network_operator",
        "culture", "health", "water_basin",
    ]  # fmt: skip
    is_binding: bool = False
    is_active: bool = True


class SizeRuleIn(OfLawIn):
    """A line of the table that tells large projects: the first by `rank` whose conditions hold decides."""

    rank: int = Field(ge=0, le=1_000)
    conditions: dict[str, Any] = Field(max_length=20)
    is_large: bool


class OffenceRuleIn(OfLawIn):
    """Calendar days and fines in dirhams; no `kind`: for all kinds without a rule of their own."""

    kind: Literal[
        "", "no_permit", "beyond_permit", "forbidden_zone", "public_domain", "no_declaration", "site_rules"
    ] = ""
    report_days: int = Field(ge=1, le=365)
    remedy_days_min: int = Field(ge=1, le=365)
    remedy_days_max: int = Field(ge=1, le=365)
    fine_min: Decimal | None = Field(None, ge=0, max_digits=12, decimal_places=2)
    fine_max: Decimal | None = Field(None, ge=0, max_digits=12, decimal_places=2)


class DocumentKindIn(NamesIn):
    """A kind of document is the whole country's: types name it by its code, which stays."""

    id: int | None = None
    code: str = Field(min_length=1, max_length=40, pattern=r"^[a-z0-9_]+$")
    is_plan: bool = False
    is_personal: bool = False


class OfLawOut(Schema):
    id: int
    is_own: bool
    effective_from: date
    effective_to: date | None
    legal_ref: str


class SizeRuleOut(OfLawOut):
    rank: int
    conditions: dict[str, Any]
    is_large: bool


class OffenceRuleOut(OfLawOut):
    kind: str
    report_days: int
    remedy_days_min: int
    remedy_days_max: int
    fine_min: Decimal | None
    fine_max: Decimal | None


@router.get("/permits/size-rules", response=list[SizeRuleOut])
@public
def size_rules(request: HttpRequest, wanted: Query[CommuneIn]) -> list[dict[str, Any]]:
    """The table that tells large projects from small ones; a commune's own takes the country's place."""
    return _listed(SizeRule, SizeRuleOut, wanted.commune, "effective_from", "rank")


@router.get("/permits/offence-rules", response=list[OffenceRuleOut])
@public
def offence_rules(request: HttpRequest, wanted: Query[CommuneIn]) -> list[dict[str, Any]]:
    """Delays and fines of offences."""
    return _listed(OffenceRule, OffenceRuleOut, wanted.commune, "kind", "effective_from")


def _listed(model: Any, shown: type[OfLawOut], commune: int, *order: str) -> list[dict[str, Any]]:
    names = [name for name in shown.model_fields if name != "is_own"]
    rows = model.objects.for_commune(commune).order_by(F("commune_id").asc(nulls_first=True), *order)
    return [
        {name: getattr(row, name) for name in names} | {"is_own": row.commune_id is not None} for row in rows
    ]


@router.put("/permits/reasons", response=SavedOut)
@needs(MANAGE_RULES)
def put_reason(request: HttpRequest, wanted: ReasonIn) -> dict[str, int]:
    """Write a reason for an unfavourable opinion or a refusal."""
    return _put(request, RefusalReason, wanted)


@router.put("/permits/entities", response=SavedOut)
@needs(MANAGE_RULES)
def put_entity(request: HttpRequest, wanted: EntityIn) -> dict[str, int]:
    """Write an administration or operator that may be asked."""
    return _put(request, Entity, wanted)


@router.put("/permits/size-rules", response=SavedOut)
@needs(MANAGE_RULES)
def put_size_rule(request: HttpRequest, wanted: SizeRuleIn) -> dict[str, int]:
    """Write a line of the table that tells large projects."""
    refuse_unknown(wanted.conditions, field="conditions")
    return _put(request, SizeRule, wanted)


@router.put("/permits/offence-rules", response=SavedOut)
@needs(MANAGE_RULES)
def put_offence_rule(request: HttpRequest, wanted: OffenceRuleIn) -> dict[str, int]:
    """Write the delays and fines of a kind of offence."""
    return _put(request, OffenceRule, wanted)


@router.put("/permits/document-kinds", response=SavedOut)
@needs(MANAGE_RULES)
def put_document_kind(request: HttpRequest, wanted: DocumentKindIn) -> dict[str, int]:
    """Write a kind of document (superusers: it is every commune's)."""
    values = wanted.model_dump(exclude={"id"} if wanted.id is None else {"id", "code"})
    return {"id": save_law(request, DocumentKind, wanted.id, None, values)}


def _put(request: HttpRequest, model: Any, wanted: Any) -> dict[str, int]:
    values = wanted.model_dump(exclude={"id", "commune"})
    return {"id": save_law(request, model, wanted.id, wanted.commune, values)}
