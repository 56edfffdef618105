"""Browser tests: a real server, a real worker and Chromium, over a small town in a database of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from launcher import live_process
from launcher.commands import Command
from launcher.paths import Clone
from launcher.web import web_command
from tests.migrated import migrated, server_of, url_of

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "kharita-demo-2026"
PARCELS = 800
SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
LOCALES = {"ar": "ar-MA", "fr": "fr-FR", "en": "en-GB"}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Software rendering, because test machines have no graphics card, and of the map alone: a page drawn as if
# there were one takes twice the time. Nothing is asked of the network.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-gpu-rasterization",
    "--disable-gpu-compositing",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 180


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@dataclass(frozen=True)
class Site:
    """The running product: its address, and its database for looking behind the screen."""

    url: str
    database_url: str
    live: "LiveProcess"
    certificate: Path

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            cursor = connection.execute(sql, values)
            return cursor.fetchall() if cursor.description else []


class LiveProcess:
    """What tells pages of changes; it can be ended and started again, as a machine would."""

    def __init__(self, environment: dict[str, str], port: int, log: Path) -> None:
        self.port, self.environment, self.log = port, environment, log
        self.start()

    def start(self) -> None:
        self.process = _start(
            live_process.command(Clone(ROOT), self.environment, "127.0.0.1", self.port), self.log
        )

    def stop(self) -> None:
        _end(self.process)


def _start(command: Command, log: Path) -> subprocess.Popen[bytes]:
    """What the launcher starts, by the interpreter of the tests."""
    argv = [sys.executable, *map(str, command.argv[1:])]
    with log.open("ab") as output:
        return subprocess.Popen(argv, cwd=command.cwd, env=command.env, stdout=output, stderr=output)


def _end(*processes: subprocess.Popen[bytes]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=10)


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Web and worker on a seeded town; all of it goes when the tests end."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt install chromium")
    folder = tmp_path_factory.mktemp("e2e")
    port, live_port = _free_port(), _free_port()
    with _own_database() as database_url:
        environment = _environment(database_url, port, folder) | {"KHARITA_LIVE_URL": f":{live_port}/live"}
        _prepare(environment)
        log = folder / "output.log"
        clone = Clone(ROOT)
        running = [
            _start(web_command(clone, environment | {"KHARITA_WEB_WORKERS": "1"}, "127.0.0.1", port), log),
            _start(Command([sys.executable, "manage.py", "worker"], clone.backend, environment), log),
        ]
        live = LiveProcess(environment, live_port, folder / "live.log")
        try:
            _wait_for(f"http://127.0.0.1:{port}", log)
            certificate = Path(environment["KHARITA_SIGNING_CERTIFICATE"])
            yield Site(f"http://127.0.0.1:{port}", database_url, live, certificate)
        finally:
            _end(live.process, *running)


@contextmanager
def _own_database() -> Iterator[str]:
    """A migrated database beside the one that DATABASE_URL names, dropped at the end; its address."""
    url = os.environ["DATABASE_URL"]
    server, name = server_of(url), f"{conninfo_to_dict(url)['dbname']}_e2e"
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        connection.execute(drop)
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(migrated(url, settings.KHARITA_SRID))
            )
        )
        try:
            yield url_of(server, name)
        finally:
            connection.execute(drop)


def _environment(database_url: str, port: int, folder: Path) -> dict[str, str]:
    built = Path(os.environ.get("E2E_FRONTEND_DIR", ROOT / "frontend" / "dist"))
    return os.environ | {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "KHARITA_DEBUG": "true",
        "KHARITA_DEMO": "true",
        "KHARITA_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "KHARITA_MEDIA_DIR": str(folder / "media"),
        "KHARITA_SIGNING_CERTIFICATE": str(folder / "signing" / "test.p12"),
        "KHARITA_FRONTEND_DIR": str(built),
        "KHARITA_LOGIN_ATTEMPTS_MAX": "3",
        "KHARITA_LOGIN_COOLOFF_SECONDS": "240",
    }


# The commands of `./kharita up`, in one process: each start loads Django anew.
PREPARED = """
import sys
import django
from django.core.management import call_command
django.setup()
call_command("load_permit_law")
call_command("seed_demo", parcels=int(sys.argv[1]), permits=0)
call_command("demo_accounts")
call_command("make_test_certificate", commune="Berkane")
"""


def _prepare(environment: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-c", PREPARED, str(PARCELS)],
        env=environment | {"PYTHONPATH": f"{ROOT / 'backend'}:{ROOT}"}, check=True,
    )  # fmt: skip


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{url}/api/v1/session", timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"The server did not start:\n{log.read_text(errors='replace')[-3000:]}")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Its loop runs in this thread until the last test here has ended; until then there can be no other."""
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patched:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # or it refuses its database beside a loop
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator[Visit]:
    """`visit(path, language="ar", size="phone", user="admin")`: a page in its own browser.

    A fault thrown by the page's own code fails the test, whatever it looked at.
    """
    contexts, faults = [], []

    def open_page(path: str, *, language: str = "fr", size: str = "desk", user: str | None = None) -> Page:
        context = browser.new_context(
            base_url=site.url, viewport=SIZES[size], locale=LOCALES[language], has_touch=size == "phone"
        )
        contexts.append(context)
        context.add_cookies([{"name": "kharita_language", "value": language, "url": site.url}])
        if user is not None:
            token = context.request.get("/api/v1/session").json()["csrf_token"]
            answer = context.request.post(
                "/api/v1/session",
                data={"username": user, "password": PASSWORD},
                headers={"X-CSRFToken": token, "Referer": site.url},
            )
            assert answer.ok, answer.text()
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, faults
