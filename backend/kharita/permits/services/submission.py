"""Sending an application: what it still lacks, its number, the start of its legal clock, its receipt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import DomainError
from kharita.core.numbering import next_number
from kharita.permits import conditions
from kharita.permits.checks.tasks import enqueue_checks
from kharita.permits.models import Document, DocumentKind, Permit, PermitTypeVersion
from kharita.permits.paper.tasks import enqueue_paper
from kharita.permits.project import read_project
from kharita.permits.services.calendars import calendar_of
from kharita.permits.services.drafts import editable
from kharita.permits.services.law import size_rules, version_of
from kharita.permits.services.moving import move


class Incomplete(DomainError):
    """The application lacks something; `missing` names each: {"what": …, "title": …}."""

    code = "incomplete"


@dataclass(frozen=True)
class Missing:
    """What an application lacks: `what` is stable ("document:site_plan"), `title` for people."""

    what: str
    title: str


def facts_of(permit: Permit) -> dict[str, Any]:
    """What conditions are about: the project's numbers, the owner's kind, the tenure of the first parcel."""
    project = read_project(permit.project).model_dump()
    tenure = permit.parcels.values_list("tenure", flat=True).first()
    return project | {"owner_kind": permit.owner_kind, "tenure": tenure}


def asked_documents(rules: PermitTypeVersion, facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The kinds of document that this dossier may hold, each with whether it must."""
    return [
        {"kind": entry["kind"], "required": entry["required"]}
        for entry in rules.documents
        if conditions.hold(entry.get("when") or {}, facts)
    ]


def missing_of(permit: Permit, rules: PermitTypeVersion) -> list[Missing]:
    """What an application lacks before it can be sent, in the order of its form."""
    facts = facts_of(permit)
    asked = (
        (not permit.site, "parcels", _("Choose the parcel or parcels.")),
        (not permit.owner_name.strip(), "owner_name", _("Give the owner’s name.")),
        (not permit.title.strip(), "title", _("Say in a few words what the application is for.")),
        (
            rules.needs_architect and not permit.architect_name.strip(),
            "architect_name",
            _("Name the architect."),
        ),
        (rules.needs_footprint and not permit.footprint, "footprint", _("Draw or upload the footprint.")),
        (
            rules.fee == PermitTypeVersion.Fee.CONSTRUCTION_TAX and facts["covered_area_m2"] is None,
            "covered_area_m2",
            _("Give the covered area."),
        ),
        (rules.needs_footprint and facts["use"] is None and rules.needs_architect, "use", _("Give the use.")),
    )
    lacking = [Missing(what, title) for lacks, what, title in asked if lacks]
    return lacking + _missing_documents(permit, asked_documents(rules, facts))


def _missing_documents(permit: Permit, asked: list[dict[str, Any]]) -> list[Missing]:
    held = set(Document.objects.filter(permit=permit).current().values_list("kind_id", flat=True))
    lacking = [one["kind"] for one in asked if one["required"] and one["kind"] not in held]
    kinds = {kind.code: kind for kind in DocumentKind.objects.filter(code__in=lacking)}
    return [Missing(f"document:{code}", kinds[code].name) for code in lacking if code in kinds]


def is_large(permit: Permit, *, day: date) -> bool:
    """Whether the table of law makes this project a large one."""
    facts = facts_of(permit)
    lines = size_rules(commune_id=permit.commune_id, day=day)
    return next((line.is_large for line in lines if conditions.hold(line.conditions, facts)), False)


_SIZED = {True: "BUILD_LARGE", False: "BUILD_SMALL"}


@transaction.atomic
def submit(*, draft: Permit, applicant: User, now: datetime) -> Permit:
    """Register a draft: number it, start its legal clock. Raises `Incomplete` with all that it lacks.

    Whether a building is small or large is the table's to say, not the applicant's: its type follows.
    """
    stored = editable(draft, applicant)
    day = calendar_of(stored.commune_id).day_of(now)
    large = is_large(stored, day=day)
    kind = _SIZED[large] if stored.kind_id in _SIZED.values() else stored.kind_id
    rules = version_of(kind, commune_id=stored.commune_id, day=day)
    lacking = missing_of(stored, rules)
    if lacking:
        raise Incomplete(
            _("The application is not complete yet."),
            missing=[{"what": one.what, "title": one.title} for one in lacking],
        )
    number = number_of("PC", stored.commune_id, stored.commune.code, day.year)
    enqueue_paper("receipt", stored.pk, by=applicant)
    enqueue_checks(stored.pk)
    return move(
        stored,
        "submit",
        actor=applicant,
        now=now,
        number=number,
        reference=number,
        kind_id=kind,
        rules=rules,
        is_large=large,
        submitted_at=now,
    )


def number_of(series: str, commune_id: int, code: str, year: int) -> str:
    """The next number of a commune's series in a year, without a gap: "PC-113.01.09-2026-00042"."""
    return f"{series}-{code}-{year}-{next_number(f'permits:{series}:{commune_id}:{year}'):05d}"


def receipt_of(permit: Permit) -> dict[str, Any]:
    """What the receipt of law 55-19 says, as plain data; whoever prints it chooses the language."""
    rules = permit.rules
    documents = Document.objects.filter(permit=permit).current().select_related("kind").order_by("kind", "pk")
    return {
        "number": permit.number,
        "received_at": permit.submitted_at,
        "applicant": permit.owner_name,
        "applicant_ar": permit.owner_name_ar,
        "act": permit.kind,
        "documents": [{"kind": one.kind, "name": one.name, "sha256": one.sha256} for one in documents],
        "delay": rules.delay if rules else None,
        "delay_unit": rules.delay_unit if rules else "",
        "due_at": permit.due_at,
        "silence_is_agreement": bool(rules and rules.silence_is_agreement),
        "legal_ref": rules.legal_ref if rules else "",
        "commune": permit.commune,
        "agent": permit.assignee,
    }
