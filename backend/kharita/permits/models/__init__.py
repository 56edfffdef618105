"""The permits desk: dossiers, the law they run under, what is said, decided and found about them."""

from kharita.permits.models.decision import Decision, FeeOrder, Payment
from kharita.permits.models.deliberation import Attendance, CommissionSession, Opinion, SessionItem, Verdict
from kharita.permits.models.desk import CheckRun, Notice, PlanReading, SavedView
from kharita.permits.models.document import Annotation, Document
from kharita.permits.models.entity import Entity, EntityMember
from kharita.permits.models.law import (
    DocumentKind,
    Holiday,
    OffenceRule,
    PermitType,
    PermitTypeVersion,
    RefusalReason,
    SizeRule,
    TaxRate,
)
from kharita.permits.models.outbox import OutgoingMessage
from kharita.permits.models.paper import IssuedPaper, Letterhead, PaperWording
from kharita.permits.models.permit import (
    UNDECIDED,
    UNDER_WORKS,
    Circulation,
    Pause,
    Permit,
    PermitParcel,
    State,
)
from kharita.permits.models.works import Inspection, InspectionPhoto, Offence, SiteDeclaration

__all__ = [
    "UNDECIDED",
    "UNDER_WORKS",
    "Annotation",
    "Attendance",
    "CheckRun",
    "Circulation",
    "CommissionSession",
    "Decision",
    "Document",
    "DocumentKind",
    "Entity",
    "EntityMember",
    "FeeOrder",
    "Holiday",
    "Inspection",
    "InspectionPhoto",
    "IssuedPaper",
    "Letterhead",
    "Notice",
    "Offence",
    "OffenceRule",
    "Opinion",
    "OutgoingMessage",
    "PaperWording",
    "Pause",
    "Payment",
    "Permit",
    "PermitParcel",
    "PermitType",
    "PermitTypeVersion",
    "PlanReading",
    "RefusalReason",
    "SavedView",
    "SessionItem",
    "SiteDeclaration",
    "SizeRule",
    "State",
    "TaxRate",
    "Verdict",
]
