"""Rules of the launcher that need no process to be seen."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from launcher import disk, packages, tile_cache, tile_cache_probe
from launcher.commands import Command, run, run_for_code
from launcher.errors import LauncherError, mend_for
from launcher.foreign_database import fault_of, shown
from launcher.locks import Lock
from launcher.paths import Clone
from launcher.processes import Identity, identify
from launcher.progress import Progress
from launcher.settings import chosen_port, read_settings, secret_key
from tests.launcher.conftest import await_true
from tests.redis_server import running_redis

EMPTY = {"version": 150004, "postgis": True, "superuser": False, "tables": [], "apps": []}


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    found = Clone(tmp_path)
    found.prepare()
    return found


def test_checks_that_start_together_share_one_secret_key(clone: Clone) -> None:
    start = Barrier(8)

    def asked(_number: int) -> str:
        start.wait()
        return secret_key(clone)

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(asked, range(8)))) == 1
    assert [path.name for path in clone.var.glob("secret_key*")] == ["secret_key"]


def test_a_full_disk_is_told_with_its_figures(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "free_mib", lambda _path: 150)
    with pytest.raises(LauncherError, match="has 150 MB free; Kharita needs 3200 MB"):
        disk.check(clone)


def test_less_room_is_needed_once_everything_is_there(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (".venv", "frontend/node_modules", "var/cluster/data"):
        (clone.root / folder).mkdir(parents=True)
    monkeypatch.setattr(disk, "free_mib", lambda _path: 250)
    disk.check(clone)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (EMPTY, None),
        (EMPTY | {"tables": ["django_migrations", "parcel"], "apps": ["territory", "auth"]}, None),
        (EMPTY | {"postgis": False, "superuser": True}, None),
        (EMPTY | {"postgis": False}, "has no PostGIS yet"),
        (EMPTY | {"postgis": None}, "has no PostGIS on its server"),
        (EMPTY | {"version": 130011}, "is PostgreSQL 13"),
        (EMPTY | {"tables": ["invoices"]}, "is not Kharita's"),
        (EMPTY | {"tables": ["django_migrations", "blog"], "apps": ["blog"]}, "is not Kharita's"),
        ({"error": "connection refused"}, "cannot be reached: connection refused"),
    ],
)
def test_a_foreign_database_is_taken_only_when_it_is_fit_and_ours(
    found: dict[str, object], words: str | None
) -> None:
    fault = fault_of(found)
    assert (fault is None) if words is None else (fault is not None and words in fault[0])


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"version": "7.0.15", "bytes_max": 1024**2, "policy": "allkeys-lru"}, None),
        ({"version": "7.0.15", "bytes_max": 0, "policy": "allkeys-lru"}, "does not make room"),
        ({"version": "7.0.15", "bytes_max": 1024**2, "policy": "noeviction"}, "does not make room"),
        ({"error": "Connection refused"}, "cannot be reached: Connection refused"),
    ],
)
def test_a_shared_tile_cache_that_does_not_serve_is_named(
    found: dict[str, object], words: str | None
) -> None:
    fault = tile_cache.fault_of(found)
    assert (fault is None) if words is None else (fault is not None and words in fault[0])


def test_the_probe_reads_how_a_redis_is_set() -> None:
    with running_redis("--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru") as redis:
        found = tile_cache_probe.look(redis.url)
    assert found["bytes_max"] == 64 * 1024**2
    assert tile_cache.fault_of(found) is None


def test_an_address_is_shown_without_its_password() -> None:
    assert shown("postgresql://me:secret@db.example:5432/kharita") == "postgresql://db.example:5432/kharita"


def test_settings_come_from_the_file_and_the_environment_wins(
    clone: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHARITA_PORT", "9001")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    clone.env_file.write_text(
        "# ours\nexport KHARITA_PORT=9000\nHOME=/x\n"
        "KHARITA_PUBLIC_URL='http://x/#a' \nKHARITA_LANGUAGE=fr # French\n"
    )
    settings = read_settings(clone)
    assert settings["KHARITA_PORT"] == "9001"
    assert settings["KHARITA_PUBLIC_URL"] == "http://x/#a"
    assert settings["KHARITA_LANGUAGE"] == "fr"
    assert "HOME" not in settings


def test_a_line_that_is_no_setting_is_named_by_its_number(clone: Clone) -> None:
    clone.env_file.write_text("KHARITA_PORT=9000\nport 9000\n")
    with pytest.raises(LauncherError, match="Line 2"):
        read_settings(clone)


@pytest.mark.parametrize("text", ["0", "65536", "http", "-1", "80.5"])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(LauncherError, match="KHARITA_PORT"):
        chosen_port(None, {"KHARITA_PORT": text})


def test_a_known_cause_has_its_mend_and_an_unknown_one_the_step_s() -> None:
    assert "free some space" in mend_for(["OSError: [Errno 28] No space left on device"], "otherwise")
    assert "network" in mend_for(["npm error code ENOTFOUND"], "otherwise")
    assert mend_for(["ModuleNotFoundError: No module named 'x'"], "otherwise") == "otherwise"


def test_without_apt_what_is_missing_is_named(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages.shutil, "which", lambda _name: None)
    need = packages.Need("Chromium", lambda: False, lambda: ("chromium",))
    with Progress().step("Machine") as step, pytest.raises(LauncherError, match="lacks: Chromium"):
        packages.install_missing(clone, [need], step)


def test_a_program_that_fails_is_told_with_its_last_words(clone: Clone) -> None:
    command = Command(["sh", "-c", "echo first; echo last words >&2; exit 3"], cwd=clone.root)
    with pytest.raises(LauncherError, match="ended with code 3") as caught:
        run(command, log=clone.logs / "x.log")
    assert caught.value.tail == ("first", "last words")
    assert "last words" in (clone.logs / "x.log").read_text()


def test_what_a_program_leaves_in_its_group_is_ended_with_it(clone: Clone) -> None:
    code, tail = run_for_code(
        Command(["sh", "-c", "sleep 300 & echo $!"], cwd=clone.root), log=clone.logs / "x.log"
    )
    assert code == 0
    await_true(lambda: identify(int(tail[-1])) is None)


def test_a_number_that_was_given_away_again_is_another_process() -> None:
    me = identify(os.getpid())
    assert me is not None and me.is_alive()
    assert not Identity(me.pid, me.started - 1).is_alive()


def test_a_lock_dies_with_its_process(clone: Clone) -> None:
    path = clone.run / "x.lock"
    script = (
        "import fcntl, sys, time; file = open(sys.argv[1], 'w'); fcntl.flock(file, fcntl.LOCK_EX);"
        "print('held', flush=True); time.sleep(300)"
    )
    holder = subprocess.Popen([sys.executable, "-c", script, path], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    lock = Lock(path)
    assert not lock.take()
    holder.kill()
    holder.wait(60)
    assert lock.take()
    lock.release()
