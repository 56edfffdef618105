"""Documents of a dossier: upload, download, judgement, remarks."""

from typing import Any, BinaryIO, cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from kharita.accounts.login import client_address
from kharita.accounts.rules import logged_in, needs
from kharita.core.errors import NotFound
from kharita.core.seats import HEAVY
from kharita.permits import presenting
from kharita.permits.api.finding import document_of, opened_permit, person, visible
from kharita.permits.api.schemas import AnnotationOut, DocumentOut
from kharita.permits.files import handed_out, inspect_upload
from kharita.permits.models import Annotation, DocumentKind
from kharita.permits.pages import draw_picture, kept_picture
from kharita.permits.services import documents as services
from kharita.permits.workflow import REVIEW

router = Router(tags=["permits"])


class JudgementIn(Schema):
    accepted: bool
    note: str = Field("", max_length=500)


class PictureIn(Schema):
    width: int = Field(1200, ge=64, le=4096, description="Pixels.")


class AnnotationIn(Schema):
    """`x`, `y` and the points of `shape` are parts of the page's width and height."""

    page: int = Field(1, ge=1)
    x: float
    y: float
    shape: list[tuple[float, float]] = Field(default_factory=list, max_length=500)
    text: str = Field(max_length=5_000)
    is_internal: bool = False


@router.post("/permits/{int:permit_id}/documents", response={201: DocumentOut})
@logged_in
def attach(
    request: HttpRequest,
    permit_id: int,
    kind: Form[str],
    file: File[UploadedFile],
    replaces: Form[int | None] = None,
) -> Status[dict[str, Any]]:
    """Attach a file, or replace one by it. What it holds decides, not what it is called."""
    permit = opened_permit(request, permit_id)
    old = document_of(request, permit_id, replaces) if replaces is not None else None
    stream = cast(BinaryIO, file)
    wanted = DocumentKind.objects.filter(code=kind).first()
    if wanted is None:
        raise NotFound(_("There is no such kind of document."), kind=kind)
    found = inspect_upload(stream, name=file.name or "", kind=_accepted(wanted))
    made = services.attach_document(
        permit=permit, kind=kind, file=stream, name=found.safe_name, media_type=found.media_type,
        pages=found.pages, actor=person(request), now=timezone.now(), replaces=old,
    )  # fmt: skip
    return Status(201, presenting.document(made))


def _accepted(kind: DocumentKind) -> str:
    if kind.code == "footprint_file":
        return "footprint"
    return "plan" if kind.is_plan else "paper"


@router.get("/permits/{int:permit_id}/documents/{int:document_id}/file")
@logged_in
def download(request: HttpRequest, permit_id: int, document_id: int) -> FileResponse:
    """The file itself, to be saved: never shown inside our pages."""
    document = document_of(request, permit_id, document_id)
    return handed_out(document.file, media_type=document.media_type, name=document.name)


@router.get("/permits/{int:permit_id}/documents/{int:document_id}/pages/{int:page}", response={200: bytes})
@logged_in
def page(
    request: HttpRequest, permit_id: int, document_id: int, page: int, wanted: Query[PictureIn]
) -> HttpResponse:
    """One page as a picture (WebP), as wide as asked for; drawn once, in a process of its own."""
    document = document_of(request, permit_id, document_id)
    drawn = kept_picture(document, page=page, width=wanted.width)
    if drawn is None:
        with HEAVY.seat(client_address(request)):
            drawn = draw_picture(document, page=page, width=wanted.width)
    headers = {"Cache-Control": "private, max-age=86400", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(drawn, content_type="image/webp", headers=headers)


@router.delete("/permits/{int:permit_id}/documents/{int:document_id}", response={204: None})
@logged_in
def remove(request: HttpRequest, permit_id: int, document_id: int) -> Status[None]:
    """Take a document out of a draft."""
    services.remove_document(
        document=document_of(request, permit_id, document_id), actor=person(request), now=timezone.now()
    )
    return Status(204, None)


@router.post("/permits/{int:permit_id}/documents/{int:document_id}/judgement", response=DocumentOut)
@needs(REVIEW)
def judge(request: HttpRequest, permit_id: int, document_id: int, said: JudgementIn) -> dict[str, Any]:
    """Accept a document, or say why it is to be replaced."""
    judged = services.judge_document(
        document=document_of(request, permit_id, document_id), accepted=said.accepted, note=said.note,
        actor=person(request), now=timezone.now(),
    )  # fmt: skip
    return presenting.document(judged)


@router.get("/permits/{int:permit_id}/annotations", response=list[AnnotationOut])
@logged_in
def annotations(request: HttpRequest, permit_id: int) -> list[dict[str, Any]]:
    """The remarks on the documents of a dossier."""
    permit = opened_permit(request, permit_id)
    found = Annotation.objects.visible_to(request.user).filter(document__permit=permit)
    reader = person(request)
    return [presenting.annotation(remark, permit, reader) for remark in found.select_related("author")]


@router.post(
    "/permits/{int:permit_id}/documents/{int:document_id}/annotations", response={201: AnnotationOut}
)
@logged_in
def annotate(
    request: HttpRequest, permit_id: int, document_id: int, said: AnnotationIn
) -> Status[dict[str, Any]]:
    """Write a remark on a place of a document; everyone who sees the document sees it at once."""
    remark = services.annotate(
        document=document_of(request, permit_id, document_id), page=said.page, x=said.x, y=said.y,
        text=said.text, shape=[list(place) for place in said.shape], is_internal=said.is_internal,
        author=person(request), now=timezone.now(),
    )  # fmt: skip
    return Status(201, presenting.annotation(remark, remark.document.permit, person(request)))


@router.post("/permits/annotations/{int:annotation_id}/resolution", response=AnnotationOut)
@logged_in
def resolve(request: HttpRequest, annotation_id: int) -> dict[str, Any]:
    """Close a remark."""
    remark = visible(Annotation.objects.select_related("document__permit", "author"), request, annotation_id)
    services.resolve_annotation(annotation=remark, actor=person(request), now=timezone.now())
    return presenting.annotation(remark, remark.document.permit, person(request))
