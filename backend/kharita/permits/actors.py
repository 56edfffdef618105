"""Who moves a dossier: its parties hold one right that no role gives, over this dossier alone."""

from kharita.accounts.models import User
from kharita.permits.models import Permit
from kharita.permits.workflow import APPLY


class Party:
    """A person before one dossier, as `core.workflow` asks for them."""

    def __init__(self, user: User, permit: Permit) -> None:
        self.user, self.permit, self.pk = user, permit, user.pk

    @property
    def is_own(self) -> bool:
        """Whether they are its applicant or its architect, with an account that is in order."""
        mine = (self.permit.applicant_id, self.permit.architect_id)
        return self.user.holds_anything and self.user.pk in mine

    def can(self, permission: str, commune_id: int | None = None) -> bool:
        if permission == APPLY:
            return self.is_own
        return self.user.can(permission, commune_id)
