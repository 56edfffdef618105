"""A large layer: constant memory, and a worker that is killed while it writes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from kharita.exports import storage
from kharita.exports.formats import FORMATS
from kharita.exports.models import Export
from kharita.exports.services import ask_for
from kharita.exports.tasks import enqueue
from kharita.exports.wanted import Wanted
from kharita.territory.models import Commune
from tests.factories import CENTRE, make_commune, make_user

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parents[2]
ROWS = 60_000
GROWTH_MB = 130
"""What writing may add to the process that does it; holding the rows would add more than twice as much."""
PATIENCE = 90.0

# Each format in a process of its own, made of one that has loaded Django.
MEASURED = """
import os, resource, sys
from pathlib import Path
import django
django.setup()
from kharita.exports.wanted import Wanted, open_wanted
from kharita.exports.writing import write
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
for form in sys.argv[2:]:
    child = os.fork()
    if child == 0:
        before = peak()
        opened = open_wanted(Wanted("parcels", form), None)
        written = write(opened.layer, opened.selection, form, Path(sys.argv[1]) / form)
        print(form, written.rows, peak() - before, flush=True)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit(form)
"""


@pytest.fixture
def large() -> Commune:
    """60,000 parcels of eight corners."""
    commune = make_commune()
    x, y = CENTRE
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO territory_parcel (reference, slug, tenure, valid_from, commune_id, geometry) "
            "SELECT n || '/40', n || '-40', 'titled', now(), %s, ST_Multi(ST_Segmentize(ST_SetSRID("
            "ST_MakeEnvelope(%s + n %% 250 * 20, %s + n / 250 * 20, %s + n %% 250 * 20 + 18, "
            "%s + n / 250 * 20 + 18), 26191), 10)) FROM generate_series(1, %s) AS n",
            [commune.pk, x, y, x, y, ROWS],
        )
    return commune


def environment() -> dict[str, str]:
    given = connection.settings_dict
    url = f"postgresql://{given['USER']}@/{given['NAME']}?host={given['HOST']}&port={given['PORT'] or 5432}"
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings",
            "KHARITA_DEBUG": "1", "KHARITA_MEDIA_DIR": str(settings.MEDIA_ROOT),
            "KHARITA_STATEMENT_TIMEOUT_SECONDS": "300", "KHARITA_LOG_LEVEL": "ERROR",
            "PYTHONPATH": f"{ROOT / 'backend'}:{ROOT}"}  # fmt: skip


def test_a_large_layer_takes_no_more_memory_than_its_batches(large, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, str(tmp_path), *FORMATS],
        env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    measured = [line.split() for line in run.stdout.splitlines()]
    assert [(form, int(rows)) for form, rows, _growth in measured] == [(form, ROWS) for form in FORMATS]
    assert [(form, growth) for form, _rows, growth in measured if float(growth) > GROWTH_MB] == []


@pytest.fixture
def workers() -> Iterator[list[Any]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        process.kill()
        process.wait(60)


def start_worker(workers: list[Any]) -> subprocess.Popen[bytes]:
    worker = subprocess.Popen(
        [sys.executable, str(ROOT / "backend" / "manage.py"), "worker"], env=environment()
    )
    workers.append(worker)
    return worker


def wait_until(export: Export, reached: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        export.refresh_from_db()
        if reached(export):
            return
        time.sleep(0.02)
    raise AssertionError(f"still {export.state}, {export.rows_written} rows, after {PATIENCE} s")


def test_a_killed_worker_leaves_nothing_to_fetch_and_another_finishes(large, workers) -> None:
    person = make_user(is_superuser=True)
    export = ask_for(wanted=Wanted("parcels", "geojson"), user=person, asked_from="", now=timezone.now())
    enqueue(export.pk)
    worker = start_worker(workers)
    wait_until(export, lambda export: export.rows_written > 0)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait(60)
    export.refresh_from_db()
    assert export.state == "writing"
    assert not storage.path_of(export).exists()
    start_worker(workers)
    wait_until(export, lambda export: export.state == "done")
    assert export.rows == ROWS
    assert storage.path_of(export).stat().st_size == export.size
    assert [left.name for left in storage.folder().iterdir()] == [export.key.hex]
    assert json.dumps(export.communes) == json.dumps([large.pk])


def test_an_export_that_is_given_up_stops_and_clears_up(large, workers, api) -> None:
    person = make_user(is_superuser=True)
    export = ask_for(wanted=Wanted("parcels", "kml"), user=person, asked_from="", now=timezone.now())
    enqueue(export.pk)
    start_worker(workers)
    wait_until(export, lambda export: export.rows_written > 0)
    assert api(person).delete(f"/exports/{export.key}").status_code == 204
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and list(storage.folder().glob(f"*{export.key.hex}*")):
        time.sleep(0.1)
    assert list(storage.folder().glob(f"*{export.key.hex}*")) == []
