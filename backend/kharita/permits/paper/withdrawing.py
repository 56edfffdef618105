"""Which papers of a dossier are in force no more, and what took their place.

Told from the dossier's rows alone, after each step that ends a paper and after each printing: the worker may
be late, and a paper that is printed after its end is withdrawn at once.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from kharita.permits.in_force import amendments_after
from kharita.permits.models import Decision, FeeOrder, IssuedPaper, Offence, Permit, State
from kharita.permits.paper.services import withdraw_paper

ENDED_WITH_THE_DOSSIER = frozenset(
    {"receipt", "complement_request", "silence_request", "fee_order", "decision_granted", "site_panel"}
)
"""The papers that promise or ask for something; the others say what was, which stays true."""

SUCCESSORS: Mapping[str, frozenset[str]] = {
    "decision_refused": frozenset({"decision_granted", "decision_refused"}),
    "decision_granted": frozenset({"decision_granted"}),
    "fee_order": frozenset({"fee_order"}),
    "site_panel": frozenset({"site_panel"}),
}
"""By kind: the kinds that take its place once it has ended."""

AMENDED = frozenset({"decision_granted", "site_panel"})
"""The papers whose place those of an issued amendment take."""

_STOPPED = frozenset({Offence.State.STOPPED, Offence.State.REMEDY_ORDERED, Offence.State.DEMOLITION_ORDERED})


@transaction.atomic
def settle_papers(*, permit: Permit, now: datetime) -> None:
    """Mark the papers that ended: of a dossier, of the one that it amends, and of its other amendments.
    Again, it changes nothing."""
    dossier = Permit.objects.get(pk=permit.pk)  # as it is now: whoever holds its row has just moved it
    root = dossier.parent_id or dossier.pk
    family = list(Permit.objects.filter(Q(pk=root) | Q(parent=root, kind__code="AMEND") | Q(pk=dossier.pk)))
    # All at once and in one order, so that two dossiers of a family never wait for each other.
    list(IssuedPaper.objects.select_for_update().filter(permit__in=family).order_by("pk").values("pk"))
    for one in family:
        _settle(one, now)


def works_are_stopped(permit: Permit) -> bool:
    """Whether nothing may be built now: the permit is suspended, or an offence is not yet remedied."""
    offences = Offence.objects.filter(permit=permit, state__in=_STOPPED)
    return permit.state == State.SUSPENDED or offences.exists()


def _settle(permit: Permit, now: datetime) -> None:
    papers = list(IssuedPaper.objects.filter(permit=permit).order_by("pk"))
    ended = _ended(permit, papers)
    standing = [paper for paper in papers if paper.withdrawn_at is None and paper.pk not in ended]
    amended = list(_of_amendments(permit))
    for paper in papers:
        takes_over = _successor(paper, standing, amended)
        if (takes_over is not None and paper.replaced_by_id is None) or (
            paper.pk in ended and paper.withdrawn_at is None
        ):
            withdraw_paper(paper=paper, replaced_by=takes_over, now=now)


def _ended(permit: Permit, papers: list[IssuedPaper]) -> set[int]:
    """The papers that lost their ground: the row they were made from, the dossier, or the works' progress."""
    revoked = Decision.objects.filter(permit=permit).exclude(revoked_at=None).values_list("pk", flat=True)
    cancelled = FeeOrder.objects.filter(permit=permit).exclude(cancelled_at=None).values_list("pk", flat=True)
    causes = {f"decision:{pk}" for pk in revoked} | {f"fee-order:{pk}" for pk in cancelled}
    kinds = ENDED_WITH_THE_DOSSIER if permit.state in (State.WITHDRAWN, State.EXPIRED) else frozenset()
    if works_are_stopped(permit):
        kinds |= {"site_panel"}
    return {paper.pk for paper in papers if paper.cause in causes or paper.kind in kinds}


def _of_amendments(permit: Permit) -> list[IssuedPaper]:
    """The papers in force of the amendments that came after `permit`, the latest last."""
    later = amendments_after(permit)
    found = IssuedPaper.objects.filter(permit__in=later, kind__in=AMENDED, withdrawn_at=None)
    return list(found.order_by("permit__issued_at", "permit", "pk"))


def _successor(
    paper: IssuedPaper, standing: list[IssuedPaper], amended: list[IssuedPaper]
) -> IssuedPaper | None:
    """The newest paper in force that stands in the place of `paper`."""
    kinds = SUCCESSORS.get(paper.kind, frozenset())
    later = [one for one in standing if one.pk > paper.pk] + (amended if paper.kind in AMENDED else [])
    return next((one for one in reversed(later) if one.kind in kinds), None)
