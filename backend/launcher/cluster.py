"""The private PostgreSQL cluster under `var/`: made once, started when needed, stopped by its last user.

    var/cluster/data     the cluster; it has this name only once it is complete, and is never deleted here
    var/cluster/making   a cluster being made; whatever an interruption leaves there is thrown away
    var/cluster/socket   the server's socket; only the owner (and root) can enter

As root the server runs as an unprivileged user, who may be unable to walk down to the clone (a home of mode
0700). So the folder is opened here and handed over as a descriptor: `/proc/self/fd/N` needs no right on the
folders above it (docs/decisions/0003-private-cluster.md).
"""

import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from launcher import interrupts
from launcher.cluster_settings import (
    DATABASE,
    ROLE,
    SUPERUSER,
    access_rules,
    server_arguments,
    settling_script,
    user_map,
)
from launcher.commands import Account, Command, end, has_ended, run, start
from launcher.errors import LauncherError, mend_for
from launcher.locks import Lock
from launcher.paths import Clone
from launcher.postgres_programs import PostgresPrograms, find_programs, packages_of
from launcher.processes import Identity, identify, standing_in, stands_in

_UNPRIVILEGED = ("postgres", "nobody")  # under whom the server runs when root starts it
_SOCKET_PATH_MAX = 107  # bytes, sun_path of unix(7)
_SOCKET_NAME = ".s.PGSQL.5432"
_START_SECONDS = 120.0  # recovery after a crash may take long
_STOP_SECONDS = 60.0
_ORPHAN_SECONDS = 10.0  # until backends notice that their postmaster is gone


