"""Browser tests: a real server, a real worker and Chromium, over a small town in a database of its own."""

import os
import shutil
import signal
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
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright
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
# there were one takes twice the time; a busy machine may let it wait, and it is not to be killed for that.
# Nothing is asked of the network.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-gpu-rasterization",
    "--disable-gpu-compositing",
    "--disable-gpu-watchdog",
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
    """The running product: its address, and its database for looking behind the screen.

    `inbox` is the folder that it takes surveys from, `node_port` where it looks for a photogrammetry node.
    """

    url: str
    database_url: str
    web: "Serving"
    live: "Serving"
    certificate: Path
    inbox: Path
    node_port: int

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            cursor = connection.execute(sql, values)
            return cursor.fetchall() if cursor.description else []


class Serving:
    """A process of the product that can be ended, or killed as by a power cut, and started again."""

    def __init__(self, command: Command, log: Path, *, port: int = 0) -> None:
        self._command, self._log, self.port = command, log, port
        self.start()

    def start(self) -> None:
        """What the launcher starts, by the interpreter of the tests."""
        argv = [sys.executable, *map(str, self._command.argv[1:])]
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                argv, cwd=self._command.cwd, env=self._command.env, stdout=output, stderr=output,
                start_new_session=True,
            )  # fmt: skip

    def wait(self) -> None:
        """Until it answers (the web server alone does so for everyone)."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/session", timeout=5).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        pytest.fail(f"The server did not start:\n{self._log.read_text(errors='replace')[-3000:]}")

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """It and its workers, without a last word."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=10)


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Web and worker on a seeded town; all of it goes when the tests end."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt install chromium")
    folder = tmp_path_factory.mktemp("e2e")
    port, live_port, node_port = _free_port(), _free_port(), _free_port()
    with _own_database() as database_url:
        environment = _environment(database_url, port, folder) | {
            "KHARITA_LIVE_URL": f":{live_port}/live",
            "KHARITA_ODM_URL": f"http://127.0.0.1:{node_port}",
        }
        _prepare(environment)
        log, clone = folder / "output.log", Clone(ROOT)
        command = web_command(clone, environment | {"KHARITA_WEB_WORKERS": "1"}, "127.0.0.1", port)
        worker = Command([sys.executable, "manage.py", "worker"], clone.backend, environment)
        live = live_process.command(clone, environment, "127.0.0.1", live_port)
        running = [
            web := Serving(command, log, port=port),
            Serving(worker, log),
            told := Serving(live, folder / "live.log", port=live_port),
        ]
        try:
            web.wait()
            yield Site(
                f"http://127.0.0.1:{port}", database_url, web, told,
                certificate=Path(environment["KHARITA_SIGNING_CERTIFICATE"]),
                inbox=Path(environment["KHARITA_SURVEYS_INBOX"]), node_port=node_port,
            )  # fmt: skip
        finally:
            for process in running:
                process.stop()


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
        "KHARITA_SURVEYS_INBOX": str(folder / "inbox"),
        "KHARITA_SURVEYS_URLS": '["https://vols.example.ma/kharita/"]',
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


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Its loop runs in this thread until the last test here has ended; until then there can be no other."""
    expect.set_options(timeout=45_000)
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patched:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # or it refuses its database beside a loop
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


Visit = Callable[..., Page]


def _tell_what_waits(page: Page) -> None:
    """Prints, when the page is closed, what it asked for in vain: a failed test shows it."""
    asked: dict[Request, float] = {}
    page.on("request", lambda request: asked.setdefault(request, time.monotonic()))
    page.on("requestfinished", lambda request: asked.pop(request, None))
    page.on("requestfailed", lambda request: asked.pop(request, None))
    page.on("console", lambda message: print(message.type, message.text))
    page.on(
        "close",
        lambda: [
            print(f"unanswered for {time.monotonic() - at:.0f} s: {one.url}") for one, at in asked.items()
        ],
    )


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
        context.set_default_timeout(90_000)
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
        _tell_what_waits(page)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, faults
