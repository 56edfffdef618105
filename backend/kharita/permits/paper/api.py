"""Papers over the API: verified by anyone who holds their code, fetched by who may open the dossier."""

from datetime import date, datetime
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, File, Router, Schema, Status
from ninja.files import UploadedFile

from kharita.accounts.login import client_address
from kharita.accounts.models import User
from kharita.accounts.rules import logged_in, needs, public
from kharita.accounts.scopes import Scope
from kharita.core.errors import NotFound
from kharita.core.seats import HEAVY
from kharita.permits.files import PDF, download_headers, refused
from kharita.permits.models import IssuedPaper, Letterhead, PaperWording
from kharita.permits.models.entity import VIEW
from kharita.permits.models.law import MANAGE_RULES
from kharita.permits.paper import services, verification
from kharita.permits.paper.codes import read_code
from kharita.permits.paper.kinds import LANGUAGES, labels, paper_kinds
from kharita.territory.models import Commune
from kharita.territory.schemas import NamesOut

router = Router(tags=["papers"])


class WordsOut(Schema):
    fr: str
    ar: str


class VerificationOut(Schema):
    """Nothing in it names a person."""

    code: str
    status: verification.Status
    kind: str
    title: NamesOut
    reference: str
    commune: WordsOut
    issued_at: datetime
    valid_until: date | None
    parcels: list[str]
    sha256: str
    size: int
    is_signed: bool
    is_test: bool = Field(description="Signed by a test certificate, without force in law.")
    replaced_by: str | None
    replaced_by_reference: str


class SignatureOut(Schema):
    is_intact: bool
    is_ours: bool
    holder: str
    is_test: bool


class ComparisonOut(Schema):
    is_same: bool
    sha256: str
    signature: SignatureOut | None


class PaperOut(Schema):
    code: str
    kind: str
    title: NamesOut
    reference: str
    languages: list[str]
    made_at: datetime
    size: int
    pages: int
    sha256: str
    is_signed: bool
    is_test: bool
    is_withdrawn: bool
    href: str


class WordingOut(Schema):
    kind: str
    title: NamesOut
    language: Literal["ar", "fr"]
    version: int
    text: str
    delivered: str


class WordingsOut(Schema):
    placeholders: dict[str, WordsOut]
    wordings: list[WordingOut]


class WordingIn(Schema):
    language: Literal["ar", "fr"]
    text: str = Field(max_length=40_000)


class LetterheadIn(Schema):
    region_fr: str = Field("", max_length=120)
    region_ar: str = Field("", max_length=120)
    province_fr: str = Field("", max_length=120)
    province_ar: str = Field("", max_length=120)
    service_fr: str = Field("", max_length=120)
    service_ar: str = Field("", max_length=120)
    signatory_fr: str = Field("", max_length=160)
    signatory_ar: str = Field("", max_length=160)
    contact: str = Field("", max_length=200)


@router.get("/verify/{code}", response=VerificationOut)
@public(scope=Scope.READ)
def verify(request: HttpRequest, code: str) -> dict[str, Any]:
    """Whether the paper with this code is valid, and what it is about."""
    found = verification.verify(code, now=timezone.now())
    own = {"code": read_code(code), "commune": vars(found.commune), "parcels": list(found.parcels)}
    return vars(found) | own


