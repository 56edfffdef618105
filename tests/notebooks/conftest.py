"""A running Kharita for the notebooks that read from one: a few rows, or the demo's permits desk."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from kharita.accounts.models import User
from kharita.accounts.scopes import Scope
from kharita.accounts.tokens import create_token
from kharita.demo.services import seed
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


@pytest.fixture
def served_desk(transactional_db: None, live_server: Any, settings: Any, tmp_path: Path) -> dict[str, str]:
    """The demo town with its permits, and a token of the officer who handles them."""
    settings.MEDIA_ROOT = tmp_path
    certificate = tmp_path / "president.p12"
    settings.KHARITA = settings.KHARITA.model_copy(update={"signing_certificate": certificate})
    seed(now=timezone.now(), parcels=400, permits=120)
    officer = User.objects.get(username="urbanism")
    _token, text = create_token(
        user=officer, name="notebook", scopes=[Scope.READ], days=1, now=timezone.now()
    )
    return {"KHARITA_URL": live_server.url, "KHARITA_TOKEN": text}
