"""`./kharita up` from the outside: what a person sees, and what is left on the machine afterwards."""

import http.client
import json
import os
import signal
import socket
import subprocess

import pytest

from tests.launcher.conftest import Stage, await_line, await_true, finish, note_of


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@pytest.mark.slow
def test_a_clone_comes_up_tells_its_address_and_accounts_and_goes_down_whole(bare: Stage, port: int) -> None:
    process = bare.start("up", "--port", str(port))
    await_line(process, f"http://127.0.0.1:{port}")
    greeting = await_line(process, "Ctrl-C stops it")
    assert "officer@demo / demo" in greeting
    assert answers(port)
    code, output = finish(process, signal.SIGINT)
    assert code == 0, output
    assert not answers(port)
    assert bare.processes() == []


@pytest.mark.slow
def test_a_second_start_shows_the_seconds_of_each_step(stage: Stage, port: int) -> None:
    process = stage.start("up", "--port", str(port))
    output = await_line(process, "Kharita is up")
    for step in (
        "Machine",
        "Python packages",
        "Frontend",
        "Database",
        "Tables",
        "Demo town",
        "Web and worker",
    ):
        assert f"✓ {step}" in output
    assert " all " in output


@pytest.mark.slow
def test_what_was_done_to_the_database_is_not_done_again_until_its_ledger_moves(
    stage: Stage, port: int
) -> None:
    ledger = "CREATE TABLE django_migrations (id int); INSERT INTO django_migrations VALUES (1)"
    assert stage.run("db", "-qc", ledger)[0] == 0
    finish(stage.up(port), signal.SIGINT)
    again = stage.start("up", "--port", str(port))
    output = await_line(again, "Kharita is up")
    assert output.count("done before") == 3  # tables, law, demo town
    finish(again, signal.SIGINT)
    assert stage.run("db", "-qc", "INSERT INTO django_migrations VALUES (2)")[0] == 0
    moved = stage.start("up", "--port", str(port))
    assert "done before" not in await_line(moved, "Kharita is up")


def test_a_busy_port_is_named_with_its_holder_before_any_work(bare: Stage) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        code, output = bare.run("up", "--port", str(port))
    assert code == 1
    assert f"Port {port} is taken" in output
    assert f"(process {os.getpid()})" in output
    assert not bare.data.exists()


@pytest.mark.slow
def test_a_second_up_says_where_the_first_one_is_and_leaves_it_alone(stage: Stage, port: int) -> None:
    stage.up(port)
    code, output = stage.run("up", "--port", str(port))
    assert code == 1
    assert f"already up at http://127.0.0.1:{port}" in output
    assert answers(port)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_in_the_middle_of_a_step_leaves_no_process(stage: Stage, port: int, number: int) -> None:
    process = stage.start("up", "--port", str(port), STAND_IN_SEED="slow")
    await_line(process, "→ Demo town")
    await_true(lambda: any("seed_demo" in words(pid) for pid in stage.processes()))
    code, output = finish(process, number)
    assert code == 130, output
    assert "■ Demo town" in output
    assert stage.processes() == []


def words(pid: int) -> str:
    try:
        with open(f"/proc/{pid}/cmdline") as file:
            return file.read()
    except OSError:
        return ""


def test_a_failed_step_is_named_with_its_cause_and_mend(stage: Stage, port: int) -> None:
    code, output = stage.run("up", "--port", str(port), STAND_IN_SEED="fails")
    assert code == 1
    assert "✗ Demo town failed" in output
    assert "No space left on device" in output
    assert "The disk is full" in output
    assert stage.processes() == []


@pytest.mark.slow
def test_a_crashed_worker_starts_again(stage: Stage, port: int) -> None:
    process = stage.up(port)
    web, worker, _live = (part["pid"] for part in note_of(stage)["parts"])  # type: ignore[attr-defined] # from JSON
    os.kill(worker, signal.SIGKILL)
    await_line(process, "The worker ended; it starts again")
    await_true(lambda: note_of(stage)["parts"][1]["pid"] != worker)  # type: ignore[index] # from JSON
    assert answers(port)
    assert note_of(stage)["parts"][0]["pid"] == web  # type: ignore[index] # from JSON


