"""A dossier's rows as the values of a paper: the names are those of `gis_data/permits/papers.yaml`."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import F, Q
from django.utils import translation
from django.utils.functional import Promise
from django.utils.timezone import localtime

from kharita.accounts.models import User
from kharita.permits.models import (
    Attendance,
    CommissionSession,
    Decision,
    DocumentKind,
    FeeOrder,
    Inspection,
    Offence,
    Opinion,
    Pause,
    Payment,
    Permit,
    SiteDeclaration,
    Verdict,
)
from kharita.permits.models.law import PermitTypeVersion
from kharita.permits.paper.content import Value
from kharita.permits.paper.kinds import Words

Values = dict[str, Value]
Rows = tuple[tuple[Value, ...], ...]
_SILENCE_AGREES = Words(
    "Le silence vaut accord ; il est constaté par une attestation du gouverneur.",
    "يعتبر سكوت الإدارة بمثابة موافقة تثبتها شهادة من السيد العامل.",
)
_SILENCE_SAYS_NOTHING = Words(
    "Le silence ne vaut pas accord ; un recours est possible à l'expiration du délai.",
    "لا يعتبر سكوت الإدارة موافقة، ويمكن الطعن بعد انصرام الأجل.",
)


_SEEN = {True: Words("Oui", "نعم"), False: Words("Non", "لا"), None: Words("Non vu", "لم يُعاين")}
"""What was found at a point of a visit's checklist."""

_USES = {
    "individual_housing": Words("Habitation individuelle", "سكن فردي"),
    "collective_housing": Words("Habitation collective", "سكن جماعي"),
    "villa": Words("Villa", "فيلا"),
    "commercial": Words("Commerce", "تجاري"),
    "office": Words("Bureaux", "مكاتب"),
    "industrial": Words("Industrie", "صناعي"),
    "tourist": Words("Tourisme", "سياحي"),
    "public_facility": Words("Équipement public", "مرفق عمومي"),
    "agricultural": Words("Agriculture", "فلاحي"),
    "mixed": Words("Usage mixte", "استعمال مختلط"),
}
_POINTS = {
    "panel": Words("Panneau de chantier en place", "لوحة الورش موجودة"),
    "plans": Words("Plans autorisés sur place", "التصاميم المرخصة في الورش"),
    "alignment": Words("Alignement respecté", "التصفيف محترم"),
    "setbacks": Words("Reculs respectés", "التراجعات محترمة"),
    "height": Words("Hauteur et étages", "العلو وعدد الطوابق"),
    "safety": Words("Sécurité du chantier", "سلامة الورش"),
}
"""The points of a visit's checklist; one that is not here was written by the inspector."""


def named(thing: Any) -> Words | None:
    """The name of a row that has one in each language."""
    return None if thing is None else Words(thing.name_fr or thing.name_en, thing.name_ar)


def person(user: User | None) -> Words | None:
    """A person's name in both scripts."""
    return None if user is None else Words(user.full_name, user.full_name_ar)


def said(text: str | Promise) -> Words:
    """A text of the interface in both languages of paper: a choice's label, as the catalogues have it."""
    found = []
    for language in ("fr", "ar"):
        with translation.override(language):
            found.append(str(text))
    return Words(*found)


def values_of_permit(permit: Permit) -> Values:
    """What every paper about a dossier may show of it."""
    project = permit.project
    links = permit.parcel_links.order_by("pk").values_list("reference", flat=True)
    architect = " – ".join(filter(None, (permit.architect_name, permit.architect_number)))
    return {
        "reference": permit.number or permit.reference,
        "submitted_at": permit.submitted_at,
        "applicant": person(permit.applicant),
        "project_owner": Words(permit.owner_name, permit.owner_name_ar),
        "architect": architect or person(permit.architect),
        "act": named(permit.kind),
        "parcels": Words(", ".join(links), "، ".join(links)),
        "address": permit.address,
        "use": _USES.get(project.get("use", "")),
        "floors": f"R+{project['floors']}" if project.get("floors") is not None else None,
        "height": _decimal(project.get("height_m")),
        "floor_area": _decimal(project.get("floor_area_m2")),
        "covered_area": _decimal(project.get("covered_area_m2")),
        "overhang": _decimal(project.get("overhang_m2") or None),
        "units": project.get("dwellings"),
        "decided_on": _day(permit.decided_at),
        "expires_on": permit.valid_until,
    }


