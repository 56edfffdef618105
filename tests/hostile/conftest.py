"""The web server that the hostile clients are let loose on."""

import time
from collections.abc import Iterator

import pytest

from tests.web_server import Server, running_server

CONNECTIONS_OPENED = 40
"""Requests after which every thread has opened its connection to the database."""


@pytest.fixture(scope="session")
def _running(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("web")
    with running_server(folder, KHARITA_STATEMENT_TIMEOUT_SECONDS="8") as server:
        # Each thread opens its database connection with its first request: not what is tried here.
        for _request in range(CONNECTIONS_OPENED):
            server.get("/api/v1/manifest")
        yield server


@pytest.fixture
def server(_running: Server, transactional_db: None) -> Iterator[Server]:
    """The server, with what other tests left of connections gone."""
    yield _running
    _running.close_all()
    time.sleep(0.2)