class Cluster:
    """The cluster of one clone."""

    def __init__(self, clone: Clone) -> None:
        self._clone = clone
        self._home = clone.cluster
        self._log = clone.logs / "postgres.log"
        self._guard = Lock(clone.run / "cluster.lock")
        self._users = Lock(clone.run / "cluster.users")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self._home / "data"

    def major(self) -> int | None:
        """The version that made the cluster; None before there is one."""
        try:
            return int((self.data / "PG_VERSION").read_text().strip())
        except (OSError, ValueError):
            return None

    def url(self, database: str = DATABASE) -> str:
        return f"postgresql://{ROLE}@/{database}?host={quote(str(self._socket_folder()), safe='/')}"

    @contextmanager
    def used(self, say: Callable[[str], None]) -> Iterator["Cluster"]:
        """The running cluster, for the length of a `with`. Whoever leaves last stops it."""
        self.join(say)
        try:
            yield self
        finally:
            self.leave(say)

    def join(self, say: Callable[[str], None]) -> None:
        with self._guard.held(lambda: say("waiting for another kharita that starts or stops the database")):
            self.start(say)
            self._users.take(shared=True)

    def leave(self, say: Callable[[str], None]) -> None:
        with self._guard.held(lambda: None, stubborn=True):
            self._users.release()
            if self._users.take():
                say("stopping the database")
                self.stop()
                self._users.release()

    def start(self, say: Callable[[str], None]) -> None:
        """Make the cluster if there is none, start it if it is not running. The caller holds the guard."""
        programs = self._programs()
        if self.major() is None and self.data.exists():
            raise LauncherError(
                f"The database in {self.data} is damaged: its PG_VERSION cannot be read.",
                mend="Restore it from a backup, or `./kharita reset` to begin anew. Nothing was changed.",
            )
        if self.major() is None:
            say("making the database cluster")
            self._make(programs)
        if self.postmaster():
            say("running already")
            return
        self._clear_stale_pid_file()
        say("starting PostgreSQL")
        self._launch(programs)
        try:
            self._await_ready(programs)
            self._settle(programs)
        except BaseException:
            self.stop()
            raise

    def restart_if_dead(self, say: Callable[[str], None]) -> bool:
        """Start the server again if something killed it; whether that was needed."""
        if self.postmaster():
            return False
        with self._guard.held(lambda: None):
            self._reap()
            self.start(say)
        return True

    def postmaster(self) -> Identity | None:
        """The running server of exactly this data folder."""
        pid = self._noted_pid()
        return identify(pid) if pid and stands_in(pid, self.data) else None

    def ask(self, sql: str) -> str:
        """The one value that a query on the running server gives; "" when it gives none or fails."""
        psql = [self._programs().program("psql"), "-X", "-A", "-t", "-c", sql, self.url()]
        answer = subprocess.run(  # noqa: S603 - own words
            [str(part) for part in psql], capture_output=True, text=True, check=False
        )
        return answer.stdout.strip()

    def stop(self) -> None:
        """A fast shutdown: open transactions roll back, everything committed is written."""
        postmaster = self.postmaster()
        if postmaster is None:
            self._reap()
            return
        os.kill(postmaster.pid, signal.SIGINT)
        until = time.monotonic() + _STOP_SECONDS
        while postmaster.is_alive() and time.monotonic() < until:
            time.sleep(0.02)
        if postmaster.is_alive():
            os.kill(postmaster.pid, signal.SIGQUIT)  # at once; the next start recovers from the log
        self._reap()
        self._forget_short_path()

    # How it is made

    def _make(self, programs: PostgresPrograms) -> None:
        account = self._account()
        making = self._home / "making"
        self._own(self._home, account)
        self._own(self._home / "socket", account)
        if making.exists():
            shutil.rmtree(making)
        self._own(making, account)
        self._in_folder(
            making,
            lambda here: [
                programs.program("initdb"), "-D", here, f"--username={SUPERUSER}", "--auth=peer",
                "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions",
            ],
        )  # fmt: skip
        self._write(making / "pg_hba.conf", access_rules(), account)
        self._write(making / "pg_ident.conf", user_map({account.name, Account.current().name}), account)
        making.rename(self.data)

    def _own(self, folder: Path, account: Account) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        os.chown(folder, account.uid, account.gid)
        folder.chmod(0o700)

    def _write(self, path: Path, text: str, account: Account) -> None:
        path.write_text(text, encoding="utf-8")
        os.chown(path, account.uid, account.gid)
        path.chmod(0o600)

    def _in_folder(self, folder: Path, argv: Callable[[str], list[str | Path]]) -> None:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            run(
                self._command(argv(f"/proc/self/fd/{descriptor}"), descriptor, *self._guard.descriptors()),
                log=self._log,
                mend="Read var/log/postgres.log.",
            )
        finally:
            os.close(descriptor)

    def _command(self, argv: list[str | Path], *descriptors: int) -> Command:
        environment = {name: os.environ[name] for name in ("PATH", "TZ") if name in os.environ}
        return Command(
            argv,
            cwd=Path("/"),
            env=environment | {"LC_ALL": "C.UTF-8"},
            account=self._account(),
            keep_descriptors=descriptors,
        )

    def _account(self) -> Account:
        if os.geteuid() != 0:
            return Account.current()
        if self._home.exists() and (owner := self._home.stat()).st_uid != 0:
            return Account(_name_of(owner.st_uid), owner.st_uid, owner.st_gid)
        for name in _UNPRIVILEGED:
            try:
                return Account.named(name)
            except KeyError:
                continue
        raise LauncherError(
            "PostgreSQL never runs as root, and this machine has neither a user `postgres` nor `nobody`.",
            mend="Run Kharita as an ordinary user.",
        )

    def _programs(self) -> PostgresPrograms:
        major = self.major()
        programs = find_programs(major)
        if programs is None and major is not None and find_programs() is not None:
            raise LauncherError(
                f"The database in {self._home} was made by PostgreSQL {major}, which this machine lacks.",
                mend=f"Install {' '.join(packages_of(major))}; docs/operations.md tells"
                " how to move the data to a newer version.",
            )
        if programs is None:
            raise LauncherError(
                "This machine has no PostgreSQL with PostGIS and pgRouting.",
                mend="`./kharita up` installs it, `./kharita doctor` shows what is missing.",
            )
        return programs

    # How it is started

    def _launch(self, programs: PostgresPrograms) -> None:
        descriptor = os.open(self.data, os.O_RDONLY | os.O_DIRECTORY)
        log = os.open(self._log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            folder = f"/proc/self/fd/{descriptor}"
            argv: list[str | Path] = [programs.program("postgres"), "-D", folder, *server_arguments()]
            self._process = start(self._command(argv, descriptor), log)
        finally:
            os.close(descriptor)
            os.close(log)

    def _await_ready(self, programs: PostgresPrograms) -> None:
        until = time.monotonic() + _START_SECONDS
        ready = [programs.program("pg_isready"), "-q", "-h", self._socket_folder(), "-U", SUPERUSER]
        while subprocess.run([str(part) for part in ready], check=False).returncode:  # noqa: S603 - own words
            if self._process is None or has_ended(self._process):
                tail = self._log.read_text(errors="replace").splitlines()[-10:]
                raise LauncherError(
                    "PostgreSQL did not start.",
                    mend=mend_for(tail, "The lines above tell why; all of them are in var/log/postgres.log."),
                    tail=tail,
                )
            if time.monotonic() > until:
                raise LauncherError(
                    f"PostgreSQL is not ready after {_START_SECONDS:.0f} s.",
                    mend="It may be recovering from a crash: see var/log/postgres.log, and try again.",
                )
            interrupts.pause(0.05)

    def _settle(self, programs: PostgresPrograms) -> None:
        """The role, the database and the extensions (also in the template, for test databases)."""
        psql: list[str | Path] = [programs.program("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1"]
        run(
            Command(
                [*psql, "-U", SUPERUSER, "-h", self._socket_folder(), "template1"],
                cwd=self._clone.root,
                env={"PATH": os.defpath, "PGOPTIONS": "-c client_min_messages=warning"},
                input=settling_script(),
            ),
            log=self._log,
            mend="Read var/log/postgres.log.",
        )

    def _noted_pid(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None

    def _clear_stale_pid_file(self) -> None:
        """After a crash the noted number may belong to a stranger, and PostgreSQL would refuse to start.

        Its notes go only when no process stands in the data folder: a lost server's backends must end first.
        """
        until = time.monotonic() + _ORPHAN_SECONDS
        while (orphans := standing_in(self.data)) and time.monotonic() < until:
            interrupts.pause(0.1)
        if orphans:
            raise LauncherError(
                f"Processes of an earlier database server are still at work: {', '.join(map(str, orphans))}.",
                mend="Wait until they have ended, or end them, then run the command again.",
            )
        for file in (self.data / "postmaster.pid", self._home / "socket" / f"{_SOCKET_NAME}.lock"):
            file.unlink(missing_ok=True)

    def _reap(self) -> None:
        if self._process is not None:
            end(self._process)
            self._process = None

    # Where it is reached

    def _socket_folder(self) -> Path:
        """A path that fits into a socket address: through a private link when the clone's is too long."""
        folder = self._home / "socket"
        if len(os.fsencode(folder / _SOCKET_NAME)) <= _SOCKET_PATH_MAX:
            return folder
        note = self._clone.run / "socket.json"
        known = _read_short_path(note)
        if known is None or not _is_own_link(known, folder):
            known = Path(tempfile.mkdtemp(prefix="kharita-socket-")) / "s"
            known.symlink_to(folder)
            note.write_text(json.dumps(str(known)), encoding="utf-8")
        return known

    def _forget_short_path(self) -> None:
        note = self._clone.run / "socket.json"
        known = _read_short_path(note)
        note.unlink(missing_ok=True)
        if known and _is_own_link(known, self._home / "socket"):
            known.unlink()
            known.parent.rmdir()


def _name_of(uid: int) -> str:
    return pwd.getpwuid(uid).pw_name


def _read_short_path(note: Path) -> Path | None:
    try:
        return Path(json.loads(note.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def _is_own_link(link: Path, target: Path) -> bool:
    """Whether the link still leads to the socket, in a folder that only this user can have filled."""
    try:
        folder = link.parent.stat(follow_symlinks=False)
        return folder.st_uid == os.geteuid() and not folder.st_mode & 0o077 and link.readlink() == target
    except OSError:
        return False
