"""Uploads beside the same server writing a plain body to the disk, and what memory they take.

    DATABASE_URL=… .venv/bin/python tests/bench/bench_uploads.py [--megabytes 1024] [--rounds 3]

Both run in one worker of the web server as the launcher starts it (granian, WSGI): ours with the whole of
Django around it, the plain one is the smallest application that reads the body and writes it to a file.
Neither waits for the disk. The client sends zeros from memory on one kept connection; the two take turns.
"""

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from serving import ROOT, environment, manage, running

OURS, PLAIN = 8153, 8163
MB = 1_000_000
MIB = 1024**2
PIECE = b"\0" * MIB
PLAIN_APPLICATION = """
import os
def application(environ, start_response):
    left, read = int(environ.get("CONTENT_LENGTH") or 0), environ["wsgi.input"].read
    file = os.open(environ["BENCH_FILE"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    while left:
        piece = read(min(131072, left))
        os.write(file, piece)
        left -= len(piece)
    os.close(file)
    start_response("200 OK", [("Content-Length", "0")])
    return [b""]
"""
MAKE_SENDER = """
from django.utils import timezone
from kharita.accounts.models import User
from kharita.accounts.scopes import Scope
from kharita.accounts.tokens import create_token
user, _made = User.objects.get_or_create(username="bench", is_superuser=True)
print(create_token(user=user, name="bench", scopes=[Scope.UPLOAD], days=1, now=timezone.now())[1])
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    length = asked.megabytes * MIB
    url = os.environ["DATABASE_URL"]
    manage(url, "migrate", "--verbosity", "0")
    with tempfile.TemporaryDirectory(dir=ROOT / "var") as folder:
        Path(folder, "plain.py").write_text(PLAIN_APPLICATION)
        told = environment(
            url,
            KHARITA_DEBUG="false",
            KHARITA_SECRET_KEY="x" * 60,
            KHARITA_MEDIA_DIR=folder,
            KHARITA_ACCOUNT_REQUESTS_PER_MINUTE="0",
            DJANGO_SETTINGS_MODULE="tests.uploads.server_settings",
            BENCH_FILE=str(Path(folder, "plain")),
        )
        token = _token(told)
        with (
            running(_granian(OURS, ROOT / "backend", "config.wsgi:application"), told, OURS, "/readyz"),
            running(_granian(PLAIN, Path(folder), "plain:application"), told, PLAIN, "/"),
        ):
            before = _memory(OURS)
            speeds: dict[str, list[float]] = {}
            for _round in range(asked.rounds):
                for name, send in {
                    "plain body to a file": lambda: _plain(length),
                    "tus, one stream": lambda: _tus(token, length, length),
                    "tus, chunks of 64 MB": lambda: _tus(token, length, 64 * MIB),
                    "tus, chunks of 8 MB": lambda: _tus(token, length, 8 * MIB),
                }.items():
                    speeds.setdefault(name, []).append(_measured(send, length))
            after = _memory(OURS)
    plain = statistics.median(speeds["plain body to a file"])
    for name, found in speeds.items():
        median = statistics.median(found)
        print(
            f"{name:<24} {median:6.0f} MB/s  {median / plain:5.0%} of plain  {[round(one) for one in found]}"
        )
    print(f"memory of the server: {before:.0f} MB before, {after:.0f} MB after")


def _granian(port: int, folder: Path, application: str) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--http", "1", "--no-ws", "--runtime-mode", "st", "--workers", "1", "--blocking-threads", "8"),
        *("--log-level", "error", "--working-dir", str(folder), application),
    ]


def _token(told: dict[str, str]) -> str:
    command = [sys.executable, "backend/manage.py", "shell", "-v", "0", "-c", MAKE_SENDER]
    done = subprocess.run(command, cwd=ROOT, env=told, check=True, capture_output=True, text=True)
    return done.stdout.split()[-1]


def _measured(send: Callable[[], None], length: int) -> float:
    started = time.perf_counter()
    send()
    return length / (time.perf_counter() - started) / MB


def _plain(length: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", PLAIN, timeout=120)
    _request(connection, "PUT", "/", length, {})
    connection.close()


def _tus(token: str, length: int, chunk: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", OURS, timeout=120)
    told = {"Authorization": f"Bearer {token}", "Tus-Resumable": "1.0.0"}
    # "trial", "a.tif"
    named = {"Upload-Length": str(length), "Upload-Metadata": "purpose dHJpYWw=,filename YS50aWY="}
    path = _request(connection, "POST", "/uploads/", 0, told | named)
    for offset in range(0, length, chunk):
        kind = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset)}
        _request(connection, "PATCH", path, min(chunk, length - offset), told | kind)
    _request(connection, "DELETE", path, 0, told)
    connection.close()


def _request(
    connection: http.client.HTTPConnection, method: str, path: str, length: int, headers: dict[str, str]
) -> str:
    connection.putrequest(method, path)
    for name, value in {**headers, "Content-Length": str(length)}.items():
        connection.putheader(name, value)
    connection.endheaders()
    for _piece in range(length // MIB):
        connection.send(PIECE)
    answer = connection.getresponse()
    told = answer.read()
    if answer.status >= 300:
        raise SystemExit(f"{method} {path}: {answer.status} {told.decode()[:500]}")
    return answer.getheader("Location", "")


def _memory(port: int) -> float:
    """Resident memory in MB of all processes whose command line names the port."""
    pages = 0
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and f"--port\0{port}\0" in (folder / "cmdline").read_text():
                pages += int((folder / "statm").read_text().split()[1])
        except OSError:
            continue
    return pages * os.sysconf("SC_PAGE_SIZE") / MB


if __name__ == "__main__":
    main()
