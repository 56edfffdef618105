"""The right to a step, where a service takes it: whoever asked, by whatever way."""

from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import NotAllowed


def check_right(actor: User, permission: str, commune_id: int) -> None:
    """Raises `NotAllowed` where `actor` does not hold `permission` in that commune."""
    if not actor.can(permission, commune_id):
        raise NotAllowed(_("Your role does not include this step."))
