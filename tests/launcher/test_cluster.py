"""The private cluster: never lost, never half, never in the way."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launcher.conftest import Stage, await_true, finish, lay_clone

AS_ROOT = os.geteuid() == 0
SYSTEM_PYTHON = "/usr/bin/python3"
SYSTEM_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"


def rows(stage: Stage, sql: str) -> str:
    code, output = stage.run("db", "-Atqc", sql)
    assert code == 0, output
    return output.strip().rpartition("\n")[2]  # a slow machine may have shown its progress before


def test_the_application_role_owns_its_database_and_is_no_superuser(stage: Stage) -> None:
    sql = "SELECT current_user, rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    assert rows(stage, sql) == "kharita|f|t"


@pytest.mark.slow
def test_a_database_made_by_the_role_has_postgis_and_pgrouting(stage: Stage) -> None:
    rows(stage, "CREATE DATABASE test_kharita")
    sql = "SELECT count(*) FROM pg_extension WHERE extname IN ('postgis', 'pgrouting')"
    code, output = stage.run("db", "-Atq", "-c", "\\c test_kharita", "-c", sql)
    assert (code, output.strip()[-1]) == (0, "2")


def test_it_listens_on_no_network_and_its_folder_is_closed_to_others(stage: Stage) -> None:
    assert rows(stage, "SHOW listen_addresses") == ""
    for folder in ("", "data", "socket"):
        assert (stage.root / "var" / "cluster" / folder).stat().st_mode & 0o777 == 0o700


@pytest.mark.slow
@pytest.mark.skipif(not AS_ROOT, reason="only root drops privileges")
def test_as_root_the_server_runs_as_someone_without_privileges(stage: Stage, port: int) -> None:
    stage.up(port)
    server = (stage.data / "postmaster.pid").read_text().split()[0]
    assert Path("/proc", server).stat().st_uid == pwd.getpwnam("postgres").pw_uid


@pytest.mark.slow
def test_a_half_made_cluster_is_made_anew(bare: Stage) -> None:
    making = bare.root / "var" / "cluster" / "making"
    (making / "base").mkdir(parents=True)
    (making / "PG_VERSION").write_text("15\n")
    assert rows(bare, "SELECT 1") == "1"
    assert not making.exists()


@pytest.mark.slow
def test_a_kill_while_the_cluster_is_made_does_no_harm(bare: Stage, port: int) -> None:
    process = bare.start("up", "--port", str(port))
    await_true((bare.root / "var" / "cluster" / "making" / "base").exists, 30)
    process.kill()
    process.wait(60)
    bare.close()
    assert not bare.data.exists()
    assert rows(bare, "SELECT 1") == "1"


@pytest.mark.slow
def test_a_finished_cluster_is_never_made_anew(stage: Stage) -> None:
    rows(stage, "CREATE TABLE kept AS SELECT 42 AS answer")
    (stage.root / "var" / "cluster" / "making").mkdir(mode=0o700)
    version = stage.data / "PG_VERSION"
    made = version.read_text()
    version.write_text("11\n")
    code, output = stage.run("db", "-c", "SELECT 1")
    assert code == 1
    assert "was made by PostgreSQL 11" in output
    assert "postgresql-11-postgis-3" in output
    version.write_text(made)
    assert rows(stage, "SELECT answer FROM kept") == "42"


def test_a_damaged_cluster_is_left_as_it_is(stage: Stage) -> None:
    shutil.move(stage.data / "PG_VERSION", stage.data / "gone")
    code, output = stage.run("db", "-c", "SELECT 1")
    assert code == 1
    assert "is damaged" in output
    assert (stage.data / "global" / "pg_control").exists()


def test_a_pid_file_left_by_a_crash_does_not_stop_the_next_start(stage: Stage) -> None:
    """The number it holds now belongs to a stranger: this very test."""
    pid_file = stage.data / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{stage.data}\n1\n5432\n../socket\n\n0 0\nready\n")
    assert rows(stage, "SELECT 1") == "1"


@pytest.mark.slow
def test_committed_rows_survive_a_kill_of_the_server(stage: Stage, port: int) -> None:
    process = stage.up(port)
    rows(stage, "CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(int((stage.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    process.kill()
    process.wait(60)
    assert rows(stage, "SELECT answer FROM kept") == "42"


@pytest.mark.slow
def test_two_commands_share_the_server_and_the_last_one_stops_it(stage: Stage, port: int) -> None:
    process = stage.up(port)
    server = (stage.data / "postmaster.pid").read_text()
    assert rows(stage, "SELECT 1") == "1"
    assert (stage.data / "postmaster.pid").read_text() == server
    finish(process, signal.SIGTERM)
    assert not (stage.data / "postmaster.pid").exists()


def test_two_that_begin_at_once_both_get_the_server(stage: Stage) -> None:
    both = [stage.start("db", "-Atc", "SELECT pg_sleep(0.3), 7") for _ in range(2)]
    for process in both:
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0, output
        assert "7" in output
    assert stage.processes() == []


def test_a_clone_whose_path_is_too_long_for_a_socket_works(tmp_path: Path, made_cluster: Path) -> None:
    stage = Stage(lay_clone(tmp_path / "a b'" / ("é" * 60) / "clone"))
    subprocess.run(["cp", "-a", made_cluster, stage.root / "var"], check=True)
    before = set(Path(tempfile.gettempdir()).glob("kharita-socket-*"))
    try:
        assert rows(stage, "SELECT 1") == "1"
        assert set(Path(tempfile.gettempdir()).glob("kharita-socket-*")) <= before
    finally:
        stage.close()


@pytest.mark.skipif(not AS_ROOT, reason="a home closed to the server's user takes two users")
def test_a_clone_in_a_home_closed_to_others_works(tmp_path: Path, made_cluster: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    stage = Stage(lay_clone(home / "clone"))
    subprocess.run(["cp", "-a", made_cluster, stage.root / "var"], check=True)
    try:
        assert rows(stage, "SELECT 1") == "1"
    finally:
        stage.close()


@pytest.fixture
def ordinary() -> Iterator[Stage]:
    """A clone of an ordinary user's."""
    home = Path(tempfile.mkdtemp(prefix="ordinary-"))
    stage = OrdinaryStage(lay_clone(home / "clone", python=SYSTEM_PYTHON))
    nobody = pwd.getpwnam("nobody")
    subprocess.run(["chown", "-R", f"{nobody.pw_uid}:{nobody.pw_gid}", home], check=True)
    yield stage
    stage.close()
    shutil.rmtree(home)


