"""Whether somebody, who may be nobody, may do something in a commune."""

from typing import Any

from kharita.accounts.models import communes_with


def may(user: Any, permission: str, commune_id: int) -> bool:
    held = communes_with(user, permission)
    return held is None or commune_id in held
