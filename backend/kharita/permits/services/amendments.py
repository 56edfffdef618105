"""Changing what was permitted: a dossier of its own that hangs under the first."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import Conflict, NotAllowed
from kharita.permits.actors import Party
from kharita.permits.models import Permit, PermitParcel, State
from kharita.permits.services.drafts import FIELDS

AMENDABLE = frozenset(
    {State.ISSUED, State.WORKS_DECLARED, State.WORKS_UNDER_WAY, State.SUSPENDED, State.NOT_CONFORMING}
)
_COPIED = (*FIELDS, "commune", "architect", "project", "site", "footprint", "district")


@transaction.atomic
def begin_amendment(*, parent: Permit, actor: User, now: datetime) -> Permit:
    """A draft of type AMEND with what the parent says, for its parties to change.

    Raises `NotAllowed`, and `Conflict` where there is nothing to amend yet or any more, or one is begun.
    """
    stored = Permit.objects.select_for_update(of=("self",)).get(pk=parent.pk)
    if not Party(actor, stored).is_own:
        raise NotAllowed(_("Only its applicant or architect changes this."))
    if stored.state not in AMENDABLE:
        raise Conflict(_("Only an issued permit that is still being built is amended."), state=stored.state)
    if Permit.objects.filter(parent=stored, state=State.DRAFT).exists():
        raise Conflict(_("An amendment has been begun already."), code="amendment-begun")
    child: Permit = Permit.objects.create(
        kind_id="AMEND",
        parent=stored,
        applicant_id=stored.applicant_id or actor.pk,
        created_at=now,
        changed_at=now,
        **{name: getattr(stored, name) for name in _COPIED},
    )
    PermitParcel.objects.bulk_create(
        [
            PermitParcel(permit=child, parcel_id=link.parcel_id, reference=link.reference)
            for link in PermitParcel.objects.filter(permit=stored)
        ]
    )
    return child
