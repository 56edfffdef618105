"""What follows a permit: its amendment, or the permit to occupy what was built; dossiers that hang under."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import BadInput, Conflict, NotAllowed
from kharita.permits.actors import Party
from kharita.permits.in_force import AMENDMENT, amendments_after
from kharita.permits.models import Permit, PermitParcel, PermitType, State
from kharita.permits.services.drafts import FIELDS

AMENDABLE = frozenset(
    {State.ISSUED, State.WORKS_DECLARED, State.WORKS_UNDER_WAY, State.SUSPENDED, State.NOT_CONFORMING}
)
COMPLETABLE = AMENDABLE | {State.COMPLETED, State.SURVEYED, State.CONFORMING}
BUILT = frozenset({PermitType.Family.BUILDING, PermitType.Family.SUBDIVISION})
ENDED = frozenset({State.REFUSED, State.WITHDRAWN, State.EXPIRED})
_COPIED = (*FIELDS, "commune", "architect", "project", "site", "footprint", "district")


@transaction.atomic
def begin_amendment(*, parent: Permit, actor: User, now: datetime) -> Permit:
    """A draft of type AMEND with what is in force, for its parties to change. Of an amendment: another of the
    permit that it amends.

    Raises `NotAllowed`, and `Conflict` where there is nothing to amend yet or any more, or one is begun.
    """
    root = parent.parent_id if parent.kind_id == AMENDMENT and parent.parent_id else parent.pk
    stored = Permit.objects.select_for_update(of=("self",)).get(pk=root)
    if not Party(actor, stored).is_own:
        raise NotAllowed(_("Only its applicant or architect changes this."))
    if stored.state not in AMENDABLE:
        raise Conflict(_("Only an issued permit that is still being built is amended."), state=stored.state)
    if Permit.objects.filter(parent=stored, kind__code=AMENDMENT, state=State.DRAFT).exists():
        raise Conflict(_("An amendment has been begun already."), code="amendment-begun")
    return _child(stored, AMENDMENT, actor, now)


@transaction.atomic
def begin_completion(*, parent: Permit, kind: str, actor: User, now: datetime) -> Permit:
    """A draft to occupy, or to have certified, what a permit let be built, with what the permit says.

    Raises `NotAllowed`, `BadInput` for a type that completes no works, and `Conflict` where nothing was built
    under the permit or such a dossier has been begun.
    """
    stored = Permit.objects.select_for_update(of=("self",)).get(pk=parent.pk)
    if not Party(actor, stored).is_own:
        raise NotAllowed(_("Only its applicant or architect changes this."))
    if not PermitType.objects.filter(code=kind, family=PermitType.Family.COMPLETION).exists():
        raise BadInput(_("This type of permit completes no works."), field="kind")
    if stored.state not in COMPLETABLE or stored.kind.family not in BUILT:
        raise Conflict(_("Only works under an issued permit are completed."), state=stored.state)
    begun = Permit.objects.filter(parent=stored, kind__code=kind).exclude(state__in=ENDED)
    if begun.exists():
        raise Conflict(_("Such a dossier has been begun already."), code="completion-begun")
    return _child(stored, kind, actor, now)


def _child(stored: Permit, kind: str, actor: User, now: datetime) -> Permit:
    in_force = amendments_after(stored).last() or stored
    child: Permit = Permit.objects.create(
        kind_id=kind,
        parent=stored,
        applicant_id=stored.applicant_id or actor.pk,
        created_at=now,
        changed_at=now,
        **{name: getattr(in_force, name) for name in _COPIED},
    )
    PermitParcel.objects.bulk_create(
        [
            PermitParcel(permit=child, parcel_id=link.parcel_id, reference=link.reference)
            for link in PermitParcel.objects.filter(permit=in_force)
        ]
    )
    return child
