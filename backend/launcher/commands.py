"""Running other programs: in process groups of their own, logged, interruptible, and never left behind."""

import contextlib
import os
import pwd
import selectors
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from launcher import interrupts
from launcher.errors import LauncherError, mend_for

_TAIL_LINES = 40
_POLL_SECONDS = 0.1
_GRACE_SECONDS = 10.0

Environment = Mapping[str, str]


@dataclass(frozen=True)
class Account:
    """A user of this machine under whom a program runs."""

    name: str
    uid: int
    gid: int

    @classmethod
    def named(cls, name: str) -> "Account":
        entry = pwd.getpwnam(name)
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)

    @classmethod
    def current(cls) -> "Account":
        try:
            entry = pwd.getpwuid(os.geteuid())
        except KeyError as error:
            raise LauncherError(
                f"User number {os.geteuid()} has no name on this machine, and PostgreSQL needs one.",
                mend="Run Kharita as a user that `getent passwd` lists.",
            ) from error
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)


@dataclass(frozen=True)
class Command:
    """A program to run, and how."""

    argv: Sequence[str | Path]
    cwd: Path
    env: Environment | None = None
    account: Account | None = None
    keep_descriptors: tuple[int, ...] = ()
    input: str = ""

    def __str__(self) -> str:
        words = (part.name if isinstance(part, Path) else part for part in self.argv)
        return " ".join(words)[:100]


def start(command: Command, output: int) -> subprocess.Popen[bytes]:
    """Start a program that leads a process group of its own, its output going to a descriptor."""
    account = command.account
    drops = account is not None and account.uid != os.geteuid()
    return subprocess.Popen(  # noqa: S603 - the launcher's own commands, no shell
        [str(part) for part in command.argv],
        cwd=command.cwd,
        env=command.env,
        stdin=subprocess.PIPE if command.input else subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        pass_fds=command.keep_descriptors,
        user=account.uid if account and drops else None,
        group=account.gid if account and drops else None,
        extra_groups=[] if drops else None,
    )


def has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether the process ended. It is not reaped yet, so its number still stands for its group."""
    if process.returncode is not None:
        return True
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def end(
    process: subprocess.Popen[bytes], *, first: int = signal.SIGINT, grace: float = _GRACE_SECONDS
) -> None:
    """End a process and all of its group: asked, then told, then killed; reaped in every case."""
    if process.returncode is not None:
        return
    for number, seconds in ((first, grace), (signal.SIGTERM, 2.0)):
        if has_ended(process):
            break
        os.kill(process.pid, number)
        until = time.monotonic() + seconds
        while not has_ended(process) and time.monotonic() < until:
            time.sleep(_POLL_SECONDS / 2)
    # Nobody may be left in the group, or only a program that sudo runs and that ends with sudo.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def run(
    command: Command,
    *,
    log: Path,
    mend: str = "",
    on_line: Callable[[str], None] | None = None,
) -> list[str]:
    """Run a program to its end, its output into `log` and line by line to `on_line`; returns the last lines.

    Raises `LauncherError` with these lines when it fails, `Interrupted` after ending it on request.
    """
    code, tail = run_for_code(command, log=log, on_line=on_line)
    if code:
        how = f"ended with code {code}" if code > 0 else f"was ended by signal {signal.Signals(-code).name}"
        raise LauncherError(f"`{command}` {how}.", mend=mend_for(tail, mend), tail=tail)
    return tail


def run_for_code(
    command: Command, *, log: Path, on_line: Callable[[str], None] | None = None
) -> tuple[int, list[str]]:
    """As `run`, but the exit code is the caller's business."""
    tail: deque[str] = deque(maxlen=_TAIL_LINES)
    interrupts.check()
    with log.open("a", encoding="utf-8", errors="replace") as record:
        record.write(f"$ {command}\n")
        try:
            process = start(command, subprocess.PIPE)
        except OSError as error:
            raise LauncherError(f"`{command}` cannot be started: {error.strerror}.") from error
        try:
            _feed(process, command.input)
            for line in _lines(process):
                record.write(line + "\n")
                record.flush()
                if line.strip():
                    tail.append(line.rstrip())
                if on_line:
                    on_line(line)
        finally:
            end(process)
            if process.stdout:
                process.stdout.close()
    return process.returncode, list(tail)


def _feed(process: subprocess.Popen[bytes], text: str) -> None:
    if process.stdin:
        try:
            process.stdin.write(text.encode())
            process.stdin.close()
        except BrokenPipeError:
            pass  # it ended without reading: its exit code tells why


def _lines(process: subprocess.Popen[bytes]) -> Iterator[str]:
    """Lines of a process's output until it ends, asking for interrupts while waiting."""
    pipe = process.stdout
    if pipe is None:
        return
    rest = b""
    os.set_blocking(pipe.fileno(), False)
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            interrupts.check()
            over = has_ended(process)
            if selector.select(0 if over else _POLL_SECONDS):
                chunk = _read(pipe)
                if not chunk:
                    break
                *lines, rest = (rest + chunk).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
                yield from (line.decode(errors="replace") for line in lines)
            elif over:  # a descendant may still hold the pipe: it is ended with the group
                break
    if rest:
        yield rest.decode(errors="replace")
    while not has_ended(process):
        interrupts.pause(_POLL_SECONDS)


def _read(pipe: IO[bytes]) -> bytes:
    return os.read(pipe.fileno(), 65536)