def values_of_receipt(permit: Permit, *, contact: str) -> tuple[Values, dict[str, Rows]]:
    """The receipt of law 55-19: with the delay, the effect of silence and who answers for the dossier."""
    rules = permit.rules
    values: Values = {"contact": contact, "agent": person(permit.assignee), "due_on": _day(permit.due_at)}
    if rules is not None:
        values["silence"] = _SILENCE_AGREES if rules.silence_is_agreement else _SILENCE_SAYS_NOTHING
        values["delay"] = _delay(rules)
    documents = tuple(
        (named(document.kind), document.pages, document.sha256)
        for document in permit.documents.current().select_related("kind").order_by("pk")
    )
    return values_of_permit(permit) | values, {"documents": documents}


def values_of_silence(permit: Permit, province: Words) -> tuple[Values, dict[str, Rows]]:
    """What the applicant asks the governor for, once the delay has passed without an answer."""
    values: Values = {
        "governor": Words(
            f"Gouverneur – {province.fr}" if province.fr else "Gouverneur",
            f"السيد عامل {province.ar}".strip(),
        ),
        "silence_since": _day(permit.silence_reached_at or permit.due_at),
    }
    return values_of_permit(permit) | values, {}


def values_of_panel(permit: Permit) -> Values:
    """What the panel at the site shows: the permit, who builds, and from when."""
    # An amendment is built under the declaration of the permit that it amends.
    start = (
        SiteDeclaration.objects.filter(permit__in=(permit.pk, permit.parent_id or permit.pk))
        .filter(kind=SiteDeclaration.Kind.START)
        .order_by("-pk")
        .first()
    )
    granted = permit.decisions.filter(kind=Decision.Kind.GRANT, revoked_at=None).first()
    values: Values = {
        "granted_reference": granted.number if granted else permit.reference,
        "works_started_on": start.on if start else None,
        "contractor": start.contractor if start else None,
    }
    return values_of_permit(permit) | values


def values_of_complement(pause: Pause) -> tuple[Values, dict[str, Rows]]:
    """What is asked for, once."""
    permit = pause.permit
    asked: list[str] = pause.documents
    names = {kind.code: named(kind) for kind in DocumentKind.objects.filter(code__in=asked)}
    missing: list[tuple[Value, ...]] = [(names.get(code, code), None) for code in asked]
    if pause.request:
        missing.append((Words("Observations", "ملاحظات"), pause.request))
    values: Values = {"answer_by": _day(permit.complement_due_at), "agent": person(permit.assignee)}
    return values_of_permit(permit) | values, {"missing": tuple(missing)}


def values_of_opinion(opinion: Opinion) -> tuple[Values, dict[str, Rows]]:
    """One member's opinion, with its reservations or reasons."""
    values: Values = {
        "entity": named(opinion.entity),
        "opinion": said(Verdict(opinion.verdict).label),
        "given_on": _day(opinion.given_at),
    }
    tables: dict[str, Rows] = {
        "reservations": tuple((_words(one), "") for one in opinion.reservations),
        "reasons": _reasons(opinion.reasons.all()),
    }
    return values_of_permit(opinion.permit) | values, tables


