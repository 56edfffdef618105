"""The officer's queue: filters, orders and pages that stay right while dossiers come and go.

A page begins after the last row of the one before (by value and id, not by how many rows were passed), so
that the thousandth costs what the first does. Rows without a value come last.
"""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from kharita.core.errors import BadInput
from kharita.permits.models import UNDECIDED, Circulation, Permit, PermitParcel
from kharita.permits.models.permit import APPLICANT
from kharita.territory.titles import canonical_reference

PARCEL_HITS_MAX = 500
TEXT_MAX = 100


@dataclass(frozen=True)
class Sort:
    """An order of the queue: by `field`, then by id in the same direction."""

    field: str
    descending: bool = False
    is_time: bool = True


SORTS: Mapping[str, Sort] = {
    "due": Sort("due_at"),
    "entry": Sort("submitted_at", descending=True),
    "reference": Sort("reference", is_time=False),
}


@dataclass(frozen=True)
class Filters:
    """What of the queue is wanted; None and empty: all of it. `assignee` 0: nobody's."""

    commune: int | None = None
    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    assignee: int | None = None
    is_late: bool | None = None
    entity: int | None = None
    district: int | None = None
    text: str = ""


def filtered(rows: QuerySet[Permit], wanted: Filters, *, user: Any, now: datetime) -> QuerySet[Permit]:
    """The rows that fit all but the state."""
    exact = {"commune_id": wanted.commune, "district_id": wanted.district}
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    if wanted.kinds:
        rows = rows.filter(kind__in=list(wanted.kinds))
    if wanted.assignee is not None:
        rows = rows.filter(assignee_id=wanted.assignee or None)
    if wanted.is_late is not None:
        late = Q(state__in=UNDECIDED, due_at__lt=now)
        rows = rows.filter(late if wanted.is_late else ~late)
    if wanted.entity is not None:
        waiting = Circulation.objects.filter(entity_id=wanted.entity, answered_at=None)
        rows = rows.filter(pk__in=waiting.values("permit_id"))
    return rows.filter(_containing(wanted.text.strip(), user)) if wanted.text.strip() else rows


def _containing(text: str, user: Any) -> Q:
    # `~*` is what the trigram index answers; UPPER(…) LIKE, Django's own "contains", it does not.
    pattern = re.escape(text[:TEXT_MAX])
    found = Q(reference__iregex=pattern) | Q(title__iregex=pattern) | Q(address__iregex=pattern)
    held = user.communes_with(APPLICANT)
    named = Q(owner_name__iregex=pattern) | Q(owner_name_ar__iregex=pattern)
    found |= named if held is None else named & Q(commune_id__in=held)
    parcels = PermitParcel.objects.filter(reference__startswith=canonical_reference(text))
    return found | Q(pk__in=list(parcels.values_list("permit_id", flat=True)[:PARCEL_HITS_MAX]))


def of_states(rows: QuerySet[Permit], wanted: Filters) -> QuerySet[Permit]:
    return rows.filter(state__in=wanted.states) if wanted.states else rows


@dataclass(frozen=True)
class Counts:
    """How many dossiers stand in each state, and how many of all are past their legal date."""

    states: dict[str, int]
    late: int

    @property
    def total(self) -> int:
        return sum(self.states.values())


def counts_of(rows: QuerySet[Permit], *, now: datetime) -> Counts:
    """Counted in one pass over an index that holds both the state and the legal date."""
    late = Count("due_at", filter=Q(due_at__lt=now))
    counted = list(rows.order_by().values_list("state").annotate(count=Count("*"), late=late))
    return Counts({state: count for state, count, _late in counted}, sum(late for *_rest, late in counted))


def page_of(rows: QuerySet[Permit], sort: str, cursor: str, size: int) -> tuple[list[Permit], str]:
    """One page and the cursor of the next ("" at the end). Raises `BadInput` for another order's."""
    order = SORTS[sort]
    by_id = "-pk" if order.descending else "pk"
    # In the very words of the indexes: without its "nulls last" a descending one is not used.
    field = F(order.field)
    by_value = field.desc(nulls_last=True) if order.descending else field.asc(nulls_last=True)
    if not cursor:
        found = list(rows.order_by(by_value, by_id)[: size + 1])
    else:
        with_value = rows.filter(**{f"{order.field}__isnull": False}).order_by(by_value, by_id)
        without = rows.filter(**{f"{order.field}__isnull": True}).order_by(by_id)
        value, last = _read(cursor, sort)
        if value is None:
            found = list(without.filter(**{f"pk__{_op(order)}": last})[: size + 1])
        else:
            found = list(_after(with_value, order, value, last)[: size + 1])
            if len(found) <= size:
                found += list(without[: size + 1 - len(found)])
    if len(found) <= size:
        return found, ""
    end = found[size - 1]
    return found[:size], _written(sort, getattr(end, order.field), end.pk)


def _op(order: Sort) -> str:
    return "lt" if order.descending else "gt"


def _after(rows: QuerySet[Permit], order: Sort, value: Any, last: int) -> QuerySet[Permit]:
    op = _op(order)
    # The plain bound is what the index begins at; the second condition drops the rows of the same value.
    bounded = rows.filter(**{f"{order.field}__{op}e": value})
    return bounded.filter(Q(**{f"{order.field}__{op}": value}) | Q(**{f"pk__{op}": last}))


def _written(sort: str, value: Any, pk: int) -> str:
    plain = value.isoformat() if isinstance(value, datetime) else value
    return base64.urlsafe_b64encode(json.dumps([sort, plain, pk]).encode()).decode().rstrip("=")


def _read(cursor: str, sort: str) -> tuple[Any, int]:
    refusal = BadInput(_("This cursor belongs to another question. Begin again without it."), field="cursor")
    try:
        named, value, pk = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if named != sort or type(pk) is not int or not 0 < pk < 2**63:
            raise refusal
        if value is None or not SORTS[sort].is_time:
            return None if value is None else str(value).replace("\x00", ""), pk
        return datetime.fromisoformat(value), pk
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise refusal from error