@router.post("/verify/{code}", response=ComparisonOut)
@public
def compare(request: HttpRequest, code: str, file: File[UploadedFile]) -> dict[str, Any]:
    """Whether a file is that paper, byte for byte, and what its signature says. The file is not kept."""
    if (file.size or 0) > settings.KHARITA.document_max_bytes:
        raise refused("too-large", limit=settings.KHARITA.document_max_bytes // 1024**2)
    with HEAVY.seat(client_address(request)):
        found = verification.compare(code, file.read())
    return vars(found) | {"signature": found.signature and vars(found.signature)}


@router.get("/permits/{int:permit_id}/papers", response=list[PaperOut])
@logged_in(scope=Scope.READ)
def papers(request: HttpRequest, permit_id: int) -> list[dict[str, Any]]:
    """The papers of a dossier that one may open, latest first."""
    return [
        _paper(paper) for paper in IssuedPaper.objects.visible_to(request.user).filter(permit_id=permit_id)
    ]


@router.get("/permits/sessions/{int:session_id}/papers", response=list[PaperOut])
@needs(VIEW, scope=Scope.READ)
def session_papers(request: HttpRequest, session_id: int) -> list[dict[str, Any]]:
    """The minutes of a session, once the worker has printed them."""
    return _caused(request, f"session:{session_id}")


@router.get("/permits/offences/{int:offence_id}/papers", response=list[PaperOut])
@needs(VIEW, scope=Scope.READ)
def offence_papers(request: HttpRequest, offence_id: int) -> list[dict[str, Any]]:
    """The official report of an offence, once it is printed."""
    return _caused(request, f"offence:{offence_id}")


def _caused(request: HttpRequest, cause: str) -> list[dict[str, Any]]:
    return [_paper(paper) for paper in IssuedPaper.objects.visible_to(request.user).filter(cause=cause)]


@router.get("/papers/{code}/file", response={200: bytes})
@logged_in(scope=Scope.READ)
def file(request: HttpRequest, code: str) -> HttpResponseBase:
    """The file, to be saved."""
    found = IssuedPaper.objects.visible_to(request.user).filter(code=read_code(code)).first()
    if found is None:
        raise NotFound(_("It does not exist, or it is not yours to see."))
    name = f"{found.kind}-{found.reference}.pdf".replace("/", "-")
    with found.file.open("rb") as kept:  # a paper is small: some tens of kilobytes
        return HttpResponse(kept.read(), headers=download_headers(PDF, name))


@router.get("/communes/{int:commune_id}/papers/wordings", response=WordingsOut)
@needs(MANAGE_RULES)
def wordings(request: HttpRequest, commune_id: int) -> dict[str, Any]:
    """The texts in force, the ones they were delivered with, and the names that they may use."""
    commune = _commune(request, commune_id, MANAGE_RULES)
    own = PaperWording.objects.visible_to(request.user).filter(commune=commune).order_by("version")
    last = {(wording.kind, wording.language): wording for wording in own}
    found = []
    for kind in paper_kinds().values():
        for language in LANGUAGES:
            kept = last.get((kind.id, language))
            found.append(
                {
                    "kind": kind.id,
                    "title": kind.titles,
                    "language": language,
                    "version": kept.version if kept else 0,
                    "text": kept.text if kept else kind.text[language],
                    "delivered": kind.text[language],
                }
            )
    return {"placeholders": {name: vars(label) for name, label in labels().items()}, "wordings": found}


@router.post("/communes/{int:commune_id}/papers/wordings/{kind}", response={201: WordingOut})
@needs(MANAGE_RULES)
def reword(request: HttpRequest, commune_id: int, kind: str, wanted: WordingIn) -> Status[dict[str, Any]]:
    """Keep a new version of a text; names that stand for nothing are refused."""
    commune = _commune(request, commune_id, MANAGE_RULES)
    made = services.reword(
        commune=commune, kind=kind, language=wanted.language, text=wanted.text, by=_person(request),
        now=timezone.now(),
    )  # fmt: skip
    delivered = paper_kinds()[kind]
    return Status(
        201,
        {"kind": kind, "title": delivered.titles, "language": made.language, "version": made.version,
         "text": made.text, "delivered": delivered.text[made.language]},
    )  # fmt: skip


@router.get("/communes/{int:commune_id}/letterhead", response=LetterheadIn)
@needs(MANAGE_RULES)
def letterhead(request: HttpRequest, commune_id: int) -> Letterhead:
    """Who the commune's papers come from."""
    return services.letterhead_of(_commune(request, commune_id, MANAGE_RULES))


@router.put("/communes/{int:commune_id}/letterhead", response=LetterheadIn)
@needs(MANAGE_RULES)
def set_letterhead(request: HttpRequest, commune_id: int, wanted: LetterheadIn) -> Letterhead:
    """Set it."""
    commune = _commune(request, commune_id, MANAGE_RULES)
    return services.set_letterhead(commune=commune, by=_person(request), **wanted.dict())


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the rules of these routes let nobody else in
    return request.user


def _commune(request: HttpRequest, commune_id: int, permission: str) -> Commune:
    found = (
        Commune.objects.visible_to(request.user).where(request.user, permission).filter(pk=commune_id).first()
    )
    if found is None:
        raise NotFound(_("It does not exist, or it is not yours to see."))
    return found


def _paper(paper: IssuedPaper) -> dict[str, Any]:
    return {
        "code": paper.code,
        "kind": paper.kind,
        "title": paper_kinds()[paper.kind].titles,
        "reference": paper.reference,
        "languages": paper.languages,
        "made_at": paper.made_at,
        "size": paper.size,
        "pages": paper.pages,
        "sha256": paper.sha256,
        "is_signed": paper.is_signed,
        "is_test": paper.is_test,
        "is_withdrawn": paper.withdrawn_at is not None,
        "href": f"/api/v1/papers/{paper.code}/file",
    }