def values_of_decision(decision: Decision) -> tuple[Values, dict[str, Rows]]:
    """A decision: what was granted or why it was not, and the opinions that it stands on."""
    permit = decision.permit
    present = permit.opinions.filter(superseded_at=None).select_related("entity").order_by("given_at")
    completion = permit.declarations.filter(kind=SiteDeclaration.Kind.COMPLETION).order_by("-pk").first()
    survey = (
        permit.inspections.filter(purpose=Inspection.Purpose.COMPLETION, held_at__isnull=False)
        .order_by("-held_at")
        .first()
    )
    values: Values = {
        "granted_reference": decision.number,
        "decided_on": _day(decision.signed_at or permit.decided_at),
        "completed_on": completion.on if completion else None,
        "surveyed_on": _day(survey.held_at) if survey else None,
        "remarks": decision.text or None,
        "ways_of_appeal": decision.ways_of_appeal or None,
        "appeal_until": decision.appeal_until,
    }
    opinions = tuple(
        (named(opinion.entity), said(Verdict(opinion.verdict).label), _day(opinion.given_at))
        for opinion in present
    )
    reservations = tuple(
        (_words(one), named(opinion.entity)) for opinion in present for one in opinion.reservations
    )
    tables: dict[str, Rows] = {
        "opinions": opinions,
        "reservations": reservations,
        "reasons": _reasons(decision.reasons.all()),
    }
    return values_of_permit(permit) | values, tables


_TAX = Words("Taxe sur les opérations de construction", "الرسم على عمليات البناء")
_FEES = {
    "fixed": Words("Droit fixe", "رسم ثابت"),
    "yearly": Words(
        "Redevance annuelle d'occupation temporaire du domaine public",
        "الإتاوة السنوية عن الاحتلال المؤقت للملك العمومي",
    ),
}
_BASES = {
    "restoration": Words(
        "Montant fixe prévu pour les opérations de restauration, quelle que soit leur surface.",
        "مبلغ ثابت مقرر لعمليات الترميم كيفما كانت مساحتها.",
    ),
    "yearly": Words(
        "La redevance est due pour chaque année d'occupation ; le présent ordre porte sur la première."
        " L'autorisation est personnelle et révocable.",
        "تستحق الإتاوة عن كل سنة من الاحتلال، ويتعلق هذا الأمر بالسنة الأولى. والترخيص شخصي وقابل للإلغاء.",
    ),
}


def values_of_fee_order(order: FeeOrder) -> Values:
    """What is to be paid and how it was worked out: by area, or as a sum fixed by law or council."""
    line: dict[str, Any] = next(iter(order.lines), {})
    is_by_area = line.get("unit") == "m²"
    about = values_of_permit(order.permit)
    if not is_by_area:
        about |= {"covered_area": None, "overhang": None}
    values: Values = {
        "fee_title": _FEES.get(line.get("code", ""), _TAX),
        "fee_basis": _BASES.get(line.get("code", "")),
        "fee_law": line.get("legal_ref") or None,
        "amount": order.amount,
        "rate": _decimal(line.get("rate")) if is_by_area else None,
        "taxed_area": int(Decimal(line["quantity"])) if is_by_area else None,
    }
    return about | values


def values_of_payment(payment: Payment) -> Values:
    """What was paid."""
    values: Values = {
        "receipt_number": payment.number,
        "amount": payment.amount,
        "paid_on": payment.paid_on,
        "payment_method": said(Payment.Method(payment.method).label),
    }
    return values_of_fee_order(payment.order) | values


def values_of_session(session: CommissionSession) -> tuple[Values, dict[str, Rows]]:
    """The minutes of a session: who came, what each said on a dossier there, and what was concluded on it."""
    attendances = session.attendances.select_related("entity").order_by("pk")
    present = sum(attendance.presence == "present" for attendance in attendances)
    is_met = present >= session.quorum
    values: Values = {
        "session": session.number,
        "session_at": session.opened_at or session.starts_at,
        "place": session.place,
        "chair": person(session.chair),
        "quorum": Words(
            f"{'Atteint' if is_met else 'Non atteint'} ({present} présents, {session.quorum} requis)",
            f"{'متوفر' if is_met else 'غير متوفر'} (الحاضرون {present}، المطلوب {session.quorum})",
        ),
        "remarks": session.minutes or None,
    }
    items = session.items.select_related("permit", "permit__kind").order_by("rank", "pk")
    tables: dict[str, Rows] = {
        "attendance": tuple(
            (named(one.entity), one.person, said(Attendance.Presence(one.presence).label))
            for one in attendances
        ),
        "agenda": tuple(
            (
                item.permit.reference,
                item.permit.title or named(item.permit.kind),
                Words("Ajourné", "مؤجل") if item.is_postponed else _concluded(item.conclusion),
                item.note,
            )
            for item in items
        ),
        "session_opinions": tuple(
            (
                opinion.permit.reference,
                named(opinion.entity),
                said(Verdict(opinion.verdict).label),
                _grounds(opinion),
            )
            for opinion in _given_in(session)
        ),
    }
    return values, tables


