"""The documents of a dossier: attached, replaced, judged; and remarks on them."""

import hashlib
from datetime import datetime
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import BadInput, Conflict, NotAllowed, NotFound
from kharita.permits.actors import Party
from kharita.permits.models import Annotation, Document, DocumentKind, Permit, State
from kharita.permits.services.moving import locked, tell, tell_parties
from kharita.permits.workflow import REVIEW

DOCUMENTS_MAX = 200
"""Files of one dossier, replaced ones included."""
SHAPE_POINTS_MAX = 500

OPEN_TO_PARTIES = frozenset(
    {State.DRAFT, State.COMPLEMENT_REQUESTED, State.WITH_RESERVATIONS, State.WORKS_UNDER_WAY, State.ISSUED}
    | {State.WORKS_DECLARED, State.NOT_CONFORMING}
)
"""The states in which applicant and architect may add or replace documents."""
CLOSED = frozenset({State.WITHDRAWN, State.EXPIRED, State.CONFORMING})


@transaction.atomic
def attach_document(
    *, permit: Permit, kind: str, file: BinaryIO, name: str, media_type: str, actor: User, now: datetime,
    pages: int | None = None, replaces: Document | None = None,
) -> Document:  # fmt: skip
    """Keep a file with the dossier; `replaces` stays, marked as replaced.

    What the file is has been found out before (`permits.files`); here it is only kept. Raises `NotAllowed`,
    `Conflict` where the state takes no documents, `NotFound` for an unknown kind, `BadInput` for no file.
    """
    stored = locked(permit)
    _may_attach(stored, actor)
    if not DocumentKind.objects.filter(code=kind).exists():
        raise NotFound(_("There is no such kind of document."), kind=kind)
    if Document.objects.filter(permit=stored).count() >= DOCUMENTS_MAX:
        raise Conflict(_("This dossier holds too many documents."), code="too-many-documents")
    digest, size = digest_of(file)
    document: Document = Document.objects.create(
        permit=stored,
        kind_id=kind,
        file=File(file, name=name),
        name=name[:200],
        media_type=media_type,
        size=size,
        sha256=digest,
        pages=pages,
        uploaded_by=actor,
        uploaded_at=now,
    )
    if replaces is not None:
        _replace(replaces, document)
    _touch(stored, now)
    return document


def _may_attach(permit: Permit, actor: User) -> None:
    if Party(actor, permit).is_own:
        if permit.state not in OPEN_TO_PARTIES:
            raise Conflict(_("Documents can be added while they are asked for."), state=permit.state)
        return
    if permit.state == State.DRAFT or not actor.can(REVIEW, permit.commune_id):
        raise NotAllowed(_("Only the applicant, the architect and the desk add documents."))
    if permit.state in CLOSED:
        raise Conflict(_("This dossier is closed."), state=permit.state)


def _replace(old: Document, new: Document) -> None:
    if old.permit_id != new.permit_id or old.state == Document.State.REPLACED:
        raise Conflict(_("That document has been replaced already."), code="replaced")
    old.state, old.replaced_by = Document.State.REPLACED, new
    old.save(update_fields=["state", "replaced_by"])


def _touch(permit: Permit, now: datetime) -> None:
    Permit.objects.filter(pk=permit.pk).update(changed_at=now)


def digest_of(file: BinaryIO) -> tuple[str, int]:
    """SHA-256 and size in bytes. Raises `BadInput` for an empty or too large file."""
    digest, size, limit = hashlib.sha256(), 0, settings.KHARITA.upload_max_bytes
    file.seek(0)
    while chunk := file.read(1024 * 1024):
        digest.update(chunk)
        size += len(chunk)
        if size > limit:
            raise BadInput(_("The file is too large."), code="too-large", max_bytes=limit)
    if not size:
        raise BadInput(_("The file is empty."), code="empty-file")
    file.seek(0)
    return digest.hexdigest(), size


@transaction.atomic
def remove_document(*, document: Document, actor: User, now: datetime) -> None:
    """Take a document out of a draft; of what was submitted nothing is removed, only replaced."""
    permit = locked(document.permit)
    if not Party(actor, permit).is_own:
        raise NotAllowed(_("Only its applicant or architect changes this."))
    if permit.state != State.DRAFT:
        raise Conflict(_("It has been submitted: replace the document instead."), code="submitted")
    document.delete()
    _touch(permit, now)


@transaction.atomic
def judge_document(*, document: Document, accepted: bool, note: str, actor: User, now: datetime) -> Document:
    """Say that a document is in order, or that it is to be replaced and why."""
    permit = locked(document.permit)
    if not actor.can(REVIEW, permit.commune_id):
        raise NotAllowed(_("Your role does not include this step."))
    if not accepted and not note.strip():
        raise BadInput(_("Say what is wrong with it."), field="note")
    stored: Document = Document.objects.select_for_update().get(pk=document.pk)
    if stored.state == Document.State.REPLACED:
        raise Conflict(_("That document has been replaced already."), code="replaced")
    stored.state = Document.State.ACCEPTED if accepted else Document.State.REFUSED
    stored.note = note
    stored.save(update_fields=["state", "note"])
    _touch(permit, now)
    return stored


@transaction.atomic
def annotate(
    *, document: Document, page: int, x: float, y: float, text: str, shape: list[list[float]],
    is_internal: bool, author: User, now: datetime,
) -> Annotation:  # fmt: skip
    """Write a remark on a place of a document. Raises `BadInput` for a place that is on no page."""
    places = [[x, y], *shape]
    on_page = all(len(place) == 2 and all(0 <= part <= 1 for part in place) for place in places)
    if not on_page or len(shape) > SHAPE_POINTS_MAX or not 1 <= page <= (document.pages or page):
        raise BadInput(_("This place is not on the page."), field="shape")
    if not text.strip():
        raise BadInput(_("Write something."), field="text")
    permit = document.permit
    remark: Annotation = Annotation.objects.create(
        document=document,
        page=page,
        x=x,
        y=y,
        shape=shape,
        text=text.strip(),
        # A party's own remark is never hidden from the other party.
        is_internal=is_internal and not Party(author, permit).is_own,
        author=author,
        created_at=now,
    )
    data: dict[str, Any] = {"document": document.pk, "annotation": remark.pk}
    if remark.is_internal:
        tell(permit, "annotate", people={permit.assignee_id} - {None, author.pk}, now=now, data=data)
    else:
        tell_parties(permit, "annotate", now=now, data=data)
    return remark


@transaction.atomic
def resolve_annotation(*, annotation: Annotation, actor: User, now: datetime) -> Annotation:
    """Close a remark: whoever wrote it, or the desk."""
    permit = annotation.document.permit
    if annotation.author_id != actor.pk and not actor.can(REVIEW, permit.commune_id):
        raise NotAllowed(_("Only its author or the desk closes a remark."))
    annotation.resolved_at = now
    annotation.save(update_fields=["resolved_at"])
    return annotation
