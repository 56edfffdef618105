"""Small clones for the launcher: the real launcher, and a stand-in for what it starts."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
MANAGE = """
    import os, signal, sys, threading
    name = sys.argv[1]
    if name == "worker":
        threading.Event().wait()
    if name == "seed_demo" and os.environ.get("STAND_IN_SEED") == "slow":
        print("sowing", flush=True)
        threading.Event().wait()
    if name == "seed_demo" and os.environ.get("STAND_IN_SEED") == "fails":
        sys.exit("No space left on device")
    if name == "echo":
        print(os.environ["DATABASE_URL"], *sys.argv[2:])
    if name == "code":
        sys.exit(int(sys.argv[2]))
    if name == "demo_accounts":
        print("officer@demo / demo")
"""
GRANIAN = """
    import http.server, sys
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"ok")
    port = int(sys.argv[sys.argv.index("--port") + 1])
    http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""


class Stage:
    """A clone in a folder of its own, and the launchers started in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.started: list[subprocess.Popen[str]] = []

    @property
    def data(self) -> Path:
        return self.root / "var" / "cluster" / "data"

    def environment(self, **extra: str) -> dict[str, str]:
        ours = ("KHARITA_", "DATABASE_URL", "PG", "COV_", "STAND_IN")
        return {k: v for k, v in os.environ.items() if not k.startswith(ours)} | extra

    def start(self, *arguments: str, **extra: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, self.root / "kharita", *arguments],
            env=self.environment(**extra),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def run(self, *arguments: str, **extra: str) -> tuple[int, str]:
        process = self.start(*arguments, **extra)
        output, _ = process.communicate(timeout=180)
        return process.returncode, output

    def up(self, port: int, **extra: str) -> subprocess.Popen[str]:
        """`up`, once it serves."""
        process = self.start("up", "--port", str(port), **extra)
        await_line(process, "Kharita is up")
        return process

    def processes(self) -> list[int]:
        """Processes that belong to this clone: by their command line or by standing in its database."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                try:
                    words = (entry / "cmdline").read_bytes().decode(errors="replace")
                    where = os.readlink(entry / "cwd")
                except OSError:
                    continue
                if str(self.root) in words or where.startswith(str(self.root)):
                    found.append(int(entry.name))
        return found

    def close(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(timeout=30)
                except subprocess.TimeoutExpired:
                    process.kill()
        for pid in self.processes():
            with suppress(ProcessLookupError):  # it has ended since it was seen
                os.kill(pid, signal.SIGKILL)


def await_line(process: subprocess.Popen[str], text: str, seconds: float = 180) -> str:
    """Read on until a line holds `text`; what was read. A process that does not say it in time is killed."""
    seen = ""
    assert process.stdout is not None
    late = threading.Timer(seconds, process.kill)  # which ends its output, and so the loop
    late.start()
    try:
        for line in process.stdout:
            seen += line
            if text in line:
                return seen
    finally:
        late.cancel()
    raise AssertionError(f"{text!r} never came:\n{seen}")


def finish(process: subprocess.Popen[str], number: int) -> tuple[int, str]:
    process.send_signal(number)
    output, _ = process.communicate(timeout=60)
    return process.returncode, output


def await_true(condition: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come true in time"
        time.sleep(0.05)


def lay_clone(root: Path, *, python: str = sys.executable) -> Path:
    """The launcher as it is, with a backend and packages that only pretend."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "kharita", root / "kharita")
    shutil.copytree(ROOT / "backend" / "launcher", root / "backend" / "launcher", ignore=_no_cache)
    (root / "backend" / "manage.py").write_text(textwrap.dedent(MANAGE))
    (root / "backend" / "granian.py").write_text(textwrap.dedent(GRANIAN))
    (root / "frontend").mkdir()
    for name in ("requirements.txt", "requirements-dev.txt"):
        (root / name).write_text("")
    pretend_environment(root, python)
    return root


def pretend_environment(root: Path, python: str) -> None:
    """A finished `.venv` that is only a door to the interpreter, so that nothing need be installed."""
    script = f"""
import sys
sys.path.insert(0, {str(root / "backend")!r})
from pathlib import Path
from launcher import python_environment as environment
from launcher.paths import Clone
from launcher.stamps import put_stamp
clone = Clone(Path({str(root)!r}))
clone.python.parent.mkdir(parents=True)
clone.python.write_text('#!/bin/sh\\nexec {python} "$@"\\n')
clone.python.chmod(0o755)
put_stamp(clone.venv / ".kharita-python", environment._identity(clone))
for lock in (clone.root / "requirements.txt", clone.root / "requirements-dev.txt"):
    put_stamp(environment._stamp(clone, lock), environment._wanted(lock))
"""
    subprocess.run([python, "-c", script], check=True)


def _no_cache(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name == "__pycache__"}


@pytest.fixture(scope="session")
def made_cluster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One finished cluster, copied by the tests that need to begin with one."""
    stage = Stage(lay_clone(tmp_path_factory.mktemp("made") / "clone"))
    code, output = stage.run("manage", "echo")
    assert code == 0, output
    return stage.root / "var"


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Stage]:
    """A clone that was never up."""
    stage = Stage(lay_clone(tmp_path / "clone"))
    yield stage
    stage.close()


@pytest.fixture
def stage(bare: Stage, made_cluster: Path) -> Stage:
    """A clone whose cluster is made and stopped."""
    subprocess.run(["cp", "-a", made_cluster, bare.root / "var"], check=True)
    return bare


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
    return found


def note_of(stage: Stage) -> dict[str, object]:
    found: dict[str, object] = json.loads((stage.root / "var" / "run" / "up.json").read_text())
    return found
