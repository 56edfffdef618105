"""The law that permits run under: read by everyone, edited by administrators."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from kharita.accounts.rules import needs, public
from kharita.core.errors import BadInput
from kharita.permits.api.saving import save_law
from kharita.permits.api.schemas import RefusalReasonOut
from kharita.permits.conditions import refuse_unknown
from kharita.permits.models import (
    DocumentKind,
    Entity,
    Holiday,
    PermitType,
    PermitTypeVersion,
    RefusalReason,
    TaxRate,
)
from kharita.permits.models.law import MANAGE_RULES
from kharita.permits.presenting import reason
from kharita.permits.services.calendars import calendar_of, recompute_due
from kharita.territory.presenting import names
from kharita.territory.schemas import NamesOut

router = Router(tags=["permits"])
LEAP_YEAR = 2024


class CommuneIn(Schema):
    commune: int


class EveryIn(CommuneIn):
    every: bool = Field(False, description="Also those that are no longer, or not yet, in force.")


class AskedDocument(Schema):
    kind: str = Field(max_length=40)
    required: bool = True
    when: dict[str, Any] = {}


class VersionOut(Schema):
    """`is_own`: the commune's own rule, in place of the country's."""

    id: int
    is_own: bool
    effective_from: date
    effective_to: date | None
    legal_ref: str
    delay: int
    delay_unit: str
    silence_is_agreement: bool
    validity_months: int | None
    needs_commission: bool
    needs_architect: bool
    needs_footprint: bool
    completeness_days: int
    opinion_days: int
    complement_days: int | None
    appeal_days: int
    documents: list[AskedDocument]
    opinions: list[str]
    fee: str
    fee_amount: Decimal | None


class TypeOut(Schema):
    code: str
    family: str
    name: NamesOut
    version: VersionOut


class DocumentKindOut(Schema):
    id: int
    code: str
    name: NamesOut
    is_plan: bool
    is_personal: bool


class EntityOut(Schema):
    id: int
    code: str
    kind: str
    name: NamesOut
    is_binding: bool
    is_active: bool
    is_own: bool


class ReasonRuleOut(RefusalReasonOut):
    is_own: bool
    effective_from: date
    effective_to: date | None


class HolidayOut(Schema):
    id: int
    code: str
    name: NamesOut
    on: date | None
    month: int | None
    day: int | None
    days: int
    is_confirmed: bool
    is_own: bool
    is_cancelled: bool


class RateOut(Schema):
    id: int
    category: str
    rate: Decimal
    rate_min: Decimal | None
    rate_max: Decimal | None
    is_fixed: bool
    is_own: bool
    effective_from: date
    effective_to: date | None
    legal_ref: str


class VersionIn(Schema):
    """A version of a type for one commune (null: the country, for superusers); `id` changes one."""

    id: int | None = None
    commune: int | None
    kind: str = Field(max_length=20)
    effective_from: date
    effective_to: date | None = None
    legal_ref: str = Field("", max_length=300)
    delay: int = Field(ge=1, le=1_000)
    delay_unit: Literal["working_days", "calendar_days", "months"]
    silence_is_agreement: bool
    validity_months: int | None = Field(None, ge=1, le=600)
    needs_commission: bool
    needs_architect: bool
    needs_footprint: bool
    completeness_days: int = Field(3, ge=1, le=100)
    opinion_days: int = Field(7, ge=1, le=200)
    complement_days: int | None = Field(None, ge=1, le=1_000)
    appeal_days: int = Field(60, ge=1, le=1_000)
    documents: list[AskedDocument] = Field(max_length=60)
    opinions: list[str] = Field(max_length=20)
    fee: Literal["none", "construction_tax", "fixed", "yearly"]
    fee_amount: Decimal | None = Field(None, ge=0, max_digits=12, decimal_places=2)


class HolidayIn(Schema):
    """A holiday once (`on`) or of every year (`month`, `day`); one of the code of a country's holiday takes
    its place in the commune, also to cancel it."""

    id: int | None = None
    commune: int | None
    code: str = Field(max_length=60)
    name_ar: str = Field("", max_length=200)
    name_fr: str = Field("", max_length=200)
    name_en: str = Field("", max_length=200)
    on: date | None = None
    month: int | None = Field(None, ge=1, le=12)
    day: int | None = Field(None, ge=1, le=31)
    days: int = Field(1, ge=1, le=10)
    is_confirmed: bool = True
    is_cancelled: bool = False


class RateIn(Schema):
    """A council's rate, within what the law allows."""

    id: int | None = None
    commune: int | None
    category: Literal["individual_housing", "collective_housing", "commercial", "restoration"]
    rate: Decimal = Field(ge=0, max_digits=8, decimal_places=2)
    is_fixed: bool = False
    effective_from: date
    effective_to: date | None = None
    legal_ref: str = Field("", max_length=300)


class SavedOut(Schema):
    """`moved`: how many legal dates of open dossiers changed with it."""

    id: int
    moved: int = 0


@router.get("/permits/types", response=list[TypeOut])
@public
def types(request: HttpRequest, wanted: Query[CommuneIn]) -> list[dict[str, Any]]:
    """The types of permit that one can apply for in a commune today, with what each asks for."""
    today = calendar_of(wanted.commune).day_of(timezone.now())
    own_last = PermitTypeVersion.objects.for_commune(wanted.commune).on(today)
    chosen: dict[str, PermitTypeVersion] = {}
    for version in own_last.order_by(F("commune_id").asc(nulls_first=True), "effective_from"):
        chosen[version.kind_id] = version  # the last one stands: the latest of the commune's own, if any
    return [
        {
            "code": kind.code,
            "family": kind.family,
            "name": names(kind),
            "version": _version(chosen[kind.code]),
        }
        for kind in PermitType.objects.all()
        if kind.code in chosen
    ]


