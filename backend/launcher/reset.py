"""`./kharita reset`: throw away what Kharita made in this clone, after saying what that is and asking."""

import shutil
import sys
from pathlib import Path

from launcher.cluster import Cluster
from launcher.errors import LauncherError
from launcher.locks import Lock
from launcher.paths import Clone
from launcher.words import say

_YES = "yes"


def reset(clone: Clone, *, assume_yes: bool, everything: bool) -> int:
    """Delete `var/` (and what was installed, when `everything`); 1 when the person says no."""
    doomed = [(path, what) for path, what in _made(clone, everything) if path.exists()]
    if not doomed:
        print(say("There is nothing to delete."))
        return 0
    clone.prepare()
    locks = [Lock(clone.run / name) for name in ("up.lock", "test.lock", "install.lock")]
    if not all(lock.take() for lock in locks):
        raise LauncherError(
            "Kharita is running in this clone.", mend="Stop it first (Ctrl-C where `up` or `test` runs)."
        )
    print(say("This deletes, for good:"))
    for path, what in doomed:
        print(f"  {path}  {say(what)}")
    print(say("A database behind DATABASE_URL and your own files are left alone."))
    if not assume_yes and not _confirmed():
        print(say("Nothing was deleted."))
        return 1
    _stop_database(clone)
    for path, _ in doomed:
        _delete(path)
    print(say("Deleted."))
    return 0


def _made(clone: Clone, everything: bool) -> list[tuple[Path, str]]:
    found = [
        (clone.cluster, "the private database with all that is in it"),
        (clone.var / "media", "uploaded files"),
        (clone.secret_key, "the secret key (everyone must log in again)"),
        (clone.var, "logs and notes"),
    ]
    if everything:
        found += [
            (clone.venv, "Python's packages"),
            (clone.frontend / "node_modules", "the frontend's packages"),
            (clone.frontend / "dist", "the built frontend"),
        ]
    return found


def _confirmed() -> bool:
    if not sys.stdin.isatty():
        raise LauncherError(
            "Nobody is there to be asked.", mend="`./kharita reset --yes` deletes without asking."
        )
    return input(say(f"Type {_YES} to delete: ")).strip().lower() == _YES


def _stop_database(clone: Clone) -> None:
    """Only when nobody uses it: `manage` and `db` hold it too."""
    users, cluster = Lock(clone.run / "cluster.users"), Cluster(clone)
    if not users.take():
        raise LauncherError("A command is using the database.", mend="Let it finish, then reset again.")
    cluster.stop()


def _delete(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink(missing_ok=True)
    elif path.exists():
        shutil.rmtree(path)
