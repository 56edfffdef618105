"""Where a publication lies: a folder, or a bucket of an S3 server. Both replace a file as a whole."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from kharita.core.errors import BadInput

PART = ".part"


class Storage(Protocol):
    """Files by their path, with "/" between folders."""

    def put(self, path: str, source: Path, *, media_type: str, is_pointer: bool = False) -> None:
        """Store a copy of `source`; `is_pointer` for what the next publication replaces."""

    def read(self, path: str) -> bytes | None:
        """The whole of a (small) file; None where there is none."""

    def sizes(self) -> dict[str, int]:
        """The size in bytes of every file."""

    def delete(self, paths: Iterable[str]) -> None:
        """Remove these files."""


class Folder:
    """A folder of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def put(self, path: str, source: Path, *, media_type: str, is_pointer: bool = False) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}{PART}")
        with source.open("rb") as given, part.open("wb") as written:
            shutil.copyfileobj(given, written, 1024**2)
            written.flush()
            os.fsync(written.fileno())
        part.replace(target)

    def read(self, path: str) -> bytes | None:
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            return None

    def sizes(self) -> dict[str, int]:
        files = (found for found in self.root.rglob("*") if found.is_file())
        return {found.relative_to(self.root).as_posix(): found.stat().st_size for found in files}

    def delete(self, paths: Iterable[str]) -> None:
        for path in paths:
            target = self.root / path
            target.unlink(missing_ok=True)
            with suppress(OSError):  # not empty yet
                for folder in target.parents[: len(Path(path).parts) - 1]:
                    folder.rmdir()


def storage_at(target: str) -> Storage:
    """The storage of `s3://bucket/prefix` or of a folder. Raises `BadInput` where it cannot be reached."""
    address = urlsplit(target)
    if address.scheme != "s3":
        return Folder(Path(target).expanduser().absolute())
    if not address.netloc:
        raise BadInput(_("A bucket is named like this: s3://bucket/prefix."), field="to")
    from kharita.catalog.publishing.bucket import opened_bucket  # boto3 is large, and few publish to a bucket

    return opened_bucket(address.netloc, address.path)