def _version(version: PermitTypeVersion) -> dict[str, Any]:
    shown = {name: getattr(version, name) for name in VersionOut.model_fields if name != "is_own"}
    return shown | {"is_own": version.commune_id is not None}


@router.get("/permits/document-kinds", response=list[DocumentKindOut])
@public
def document_kinds(request: HttpRequest) -> list[dict[str, Any]]:
    """The kinds of document that dossiers hold."""
    return [
        {
            "id": kind.pk,
            "code": kind.code,
            "name": names(kind),
            "is_plan": kind.is_plan,
            "is_personal": kind.is_personal,
        }
        for kind in DocumentKind.objects.all()
    ]


@router.get("/permits/entities", response=list[EntityOut])
@public
def entities(request: HttpRequest, wanted: Query[EveryIn]) -> list[dict[str, Any]]:
    """The administrations and operators that may be asked in a commune."""
    found = Entity.objects.of(wanted.commune) if wanted.every else Entity.objects.asked_in(wanted.commune)
    return [
        {
            "id": entity.pk,
            "code": entity.code,
            "kind": entity.kind,
            "name": names(entity),
            "is_binding": entity.is_binding,
            "is_active": entity.is_active,
            "is_own": entity.commune_id is not None,
        }
        for entity in found
    ]


@router.get("/permits/reasons", response=list[ReasonRuleOut])
@public
def reasons(request: HttpRequest, wanted: Query[EveryIn]) -> list[dict[str, Any]]:
    """The reasons for an unfavourable opinion or a refusal that are in force today."""
    found = RefusalReason.objects.for_commune(wanted.commune)
    if not wanted.every:
        found = found.on(calendar_of(wanted.commune).day_of(timezone.now()))
    return [
        reason(one)
        | {
            "is_own": one.commune_id is not None,
            "effective_from": one.effective_from,
            "effective_to": one.effective_to,
        }
        for one in found.order_by("theme", "code", "effective_from")
    ]


@router.get("/permits/holidays", response=list[HolidayOut])
@public
def holidays(request: HttpRequest, wanted: Query[CommuneIn]) -> list[dict[str, Any]]:
    """The holidays that the legal clock knows, lunar ones as foreseen until confirmed."""
    fields = ("code", "on", "month", "day", "days", "is_confirmed", "is_cancelled")
    return [
        {name: getattr(one, name) for name in fields}
        | {"id": one.pk, "name": names(one), "is_own": one.commune_id is not None}
        for one in Holiday.objects.for_commune(wanted.commune).order_by("on", "month", "day", "pk")
    ]


@router.get("/permits/rates", response=list[RateOut])
@public
def rates(request: HttpRequest, wanted: Query[CommuneIn]) -> list[dict[str, Any]]:
    """The rates of the construction tax."""
    names_of = [name for name in RateOut.model_fields if name != "is_own"]
    return [
        {name: getattr(rate, name) for name in names_of} | {"is_own": rate.commune_id is not None}
        for rate in TaxRate.objects.for_commune(wanted.commune).order_by("category", "effective_from", "pk")
    ]


@router.put("/permits/types", response=SavedOut)
@needs(MANAGE_RULES)
def put_version(request: HttpRequest, wanted: VersionIn) -> dict[str, int]:
    """Write a version of a type; dossiers already submitted keep theirs."""
    _refuse_unknown_parts(wanted)
    values = wanted.model_dump(exclude={"id", "commune", "kind"}) | {"kind_id": wanted.kind}
    return {"id": save_law(request, PermitTypeVersion, wanted.id, wanted.commune, values)}


def _refuse_unknown_parts(wanted: VersionIn) -> None:
    """Raises `BadInput` for documents and opinions that nobody could give."""
    known = set(DocumentKind.objects.values_list("code", flat=True))
    strange = [asked.kind for asked in wanted.documents if asked.kind not in known]
    strange += [kind for kind in wanted.opinions if kind not in Entity.Kind.values]
    if strange:
        raise BadInput(_("There is no “%(name)s”.") % {"name": strange[0][:60]}, code="bad-rule")
    for asked in wanted.documents:
        refuse_unknown(asked.when, field="documents")


@router.put("/permits/holidays", response=SavedOut)
@needs(MANAGE_RULES)
def put_holiday(request: HttpRequest, wanted: HolidayIn) -> dict[str, int]:
    """Write a holiday; the legal dates of the open dossiers are worked out again."""
    values = wanted.model_dump(exclude={"id", "commune"})
    if wanted.month and wanted.day and wanted.day > monthrange(LEAP_YEAR, wanted.month)[1]:
        raise BadInput(_("There is no such day in any year."), field="day")
    with transaction.atomic():
        pk = save_law(request, Holiday, wanted.id, wanted.commune, values)
        moved = recompute_due(commune_id=wanted.commune)
    return {"id": pk, "moved": moved}


@router.put("/permits/rates", response=SavedOut)
@needs(MANAGE_RULES)
def put_rate(request: HttpRequest, wanted: RateIn) -> dict[str, int]:
    """Write a rate; it must lie within what the law allows."""
    values = wanted.model_dump(exclude={"id", "commune"})
    if wanted.commune is not None:
        country = TaxRate.objects.filter(commune=None, category=wanted.category).on(wanted.effective_from)
        allowed = country.order_by("-effective_from").first()
        if allowed is not None:
            values |= {"rate_min": allowed.rate_min, "rate_max": allowed.rate_max}
    return {"id": save_law(request, TaxRate, wanted.id, wanted.commune, values)}
