"""Which of a permit and its amendments is in force: the one issued last.

An amendment states the whole project as it is to be built, beginning from what was in force; so it takes the
place of the permit and of every amendment before it. Dossiers under way change nothing, nor do amendments
that have come to an end since (withdrawn, refused, lapsed): what they had replaced is in force again.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from kharita.permits.models import Permit, State

AMENDMENT = "AMEND"
ENDED = frozenset({State.WITHDRAWN, State.REFUSED, State.EXPIRED})
"""The states in which an amendment holds no more."""


def issued_amendments(roots: Iterable[int]) -> QuerySet[Permit]:
    """The issued amendments of these permits that have not ended, the latest last."""
    found: QuerySet[Permit] = Permit.objects.filter(
        parent__in=roots, kind__code=AMENDMENT, issued_at__isnull=False
    ).exclude(state__in=ENDED)
    return found.order_by("issued_at", "pk")


def amendments_after(permit: Permit) -> QuerySet[Permit]:
    """The amendments that took the place of `permit`, the latest last; of one under way, none."""
    if permit.kind_id != AMENDMENT or permit.parent_id is None:
        return issued_amendments([permit.pk])
    if permit.issued_at is None:
        return issued_amendments([])
    same_time_later = Q(issued_at=permit.issued_at, pk__gt=permit.pk)
    return issued_amendments([permit.parent_id]).filter(Q(issued_at__gt=permit.issued_at) | same_time_later)


def replacing(permits: Iterable[Permit]) -> dict[int, Permit]:
    """By id, the amendment in force in the place of each of these permits; not there: itself is in force."""
    roots = {one.pk: (one.parent_id if one.kind_id == AMENDMENT else None) or one.pk for one in permits}
    latest = {one.parent_id: one for one in issued_amendments(set(roots.values()))}
    return {pk: latest[root] for pk, root in roots.items() if root in latest and latest[root].pk != pk}
