"""Who sees what surveys keep for the commune's own people."""

from typing import Any, Self

from kharita.accounts.models import communes_with
from kharita.territory.models.base import CommuneQuerySet

VIEW = "surveys.view_survey"


class InsideQuerySet(CommuneQuerySet):
    """What only the commune's own people see."""

    permission = VIEW

    def visible_to(self, user: Any) -> Self:
        held = communes_with(user, self.permission)
        return self if held is None else self.filter(commune_id__in=held)