def _given_in(session: CommissionSession) -> Iterable[Opinion]:
    """The opinions on its dossiers that were given while it was held, in the order of the agenda."""
    given = Opinion.objects.filter(
        permit__session_items__session=session, given_at__gte=session.opened_at or session.starts_at
    )
    if session.closed_at is not None:
        given = given.filter(given_at__lte=session.closed_at).filter(
            Q(superseded_at=None) | Q(superseded_at__gt=session.closed_at)
        )
    ranked = given.annotate(rank=F("permit__session_items__rank")).order_by("rank", "given_at", "pk")
    found: Iterable[Opinion] = ranked.select_related("permit", "entity").prefetch_related("reasons")
    return found


def _grounds(opinion: Opinion) -> Words:
    """Why, and under which conditions: reasons of the list, reservations, and what was said besides."""
    said_there = [named(reason) for reason in opinion.reasons.all()]
    said_there += [_in_both(text) for text in (*opinion.reservations, opinion.text) if text]
    known = [words for words in said_there if words is not None]
    return Words(" ; ".join(words.fr for words in known), "؛ ".join(words.ar for words in known))


def _in_both(text: Any) -> Words:
    words = _words(text)
    return words if isinstance(words, Words) else Words(str(words), str(words))


def values_of_inspection(inspection: Inspection) -> tuple[Values, dict[str, Rows]]:
    """A visit to the site and what was found there."""
    about = values_of_permit(inspection.permit) if inspection.permit else {}
    values: Values = {
        "inspected_at": inspection.held_at,
        "inspector": person(inspection.inspector),
        "stage": said(Inspection.Purpose(inspection.purpose).label),
        "conclusion": said(Inspection.Result(inspection.result).label) if inspection.result else None,
    }
    checklist = tuple(
        (
            _POINTS.get(point["item"]) or _words(point["item"]),
            _SEEN[point.get("ok")],
            _words(point.get("note", "")),
        )
        for point in inspection.checklist
    )
    return about | values, {"checklist": checklist}


def values_of_offence(offence: Offence) -> tuple[Values, dict[str, Rows]]:
    """An offence against law 66-12 as it was observed."""
    about = values_of_permit(offence.permit) if offence.permit else {}
    values: Values = {
        "reference": offence.number,
        "observed_at": offence.observed_at,
        "inspector": person(offence.inspector),
        "offender": offence.offender_name,
        "offence": said(Offence.Kind(offence.kind).label),
        "remedy_by": _day(offence.remedy_due_at),
    }
    if offence.parcel is not None:
        values["parcels"] = offence.parcel.reference
    return about | values, {"observations": ((offence.description, offence.remedy),)}


def _concluded(conclusion: str) -> Words | None:
    return said(Verdict(conclusion).label) if conclusion else None


def _delay(rules: PermitTypeVersion) -> Value:
    if rules.delay_unit == PermitTypeVersion.Unit.WORKING_DAYS:
        return rules.delay
    if rules.delay_unit == PermitTypeVersion.Unit.MONTHS:
        return Words(f"{rules.delay} mois", f"{rules.delay} أشهر")
    return Words(f"{rules.delay} jours calendaires", f"{rules.delay} يوما")


def _reasons(reasons: Iterable[Any]) -> Rows:
    return tuple((named(reason), reason.legal_ref) for reason in reasons)


def _words(text: Any) -> Value:
    """What a form kept: a text, or one in each language."""
    if isinstance(text, dict):
        return Words(str(text.get("fr") or text.get("text", "")), str(text.get("ar", "")))
    return str(text)


def _decimal(number: Any) -> Decimal | None:
    return None if number is None else Decimal(str(number)).quantize(Decimal("0.01"))


def _day(moment: Any) -> Any:
    """The day of a moment, in the deployment's time."""
    return None if moment is None else localtime(moment).date()
