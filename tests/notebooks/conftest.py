"""A running Kharita with a few rows in it, for the notebook that reads from outside."""

from typing import Any

import pytest
from django.utils import timezone

from kharita.accounts.scopes import Scope
from kharita.accounts.tokens import create_token
from tests.contract.world import make_world


@pytest.fixture
def served_town(transactional_db: None, live_server: Any) -> dict[str, str]:
    """What the notebook reads from the environment: an address, and an officer's token."""
    world = make_world()
    officer = world.people["urbanism_officer here"]
    assert officer is not None
    _token, text = create_token(
        user=officer, name="notebook", scopes=[Scope.READ], days=1, now=timezone.now()
    )
    return {"KHARITA_URL": live_server.url, "KHARITA_TOKEN": text}