class OrdinaryStage(Stage):
    """As `Stage`, but under a user who may do nothing."""

    def start(self, *arguments: str, **extra: str) -> subprocess.Popen[str]:
        nobody = pwd.getpwnam("nobody")
        process = subprocess.Popen(
            [SYSTEM_PYTHON, self.root / "kharita", *arguments],
            env=self.environment() | {"HOME": str(self.root.parent), "PATH": SYSTEM_PATH} | extra,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",
            user=nobody.pw_uid,
            group=nobody.pw_gid,
            extra_groups=[],
            start_new_session=True,
        )
        self.started.append(process)
        return process


@pytest.mark.slow
@pytest.mark.skipif(not AS_ROOT, reason="another user's clone takes root to make")
def test_an_ordinary_user_gets_a_cluster_of_their_own(ordinary: Stage, port: int) -> None:
    process = ordinary.up(port)
    assert ordinary.data.stat().st_uid == pwd.getpwnam("nobody").pw_uid
    assert rows(ordinary, "SELECT 1") == "1"
    code, _ = finish(process, signal.SIGINT)
    assert code == 0
    assert ordinary.processes() == []


@pytest.mark.slow
@pytest.mark.skipif(not AS_ROOT, reason="another user's clone takes root to make")
def test_an_ordinary_user_without_rights_is_told_the_exact_line(ordinary: Stage) -> None:
    tools = ordinary.root.parent / "tools"
    tools.mkdir()
    for name in ("apt-get", "apt-cache", "ogr2ogr"):
        (tools / name).symlink_to(f"/usr/bin/{name}")
    code, output = ordinary.run("manage", "echo", PATH=str(tools))
    assert code == 1
    assert "sudo apt-get install --yes --no-install-recommends nodejs npm\n" in output


def test_reset_asks_and_deletes_nothing_without_an_answer(stage: Stage) -> None:
    code, output = stage.run("reset")
    assert code == 1
    assert str(stage.root / "var" / "cluster") in output
    assert "--yes" in output
    assert (stage.data / "PG_VERSION").exists()


def test_reset_deletes_what_it_named(stage: Stage) -> None:
    (stage.root / ".env").write_text("KHARITA_PORT=9000\n")
    code, output = stage.run("reset", "--yes")
    assert code == 0, output
    assert not (stage.root / "var").exists()
    assert (stage.root / ".env").exists()
    assert (stage.root / ".venv").exists()


@pytest.mark.slow
def test_reset_refuses_while_kharita_is_up(stage: Stage, port: int) -> None:
    stage.up(port)
    code, output = stage.run("reset", "--yes")
    assert code == 1
    assert "Kharita is running" in output
    assert (stage.data / "PG_VERSION").exists()
