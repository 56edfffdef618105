"""The whole database server killed while an import is applied: a cluster of its own, crashed for real."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.importing.conftest import frame, plot

pytestmark = [pytest.mark.slow, pytest.mark.long]

ROOT = Path(__file__).resolve().parents[2]
SIDE = 70
CODE = "09.999.01.01"


@dataclass
class Server:
    """A throwaway PostgreSQL, run as an unprivileged user where we are root."""

    programs: Path
    home: Path

    def run(self, program: str, *argv: str) -> None:
        command = [str(self.programs / program), *argv]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups", *command]
        subprocess.run(command, check=True, capture_output=True, cwd=self.home)

    def make(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.home, "postgres")
        self.run("initdb", "-D", str(self.home / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8")
        self.start()
        self.run("createdb", "-h", str(self.home), "-U", "postgres", "kharita")

    def start(self) -> None:
        settings = f"-c listen_addresses='' -c unix_socket_directories='{self.home}' -c max_wal_size=2GB"
        self.run("pg_ctl", "-D", str(self.home / "data"), "-o", settings, "-l", str(self.home / "log"),
                 "-w", "start")  # fmt: skip

    def crash(self) -> None:
        """SIGKILL to the postmaster: no shutdown, no checkpoint; its children notice and die."""
        pid_file = self.home / "data" / "postmaster.pid"
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                self.start()
                return
            except subprocess.CalledProcessError:
                time.sleep(0.3)  # children of the dead server still hold its memory
        raise AssertionError((self.home / "log").read_text()[-2000:])

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.home / "data"), "-m", "immediate", "stop")


@pytest.fixture
def server() -> Iterator[Server]:
    programs = max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=None)
    if programs is None:
        pytest.skip("no PostgreSQL programs are installed here")
    home = Path(tempfile.mkdtemp(prefix="crash"))
    made = Server(programs.parent, home)
    made.make()
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(home, ignore_errors=True)


def manage(server: Server, media: Path, *argv: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*argv), env=environment(server, media), check=check, capture_output=True,
                          text=True)  # fmt: skip


def command(*argv: str) -> list[str]:
    return [sys.executable, str(ROOT / "backend" / "manage.py"), *argv]


def environment(server: Server, media: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": f"postgresql://postgres@/kharita?host={server.home}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "KHARITA_DEBUG": "1",
        "KHARITA_LANGUAGE": "en",
        "PYTHONUNBUFFERED": "1",  # what it says is how we know where it is
        "KHARITA_MEDIA_DIR": str(media),
        "KHARITA_LOG_LEVEL": "ERROR",
    }


def _await_applying(process: subprocess.Popen[str]) -> None:
    """Read on until it says that it applies; in 180 s it does, or is killed, which ends what it says."""
    late = threading.Timer(180, process.kill)
    late.start()
    assert process.stdout is not None
    said = any(line.startswith("Applying") for line in process.stdout)
    late.cancel()
    assert said, "it ended before it applied anything"


def test_a_crash_of_the_database_while_applying_leaves_all_or_nothing(server, tmp_path):
    media = tmp_path / "media"
    path = tmp_path / "many.gpkg"
    frame([(f"{n + 1}/40", plot(n % SIDE, n // SIDE)) for n in range(SIDE * SIDE)]).to_file(path)
    manage(server, media, "migrate")
    manage(server, media, "create_commune", "--code", CODE, "--name-fr", "Essai", "--name-ar", "تجربة")
    checksum = ("cadastre_checksum", "--commune", CODE)
    importing = ("import_file", str(path), "--target", "parcels", "--commune", CODE, "--apply")
    before = manage(server, media, *checksum).stdout
    chance = random.Random(7)
    found = [before]
    while len(found) < 3 and found[-1] == before:
        process = subprocess.Popen(command(*importing), env=environment(server, media),
                                   stdout=subprocess.PIPE, text=True)  # fmt: skip
        _await_applying(process)
        time.sleep(chance.uniform(0.0, 0.4))
        server.crash()
        process.kill()
        process.wait(60)
        found.append(manage(server, media, *checksum).stdout)
    manage(server, media, *importing)
    after = manage(server, media, *checksum).stdout
    assert after != before
    assert set(found) <= {before, after}  # after: it was through with its work before the crash
    again = manage(server, media, *importing)
    assert re.search(rf"unchanged +{SIDE * SIDE:,}\n", again.stdout)
    assert manage(server, media, *checksum).stdout == after
