"""What all tests share: two communes, people of each role, and a client that speaks the API."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation
from xdist.scheduler import LoadScopeScheduling

from kharita.accounts.limits import ACCOUNTS, PUBLIC
from kharita.accounts.models import User
from kharita.accounts.roles import Role
from kharita.accounts.token_login import WRONG
from kharita.core.seats import BODIES, HEAVY, STREAMS
from kharita.maps.tiles import CACHE
from kharita.territory.models import Commune
from tests.emptying import empty_tables
from tests.factories import make_commune, make_neighbour, make_user
from tests.migrated import migrated

# These start servers, workers and browsers of their own: one after the other, beside all the rest.
SERVING = {"hostile", "launcher", "live", "notebooks", "test_kills.py", "test_race.py"}
FIRST = ("e2e", "serving", "real", "tests/contract/test_rights.py")
"""The longest parts begin, or one process ends alone with them."""


def _part(nodeid: str) -> str:
    """What runs in one process: a file, all that serves, or what shares a real city."""
    path = PurePosixPath(nodeid.split("::")[0])
    parts = {path.parent.name, path.name}
    if parts & SERVING:
        return "serving"
    return path.parent.name if path.parent.name in {"e2e", "real"} else str(path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest parts are first; what is marked `long` waits to be asked for."""
    places = {part: place for place, part in enumerate(FIRST)}
    items.sort(key=lambda item: places.get(_part(item.nodeid), len(FIRST)))
    if os.environ.get("KHARITA_LONG") == "1":
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="a long one: KHARITA_LONG=1 runs it"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """What has its own clock (a browser, a server that is waited for) goes before what only counts."""
    manners = {"e2e": 0, "serving": 2}.get(_part(item.nodeid), 10)
    with suppress(PermissionError):  # without rights it can only be made slower
        os.setpriority(os.PRIO_PROCESS, 0, manners)


class ByPart(LoadScopeScheduling):  # type: ignore[misc]  # xdist's own
    """How several processes (`-n`) share the tests."""

    def _split_scope(self, nodeid: str) -> str:
        return _part(nodeid)


@pytest.hookimpl(optionalhook=True)  # where xdist is switched off
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByPart:
    config.option.loadscopereorder = False
    return ByPart(config, log)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """The tests' database is a copy of one that is migrated already."""
    template = migrated(os.environ["DATABASE_URL"], settings.KHARITA_SRID)
    connection.settings_dict["TEST"]["TEMPLATE"] = template


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """After tests with real transactions Django would empty each table and make permissions anew: seconds."""
    connection.ops.sql_flush = empty_tables


@pytest.fixture(autouse=True)
def _fresh_state() -> Iterator[None]:
    """Neither the cache, the language, counted requests nor taken seats of one test reach the next."""
    cache.clear()
    CACHE.clear()
    for held in (PUBLIC, ACCOUNTS, WRONG, BODIES, HEAVY, STREAMS):
        held.clear()
    with translation.override("en"):
        yield


@pytest.fixture
def commune(db: None) -> Commune:
    return make_commune()


@pytest.fixture
def neighbour(db: None) -> Commune:
    return make_neighbour()


@pytest.fixture
def officer(commune: Commune) -> User:
    return make_user(Role.URBANISM_OFFICER, commune)


@pytest.fixture
def administrator(commune: Commune) -> User:
    return make_user(Role.ADMINISTRATOR, commune)


class Api:
    """The JSON API as one person (None: nobody) and in one language; answers are Django's test responses."""

    def __init__(self, user: User | None = None, language: str = "en") -> None:
        self.client = Client(headers={"Accept-Language": language})
        if user is not None:
            self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1{path}", query)

    def post(self, path: str, body: Any = None) -> Any:
        return self.client.post(
            f"/api/v1{path}", {} if body is None else body, content_type="application/json"
        )

    def put(self, path: str, body: Any) -> Any:
        return self.client.put(f"/api/v1{path}", body, content_type="application/json")

    def patch(self, path: str, body: Any) -> Any:
        return self.client.patch(f"/api/v1{path}", body, content_type="application/json")

    def delete(self, path: str) -> Any:
        return self.client.delete(f"/api/v1{path}")

    def upload(self, path: str, **form: Any) -> Any:
        return self.client.post(f"/api/v1{path}", form)


@pytest.fixture
def api() -> Callable[..., Api]:
    """`api(user)` is the API as that person; `api()` as nobody."""
    return Api
