"""Killed at any point: nothing lost, nothing half done, and the job runs again."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from kharita.importing.checksum import cadastre_checksum
from kharita.importing.mapping import parse_mapping
from kharita.importing.models import Import
from kharita.importing.queue import enqueue
from kharita.importing.services import check_import, create_import, read_import, set_mapping, start
from kharita.territory.models import Commune, Parcel
from tests.factories import make_commune
from tests.importing.conftest import frame, plot

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parents[2]
SIDE = 60
PATIENCE = 120.0


def database_url() -> str:
    """The test database, as another process has to name it."""
    given = connection.settings_dict
    return f"postgresql://{given['USER']}@/{given['NAME']}?host={given['HOST']}&port={given['PORT'] or 5432}"


@pytest.fixture
def waiting(tmp_path: Path) -> Import:
    """A checked import of 3,600 parcels whose job to apply it is queued."""
    commune = make_commune()
    rows = [(f"{n + 1}/40", plot(n % SIDE, n // SIDE)) for n in range(SIDE * SIDE)]
    path = tmp_path / "many.gpkg"
    frame(rows).to_file(path)
    with path.open("rb") as file:
        made = create_import(commune=commune, target="parcels", file=file, file_name=path.name,
                             created_by=None, now=timezone.now())  # fmt: skip
    read_import(source_import=made, now=timezone.now())
    set_mapping(source_import=made, mapping=parse_mapping(made.mapping), actor=None, now=timezone.now())
    enqueue("check", made.pk)
    return made


@pytest.fixture
def workers() -> Iterator[list[subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        process.kill()
        process.wait(60)


def start_worker(workers: list[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "config.settings",
                   "KHARITA_DEBUG": "1", "KHARITA_MEDIA_DIR": str(settings.MEDIA_ROOT),
                   "KHARITA_LOG_LEVEL": "ERROR"}  # fmt: skip
    worker = subprocess.Popen(
        [sys.executable, str(ROOT / "backend" / "manage.py"), "worker"], env=environment
    )
    workers.append(worker)
    return worker


def wait_for(made: Import, *states: str) -> str:
    """Wait until the import is in one of `states`; the work is done by another process."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        made.refresh_from_db()
        if made.state in states:
            return made.state
        time.sleep(0.05)
    raise AssertionError(f"still {made.state} after {PATIENCE} s")


def is_whole(made: Import) -> bool:
    """Either nothing of the import is there or all of it, whatever its state says."""
    count = Parcel.objects.filter(created_by_import=made.pk).count()
    return count == (SIDE * SIDE if Import.objects.get(pk=made.pk).state in ("applied", "undoing") else 0)


def test_a_worker_killed_at_random_points_finishes_in_the_end(waiting, workers):
    chance = random.Random(2026)
    for _attempt in range(3):
        worker = start_worker(workers)
        time.sleep(chance.uniform(1.0, 5.0))
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait(60)
        assert is_whole(waiting)
    start_worker(workers)
    wait_for(waiting, "checked")
    assert waiting.counts["added"] == SIDE * SIDE
    start(source_import=waiting, action="apply", actor=None, now=timezone.now())
    enqueue("apply", waiting.pk)
    wait_for(waiting, "applied")
    assert is_whole(waiting)


def test_a_killed_session_of_the_database_undoes_what_it_had_begun(waiting, workers):
    start_worker(workers)
    wait_for(waiting, "checked")
    before = cadastre_checksum(Commune.objects.get())
    start(source_import=waiting, action="apply", actor=None, now=timezone.now())
    enqueue("apply", waiting.pk)
    killed = 0
    deadline = time.monotonic() + PATIENCE
    while not killed and time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                "AND datname = current_database() AND query LIKE 'INSERT INTO territory_parcel %'"
            )
            killed = cursor.fetchone()[0]
    assert killed
    state = Import.objects.get(pk=waiting.pk).state
    assert state == "applying"
    assert cadastre_checksum(Commune.objects.get()) == before
    wait_for(waiting, "applied")
    assert is_whole(waiting)


@pytest.fixture
def many(tmp_path):
    """A file of 3,600 parcels and the commune that they lie in."""
    make_commune()
    path = tmp_path / "many.gpkg"
    frame([(f"{n + 1}/40", plot(n % SIDE, n // SIDE)) for n in range(SIDE * SIDE)]).to_file(path)
    return path


def command(*arguments):
    environment = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "config.settings",
                   "KHARITA_DEBUG": "1", "KHARITA_MEDIA_DIR": str(settings.MEDIA_ROOT),
                   "KHARITA_LOG_LEVEL": "ERROR"}  # fmt: skip
    return subprocess.Popen(
        [sys.executable, str(ROOT / "backend" / "manage.py"), "import_file", *arguments, "--apply",
         "--language", "en"],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_a_command_killed_at_random_points_is_gone_on_with(many):
    chance = random.Random(7)
    beginning = (str(many), "--target", "parcels", "--commune", Commune.objects.get().code)
    killed = 0
    for _attempt in range(5):
        made = Import.objects.order_by("id").first()
        process = command("--resume", made.number) if made else command(*beginning)
        try:
            process.communicate(timeout=chance.uniform(1.2, 4.0))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=300)
            killed += 1
        made = Import.objects.order_by("id").first()
        assert made is None or Parcel.objects.count() in (0, SIDE * SIDE)
    assert killed
    made = Import.objects.order_by("id").first()
    out, err = (command("--resume", made.number) if made else command(*beginning)).communicate(timeout=300)
    assert err == ""
    assert out.rstrip().endswith("Applied")
    assert Import.objects.get().state == "applied"
    assert Parcel.objects.current().count() == SIDE * SIDE


@pytest.mark.parametrize("state", ["reading", "mapping", "checking", "checked", "applying"])
def test_a_command_goes_on_from_every_state(many, state):
    commune = Commune.objects.get()
    with many.open("rb") as file:
        made = create_import(commune=commune, target="parcels", file=file, file_name=many.name,
                             created_by=None, now=timezone.now())  # fmt: skip
    if state != "reading":
        read_import(source_import=made, now=timezone.now())
    if state not in ("reading", "mapping"):
        set_mapping(source_import=made, mapping=parse_mapping(made.mapping), actor=None, now=timezone.now())
    if state in ("checked", "applying"):
        check_import(source_import=made, now=timezone.now())
    if state == "applying":
        start(source_import=made, action="apply", actor=None, now=timezone.now())
    assert made.state == state
    out, err = command("--resume", made.number).communicate(timeout=300)
    assert err == ""
    made.refresh_from_db()
    assert made.state == "applied"
    assert is_whole(made)


def test_an_import_that_nobody_knows_is_named(many):
    process = command("--resume", "I/1999/00001")
    _out, err = process.communicate(timeout=300)
    assert "No import has the number I/1999/00001." in err
    assert process.returncode == 1
