"""What the routes look up before they do anything: always through what the person may see."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import NotFound
from kharita.permits.models import Document, Permit, RefusalReason
from kharita.territory.models import Commune


def person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the rule of the route let only accounts in
    return request.user


def opened_permit(request: HttpRequest, permit_id: int) -> Permit:
    """A dossier that the person may open. Raises `NotFound` for all others, whether they exist or not."""
    found: Permit | None = (
        Permit.objects.opened_to(request.user)
        .select_related("kind", "rules", "applicant", "architect", "assignee", "commune")
        .defer("commune__boundary", "commune__web_geometry", "web_geometry")
        .filter(pk=permit_id)
        .first()
    )
    if found is None:
        raise NotFound(_("There is no such dossier, or it is not yours to see."))
    return found


def visible(rows: Any, request: HttpRequest, pk: int) -> Any:
    """One of `rows` that the person may see. Raises `NotFound`."""
    found = rows.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("It does not exist, or it is not yours to see."))
    return found


def document_of(request: HttpRequest, permit_id: int, document_id: int) -> Document:
    """A document of a dossier. Raises `NotFound`."""
    documents = Document.objects.visible_to(request.user).select_related("permit", "kind")
    found: Document | None = documents.filter(permit_id=permit_id, pk=document_id).first()
    if found is None:
        raise NotFound(_("There is no such document."))
    return found


def commune_of(request: HttpRequest, pk: int) -> Commune:
    """A commune that the person sees."""
    found: Commune = visible(Commune.objects, request, pk)
    return found


def reasons_of(ids: list[int], commune_id: int) -> list[RefusalReason]:
    """The reasons of these ids. Raises `NotFound` where one is none of this commune's."""
    found = list(RefusalReason.objects.for_commune(commune_id).filter(pk__in=ids))
    if len(found) != len(set(ids)):
        raise NotFound(_("There is no such reason."))
    return found
