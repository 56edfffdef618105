"""Where a publication lies: a folder, or a bucket of an S3 server. Both replace a file as a whole."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from django.utils.translation import gettext as _

from kharita.core.errors import BadInput

PART = ".part"
IMMUTABLE = "public, max-age=31536000, immutable"
ALWAYS_ASKED = "no-cache"
_DELETED_AT_ONCE = 1_000  # what S3 takes in one request


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


class Bucket:
    """A prefix in a bucket. Credentials, region and server are the environment's: AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY, AWS_DEFAULT_REGION, AWS_ENDPOINT_URL_S3."""

    def __init__(self, bucket: str, prefix: str) -> None:
        self.bucket = bucket
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self._s3: Any = boto3.client("s3")

    def put(self, path: str, source: Path, *, media_type: str, is_pointer: bool = False) -> None:
        told = {"ContentType": media_type, "CacheControl": ALWAYS_ASKED if is_pointer else IMMUTABLE}
        self._s3.upload_file(str(source), self.bucket, self.prefix + path, ExtraArgs=told)

    def read(self, path: str) -> bytes | None:
        try:
            body: bytes = self._s3.get_object(Bucket=self.bucket, Key=self.prefix + path)["Body"].read()
        except self._s3.exceptions.NoSuchKey:
            return None
        return body

    def sizes(self) -> dict[str, int]:
        return dict(self._listed())

    def _listed(self) -> Iterator[tuple[str, int]]:
        pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
        for page in pages:
            for item in page.get("Contents", []):
                yield item["Key"][len(self.prefix) :], item["Size"]

    def delete(self, paths: Iterable[str]) -> None:
        keys = [{"Key": self.prefix + path} for path in paths]
        for first in range(0, len(keys), _DELETED_AT_ONCE):
            batch = {"Objects": keys[first : first + _DELETED_AT_ONCE], "Quiet": True}
            self._s3.delete_objects(Bucket=self.bucket, Delete=batch)


def storage_at(target: str) -> Storage:
    """The storage of `s3://bucket/prefix` or of a folder. Raises `BadInput` where it cannot be reached."""
    address = urlsplit(target)
    if address.scheme != "s3":
        return Folder(Path(target).expanduser().absolute())
    if not address.netloc:
        raise BadInput(_("A bucket is named like this: s3://bucket/prefix."), field="to")
    try:
        bucket = Bucket(address.netloc, address.path)
        bucket.read("manifest.json")
    except (BotoCoreError, ClientError) as error:
        raise BadInput(
            _("The bucket cannot be reached: %(reason)s") % {"reason": str(error)}, field="to"
        ) from error
    return bucket