@pytest.mark.slow
def test_a_crashed_live_process_starts_again_and_the_web_goes_on(stage: Stage, port: int) -> None:
    process = stage.up(port)
    live = int(str(note_of(stage)["live_address"]).rpartition(":")[2])
    await_true(lambda: answers(live))
    os.kill(note_of(stage)["parts"][2]["pid"], signal.SIGKILL)  # type: ignore[index] # from JSON
    await_line(process, "The live process ended; it starts again")
    assert answers(port)
    await_true(lambda: answers(live))
    code, doctor = stage.run("doctor", KHARITA_PORT=str(port))
    assert "tells changes at" in doctor, (code, doctor)


def test_a_live_port_that_was_named_and_is_busy_is_told(bare: Stage, port: int) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = str(holder.getsockname()[1])
        code, output = bare.run("up", "--port", str(port), KHARITA_LIVE_PORT=taken)
    assert code == 1
    assert f"Port {taken} of KHARITA_LIVE_PORT is taken" in output


@pytest.mark.slow
def test_a_busy_port_above_the_web_s_is_passed_over(stage: Stage, port: int) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", port + 1))
        holder.listen()
        stage.up(port)
        assert note_of(stage)["live_address"] == f"http://127.0.0.1:{port + 2}"
        stage.close()


@pytest.mark.slow
def test_a_dead_web_process_takes_the_rest_down_and_says_so(stage: Stage, port: int) -> None:
    process = stage.up(port)
    os.kill(note_of(stage)["parts"][0]["pid"], signal.SIGKILL)  # type: ignore[index] # from JSON
    output, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "The web process ended" in output
    assert stage.processes() == []


@pytest.mark.slow
def test_a_killed_database_server_starts_again(stage: Stage, port: int) -> None:
    process = stage.up(port)
    os.kill(int((stage.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    await_line(process, "it was started again")
    code, output = stage.run("db", "-Atc", "SELECT 40 + 2")
    assert (code, output.strip()[-2:]) == (0, "42")


@pytest.mark.slow
def test_what_a_killed_up_left_behind_is_ended_by_the_next_one(stage: Stage, port: int) -> None:
    process = stage.up(port)
    left = [part["pid"] for part in note_of(stage)["parts"]]  # type: ignore[attr-defined] # from JSON
    process.kill()
    process.wait(60)
    assert answers(port)
    again = stage.start("up", "--port", str(port))
    output = await_line(again, "Kharita is up")
    assert "Ended 3 processes" in output
    assert not set(left) & set(stage.processes())


@pytest.mark.slow
def test_a_foreign_database_of_someone_else_is_refused_unchanged(stage: Stage, port: int) -> None:
    """The `kharita` database of another clone's cluster stands in for a server somewhere."""
    stage.up(port)
    sql = "CREATE TABLE invoices (id int); CREATE TABLE django_migrations (app text)"
    assert stage.run("db", "-qc", sql)[0] == 0
    _, url = stage.run("manage", "echo")
    other = Stage(stage.root.parent / "other")
    subprocess.run(["cp", "-a", stage.root, other.root], check=True)
    code, output = other.run("doctor", DATABASE_URL=url.strip())
    assert code == 1
    assert "is not Kharita's and is not empty (tables: django_migrations, invoices)" in output
    assert "nothing was changed" in output
    _, tables = stage.run("db", "-Atc", "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
    assert tables.strip()[-1] == "3"  # these two, and PostGIS's own


def test_an_unreachable_database_is_an_error_and_shows_no_password(bare: Stage) -> None:
    code, output = bare.run("manage", "echo", DATABASE_URL="postgresql://me:secret@127.0.0.1:1/kharita")
    assert code == 1
    assert "cannot be reached" in output
    assert "secret" not in output
    assert not bare.data.exists()


@pytest.mark.slow
def test_the_secret_key_is_made_once_and_only_its_owner_can_read_it(stage: Stage) -> None:
    key = stage.root / "var" / "secret_key"
    assert stage.run("manage", "echo")[0] == 0
    first = key.read_text()
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(first) > 50
    assert stage.run("manage", "echo")[0] == 0
    assert key.read_text() == first


@pytest.mark.slow
def test_manage_passes_arguments_and_exit_code(stage: Stage) -> None:
    assert stage.run("manage", "code", "7")[0] == 7
    code, output = stage.run("import", "a file.gpkg", "--dry-run")
    assert code == 0, output
    code, output = stage.run("manage", "echo", "one", "two")
    assert output.strip().endswith("one two")


def test_the_note_of_a_running_up_can_be_read(stage: Stage, port: int) -> None:
    stage.up(port)
    assert json.dumps(note_of(stage)).count('"pid"') == 4
