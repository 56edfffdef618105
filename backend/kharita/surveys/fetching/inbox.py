"""The folder of this server whose GeoTIFFs may be taken: listed and copied, never changed, never left.

A deployment of one commune uses the folder itself, one of several a folder below it named by each commune's
code: nobody sees the flights of a neighbour.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from kharita.core.errors import NotFound
from kharita.surveys.fetching.problems import FetchFailed, NotOffered
from kharita.surveys.fetching.room import check_room
from kharita.territory.models import Commune

SUFFIXES = (".tif", ".tiff")
FILES_MAX = 1_000
PIECE = 64 * 1024**2


@dataclass(frozen=True)
class InboxFile:
    """A file as it is listed: `path` below the folder, `size` in bytes."""

    path: str
    size: int
    modified_at: datetime


def files_for(commune: Commune) -> list[InboxFile]:
    """The GeoTIFFs that may be taken for this commune, latest first; none where there is no folder."""
    if settings.KHARITA.surveys_inbox is None:
        return []
    folder = _folder(commune)
    found = list(_walk(folder)) if folder.is_dir() else []
    return sorted(found, key=lambda file: file.modified_at, reverse=True)[:FILES_MAX]


def check(commune: Commune, path: str) -> None:
    """Raises `NotOffered`, and `NotFound` for what is no GeoTIFF below the folder."""
    with _opened(_folder(commune), path):
        pass


def copy(commune: Commune, path: str, target: Path, told: Callable[[float], None]) -> None:
    """Copy a file of the folder to `target`, which is whole or not there.

    Raises `NotFound`, `NoRoom`, and `FetchFailed` where the file changes meanwhile.
    """
    if target.exists():
        return
    arriving = target.with_suffix(".part")
    with _opened(_folder(commune), path) as source, arriving.open("wb") as copied:
        before = os.fstat(source)
        check_room(target.parent, before.st_size)
        done = 0
        while piece := _copied(source, copied.fileno(), before.st_size - done):
            done += piece
            told(done / before.st_size)
        after = os.fstat(source)
        os.fsync(copied.fileno())
    if done != before.st_size or (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise FetchFailed(
            _("The file was written to while it was copied: try again once it is complete."),
            code="still-written",
        )
    arriving.rename(target)


def _copied(source: int, target: int, missing: int) -> int:
    """Copy the next piece within the kernel, where it can. Returns its bytes."""
    try:
        return os.copy_file_range(source, target, min(PIECE, missing))
    except OSError as fault:
        if fault.errno not in (errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP):
            raise
    return os.sendfile(target, source, None, min(PIECE, missing))


def _folder(commune: Commune) -> Path:
    inbox: Path | None = settings.KHARITA.surveys_inbox
    if inbox is None:
        raise NotOffered(_("The administrator has set up no folder to take files from."))
    root = inbox.resolve()
    if Commune.objects.count() == 1:
        return root
    folder = (root / commune.code).resolve()
    if folder == root or not folder.is_relative_to(root):
        raise NotFound(_("There is no such file in the server's folder."))
    return folder


def _walk(folder: Path) -> Iterator[InboxFile]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place) / name
            facts = path.lstat()
            if stat.S_ISREG(facts.st_mode) and _is_wanted(path.as_posix()):
                yield InboxFile(
                    path=path.relative_to(folder).as_posix(), size=facts.st_size,
                    modified_at=datetime.fromtimestamp(facts.st_mtime, UTC),
                )  # fmt: skip


def _is_wanted(path: str) -> bool:
    return path.lower().endswith(SUFFIXES) and not Path(path).name.startswith(".") and path.isprintable()


@contextmanager
def _opened(folder: Path, path: str) -> Iterator[int]:
    """A descriptor of the file, once it is sure that it is a plain one that lies in the folder itself."""
    missing = NotFound(_("There is no such file in the server's folder."))
    if not _is_wanted(path):
        raise missing
    wanted = folder / path
    if wanted.resolve() != wanted or not wanted.is_relative_to(folder):
        raise missing  # an absolute path, "..", or a link on the way
    try:
        descriptor = os.open(wanted, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        raise missing from None
    try:
        # Asked of what is open: a name may have become a link since.
        opened = Path(f"/proc/self/fd/{descriptor}").resolve()
        if not stat.S_ISREG(os.fstat(descriptor).st_mode) or not opened.is_relative_to(folder):
            raise missing
        yield descriptor
    finally:
        os.close(descriptor)
