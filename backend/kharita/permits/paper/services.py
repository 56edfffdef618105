"""Every write of the papers: issue, sign, withdraw, reword. Making one again gives the one that is there."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import NotAllowed, NotFound
from kharita.permits.models import IssuedPaper, Letterhead, PaperWording, Permit
from kharita.permits.models.law import MANAGE_RULES
from kharita.permits.paper import content
from kharita.permits.paper.assembling import Rows, Values
from kharita.permits.paper.codes import new_code
from kharita.permits.paper.content import Value
from kharita.permits.paper.kinds import LANGUAGES, PaperKind, Words, labels, paper_kinds
from kharita.permits.paper.printing import Printed, print_paper
from kharita.permits.paper.signing import load_identity, sign, timestamper
from kharita.permits.paper.wording import check
from kharita.territory.models import Commune


@dataclass(frozen=True)
class Order:
    """A paper to be issued. `cause` names what it is for: one paper of a kind for each.

    `code`: the verification code where one was given out before (None: a new one).
    """

    kind: str
    cause: str
    commune: Commune
    reference: str
    values: Values
    tables: Mapping[str, Rows] = field(default_factory=dict)
    permit: Permit | None = None
    figures: tuple[content.Figure, ...] = ()
    languages: tuple[str, ...] = LANGUAGES
    code: str | None = None


def issue_paper(*, order: Order, by: User | None, now: datetime) -> IssuedPaper:
    """Print the paper, sign it where its kind is signed, keep it.

    Whoever asks second, in the same moment too, gets what the first one made: the order is held by a lock of
    the database until the transaction ends. Raises `CannotSign` and `FontsMissing`.
    """
    kind = paper_kinds()[order.kind]
    with transaction.atomic():
        _hold(order)
        made: IssuedPaper | None = IssuedPaper.objects.filter(kind=order.kind, cause=order.cause).first()
        if made is not None:
            return made
        return _issue(order, kind, by, now)


def _hold(order: Order) -> None:
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{order.kind}|{order.cause}"]
        )


def _issue(order: Order, kind: PaperKind, by: User | None, now: datetime) -> IssuedPaper:
    head = letterhead_of(order.commune)
    texts, versions = _wording(kind, order.commune)
    code = order.code or new_code()
    paper = content.Paper(
        kind=kind,
        languages=kind.languages or order.languages,
        letterhead=_printed_head(head, order.commune),
        reference=order.reference,
        issued_at=now,
        place=Words(order.commune.name_fr, order.commune.name_ar),
        text=texts,
        values=order.values,
        tables=order.tables,
        figures=order.figures,
        code=code,
        url=f"{settings.KHARITA.public_url.rstrip('/')}/verify/{code}",
        signatory=_signatory(head) if kind.signed else _hand(order.values.get(kind.sender or "inspector")),
        zone=ZoneInfo(settings.KHARITA.time_zone),
    )
    printed = print_paper(paper)
    pdf, is_test = _finished(printed, kind, head, now)
    issued = IssuedPaper(
        commune=order.commune,
        permit=order.permit,
        kind=order.kind,
        cause=order.cause,
        reference=order.reference,
        languages=list(paper.languages),
        wordings=versions,
        code=code,
        size=len(pdf),
        sha256=content_hash(pdf),
        pages=printed.pages,
        is_signed=kind.signed,
        is_test=is_test,
        made_by=by,
        made_at=now,
    )
    issued.file.save("paper.pdf", ContentFile(pdf), save=False)
    issued.save(force_insert=True)
    return issued


def content_hash(data: bytes) -> str:
    """SHA-256 in hex, as papers and their verification name it."""
    return hashlib.sha256(data).hexdigest()


def _finished(printed: Printed, kind: PaperKind, head: Letterhead, now: datetime) -> tuple[bytes, bool]:
    if not kind.signed:
        return printed.pdf, False
    signed = sign(
        printed, identity=load_identity(), signatory=_signatory(head), now=now, stamper=timestamper()
    )
    return signed.pdf, signed.is_test


def letterhead_of(commune: Commune) -> Letterhead:
    """The commune's own letterhead, or one that says no more than its name."""
    return Letterhead.objects.filter(commune=commune).first() or Letterhead(commune=commune)


def _printed_head(head: Letterhead, commune: Commune) -> content.Letterhead:
    return content.Letterhead(
        region=Words(head.region_fr, head.region_ar),
        province=Words(head.province_fr, head.province_ar),
        commune=Words(f"Commune de {commune.name_fr}", f"جماعة {commune.name_ar}"),
        service=Words(head.service_fr, head.service_ar),
        contact=head.contact,
    )


def _signatory(head: Letterhead) -> Words:
    return Words(
        head.signatory_fr or "Le président du conseil de la commune", head.signatory_ar or "رئيس مجلس الجماعة"
    )


def _hand(writer: Value) -> Words | None:
    """Who signs by hand: the inspector whose report it is, the applicant whose request."""
    return writer if isinstance(writer, Words) else None


def _wording(kind: PaperKind, commune: Commune) -> tuple[dict[str, str], dict[str, int]]:
    """The texts in force by language, and their versions."""
    texts, versions = dict(kind.text), dict.fromkeys(LANGUAGES, 0)
    own = PaperWording.objects.filter(commune=commune, kind=kind.id).order_by("version")
    for wording in own:
        texts[wording.language], versions[wording.language] = wording.text, wording.version
    return texts, versions


@transaction.atomic
def reword(*, commune: Commune, kind: str, language: str, text: str, by: User, now: datetime) -> PaperWording:
    """Keep a new version of a text; papers issued from now on say it.

    Raises `NotAllowed`, `NotFound` for a kind or language that there is not, `BadWording`.
    """
    if not by.can(MANAGE_RULES, commune.pk):
        raise NotAllowed(_("Your roles do not include this."))
    if kind not in paper_kinds() or language not in LANGUAGES:
        raise NotFound(_("There is no such paper."))
    check(text, labels())
    Commune.objects.select_for_update().get(pk=commune.pk)  # one version after the other
    last = PaperWording.objects.filter(commune=commune, kind=kind, language=language).aggregate(
        Max("version")
    )
    made: PaperWording = PaperWording.objects.create(
        commune=commune,
        kind=kind,
        language=language,
        version=(last["version__max"] or 0) + 1,
        text=text,
        made_by=by,
        made_at=now,
    )
    return made


@transaction.atomic
def set_letterhead(*, commune: Commune, by: User, **fields: Any) -> Letterhead:
    """Set who a commune's papers come from. Raises `NotAllowed`."""
    if not by.can(MANAGE_RULES, commune.pk):
        raise NotAllowed(_("Your roles do not include this."))
    head, _made = Letterhead.objects.update_or_create(commune=commune, defaults=fields)
    return head


@transaction.atomic
def withdraw_paper(*, paper: IssuedPaper, replaced_by: IssuedPaper | None, now: datetime) -> None:
    """Mark a paper as no longer valid; its file and its verification stay, and say so."""
    paper.withdrawn_at = paper.withdrawn_at or now
    paper.replaced_by = replaced_by or paper.replaced_by
    paper.save(update_fields=["withdrawn_at", "replaced_by"])
