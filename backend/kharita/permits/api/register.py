"""What everyone may know: the register of granted permits. Genuine papers are verified by `paper.api`."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from kharita.accounts.rules import public
from kharita.core.errors import NotFound
from kharita.permits.in_force import replacing
from kharita.permits.models import Permit
from kharita.territory.presenting import names
from kharita.territory.schemas import NamesOut

router = Router(tags=["permits"])
PAGE = 50


class RegisterIn(Schema):
    """`before`: the id of the last row of the page before."""

    commune: int
    kind: str = Field("", max_length=20)
    year: int | None = Field(None, ge=1950, le=2200)
    before: int | None = None


class GrantedOut(Schema):
    """A granted permit without its people. `replaced_by`: the number of the amendment that is in force in its
    place; none: it is in force itself, as far as its state and its term say so."""

    id: int
    reference: str
    kind: str
    kind_name: NamesOut
    state: str
    issued_at: datetime
    valid_until: date | None
    address: str
    parcels: list[str]
    replaced_by: str | None


class RegisterOut(Schema):
    items: list[GrantedOut]
    next: int | None


@router.get("/permits/register", response=RegisterOut)
@public
def register(request: HttpRequest, wanted: Query[RegisterIn]) -> dict[str, Any]:
    """The granted permits of a commune, latest first, without personal data."""
    rows = (
        Permit.objects.visible_to(request.user)
        .filter(commune_id=wanted.commune, issued_at__isnull=False)
        .select_related("kind")
        .prefetch_related("parcel_links")
        .defer("site", "footprint", "web_geometry")
        .order_by("-issued_at", "-pk")
    )
    if wanted.kind:
        rows = rows.filter(kind_id=wanted.kind)
    if wanted.year is not None:
        rows = rows.filter(issued_at__year=wanted.year)
    if wanted.before is not None:
        last = rows.filter(pk=wanted.before).first()
        if last is None:
            raise NotFound(_("It does not exist, or it is not yours to see."))
        rows = rows.filter(issued_at__lte=last.issued_at).exclude(issued_at=last.issued_at, pk__gte=last.pk)
    found = list(rows[: PAGE + 1])
    following = found[PAGE - 1].pk if len(found) > PAGE else None
    instead = replacing(found)
    return {"items": [_granted(permit, instead.get(permit.pk)) for permit in found[:PAGE]], "next": following}


def _granted(permit: Permit, instead: Permit | None) -> dict[str, Any]:
    return {
        "id": permit.pk,
        "reference": permit.reference,
        "kind": permit.kind_id,
        "kind_name": names(permit.kind),
        "state": permit.state,
        "issued_at": permit.issued_at,
        "valid_until": permit.valid_until,
        "address": permit.address,
        "parcels": [link.reference for link in permit.parcel_links.all()],
        "replaced_by": instead.reference if instead else None,
    }
