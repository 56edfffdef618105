"""What the routes of permits answer."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Schema

from kharita.territory.schemas import NamesOut


class ActorOut(Schema):
    id: int
    name: str
    name_ar: str


class PermitRowOut(Schema):
    """`owner_name` and `assignee` are null for who may not know them; `is_late`: past the legal date;
    `is_past`: from before, brought by a file, without a history here."""

    id: int
    reference: str
    kind: str
    kind_name: NamesOut
    state: str
    state_title: str
    title: str
    address: str
    commune_id: int
    district_id: int | None
    submitted_at: datetime | None
    due_at: datetime | None
    paused_at: datetime | None
    silence_reached_at: datetime | None
    decided_at: datetime | None
    issued_at: datetime | None
    valid_until: date | None
    changed_at: datetime
    is_large: bool | None
    is_late: bool
    is_past: bool
    version: int
    owner_name: str | None
    assignee: ActorOut | None


class PermitPageOut(Schema):
    items: list[PermitRowOut]
    next: str


class RefusalReasonOut(Schema):
    id: int
    code: str
    name: NamesOut
    legal_ref: str
    theme: str


class PeopleOut(Schema):
    owner_kind: str
    owner_name: str
    owner_name_ar: str
    owner_national_id: str
    owner_phone: str
    owner_email: str
    owner_address: str
    architect_name: str
    architect_number: str
    applicant: ActorOut | None
    architect: ActorOut | None


class SiteParcelOut(Schema):
    id: int
    reference: str
    slug: str


class RulesOut(Schema):
    delay: int
    delay_unit: str
    silence_is_agreement: bool
    legal_ref: str


class DocumentOut(Schema):
    id: int
    kind: str
    kind_name: NamesOut
    is_plan: bool
    state: str
    name: str
    media_type: str
    size: int
    pages: int | None
    sha256: str
    note: str
    uploaded_at: datetime
    replaced_by: int | None


class AnnotationOut(Schema):
    id: int
    document: int
    page: int
    x: float
    y: float
    shape: list[tuple[float, float]]
    text: str
    is_internal: bool
    author: ActorOut | None  # None: of a person whom the reader may not know
    created_at: datetime
    resolved_at: datetime | None


class CirculationOut(Schema):
    id: int
    entity: int
    entity_name: NamesOut
    round: int
    sent_at: datetime
    due_at: datetime
    answered_at: datetime | None


class OpinionOut(Schema):
    id: int
    entity: int
    entity_name: NamesOut
    verdict: str
    text: str
    reasons: list[RefusalReasonOut]
    reservations: list[str]
    given_at: datetime
    is_superseded: bool


class ComplementOut(Schema):
    asked_at: datetime
    answered_at: datetime | None
    request: str
    documents: list[str]
    answer: str
    due_at: datetime | None


class DecisionOut(Schema):
    id: int
    kind: str
    number: str
    code: str
    text: str
    reasons: list[RefusalReasonOut]
    ways_of_appeal: str
    appeal_until: date | None
    signed_at: datetime | None
    revoked_at: datetime | None
    sha256: str


class FeeLineOut(Schema):
    code: str
    quantity: Decimal
    unit: str
    rate: Decimal
    amount: Decimal
    legal_ref: str


class PaymentOut(Schema):
    number: str
    amount: Decimal
    method: str
    reference: str
    paid_on: date


class FeeOrderOut(Schema):
    number: str
    amount: Decimal
    lines: list[FeeLineOut]
    exemption: str
    ordered_at: datetime
    cancelled_at: datetime | None
    payments: list[PaymentOut]


class RelativeOut(Schema):
    """A dossier that goes with another one."""

    id: int
    reference: str
    kind: str
    kind_name: NamesOut
    state: str


class MoveOut(Schema):
    at: datetime
    action: str
    source: str
    target: str
    note: str


class PermitOut(PermitRowOut):
    """A dossier as the reader may see it. `actions` are the steps that they could take now; `site` and
    `footprint` are GeoJSON in WGS84. `before` is the permit that this one amends or completes, `following`
    the dossiers that amend or complete it, as far as the reader may open them."""

    people: PeopleOut | None
    is_own: bool
    project: dict[str, Any]
    answers: dict[str, Any]
    site: dict[str, Any] | None
    footprint: dict[str, Any] | None
    parcels: list[SiteParcelOut]
    rules: RulesOut | None
    parent: int | None
    before: RelativeOut | None
    following: list[RelativeOut]
    documents: list[DocumentOut]
    circulations: list[CirculationOut]
    opinions: list[OpinionOut]
    complement: ComplementOut | None
    decisions: list[DecisionOut]
    fees: list[FeeOrderOut]
    history: list[MoveOut]
    actions: list[str]


class FindingOut(Schema):
    id: str
    part: Any
    outcome: str
    title: str
    detail: str
    article_ref: str
    measure: dict[str, Any] | None
    shapes: dict[str, Any]
