"""Who moves a dossier: its parties hold one right that no role gives, over this dossier alone."""

from dataclasses import dataclass
from typing import Any

from kharita.accounts.models import User
from kharita.permits.models import Permit
from kharita.permits.workflow import APPLY


@dataclass(frozen=True)
class Party:
    """A person before one dossier, as `core.workflow` asks for them."""

    user: User
    permit: Permit

    @property
    def pk(self) -> Any:
        return self.user.pk

    @property
    def is_own(self) -> bool:
        """Whether they are its applicant or its architect, with an account that is in order."""
        mine = (self.permit.applicant_id, self.permit.architect_id)
        return self.user.holds_anything and self.user.pk in mine

    def can(self, permission: str, commune_id: int | None = None) -> bool:
        if permission == APPLY:
            return self.is_own
        return self.user.can(permission, commune_id)
