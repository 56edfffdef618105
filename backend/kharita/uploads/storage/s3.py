"""Uploads in a bucket: whole parts of a multipart upload, and beside it an object with the tail.

S3 takes parts of 5 MB and more. Bytes that do not fill a part yet are put as the object `<key>.tail` when
the request ends, with the position at which they begin: the offset is what the parts hold (`list_parts`) and
the tail behind them. A server that is killed loses at most the part in its hands. Whose turn it is to write
lies in `<key>.turn`, asked before each part; parts begin at multiples of `PART`, so that a late one of an
older request replaces the same bytes.
"""

import tempfile
import uuid
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.exceptions import ClientError
from django.utils.translation import gettext as _

from kharita.uploads.problems import Gone, OffsetConflict, TakenOver
from kharita.uploads.storage.folder import CONTENT

MIB = 1024**2
PART = 8 * MIB
"""Held in memory for each request; times 10,000, the most parts that S3 takes, 80 GB."""
COPIED_AT_ONCE = 1024 * MIB
SMALLEST = 5 * MIB
"""S3 joins no smaller parts but the last."""
_MISSING = {"NoSuchKey", "NoSuchUpload", "404"}


class S3Store:
    """See `ports.Store`. Credentials, region and server are the environment's (AWS_…)."""

    def __init__(self, bucket: str, prefix: str, fetched: Path) -> None:
        self.bucket = bucket
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self.fetched = fetched
        self.s3: Any = boto3.client("s3")

    @classmethod
    def named(cls, address: str, fetched: Path) -> "S3Store":
        """The store at `s3://bucket/prefix`; complete files are fetched into the folder `fetched`."""
        parts = urlsplit(address)
        return cls(parts.netloc, parts.path, fetched)

    def create(self, key: uuid.UUID) -> None:
        self.put(key, "turn", b"")

    def offset(self, key: uuid.UUID) -> int:
        if (size := self.size(key)) is not None:
            return size
        self.turn(key)  # raises where there is no such upload
        parts = self.parts(key)
        end = _end(parts)
        return end + len(self.tail(key, end))

    @contextmanager
    def receive(self, key: uuid.UUID, offset: int, *, all_or_nothing: bool = False) -> Iterator["_Receiving"]:
        kept = self.offset(key)
        if kept != offset:
            raise OffsetConflict(
                _("%(kept)d bytes are here: go on from there.") % {"kept": kept}, offset=kept
            )
        turn = uuid.uuid4().bytes
        self.put(key, "turn", turn)
        receiving = _Receiving(self, key, turn, all_or_nothing=all_or_nothing)
        try:
            yield receiving
        finally:
            receiving.settle()

    def join(self, key: uuid.UUID, parts: Sequence[tuple[uuid.UUID, int]]) -> None:
        if self.size(key) is not None:
            return
        _Joining(self, key, parts).run()

    def path(self, key: uuid.UUID) -> Path:
        target = self.fetched / key.hex / CONTENT
        self.finish(key)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f"{CONTENT}.{uuid.uuid4().hex}.part")
            try:
                self.s3.download_file(self.bucket, self.name(key), str(part))
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
        return target

    def sync(self, key: uuid.UUID) -> None:
        self.finish(key)

    def finish(self, key: uuid.UUID) -> None:
        """Make one object of the parts and the tail; nothing where that is done."""
        if self.size(key) is not None:
            return
        parts = self.parts(key)
        tail = self.tail(key, _end(parts))
        if not parts:
            self.s3.put_object(Bucket=self.bucket, Key=self.name(key), Body=tail)
        else:
            upload_id = self.upload_id(key)
            if tail:
                self.put_part(key, upload_id, len(parts) + 1, tail)
                parts = self.parts(key)
            self.complete(key, upload_id, parts)
        self.remove(self.name(key, "tail"))

    def delete(self, key: uuid.UUID) -> None:
        if (upload_id := self.upload_id(key, make=False)) is not None:
            with suppress(ClientError):
                self.s3.abort_multipart_upload(Bucket=self.bucket, Key=self.name(key), UploadId=upload_id)
        for kind in ("", "tail", "turn"):
            self.remove(self.name(key, kind))
        local = self.fetched / key.hex
        if local.is_dir():
            for path in local.iterdir():
                path.unlink(missing_ok=True)
            with suppress(OSError):
                local.rmdir()

    def touched(self, key: uuid.UUID) -> float:
        found = [self._modified(self.name(key, kind)) for kind in ("", "tail", "turn")]
        found += [float(part["LastModified"].timestamp()) for part in self.parts(key)]
        return max(found)

    def left_over(self, known: Collection[uuid.UUID], before: float) -> Iterator[uuid.UUID]:
        seen = set(known)
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
        for page in pages:
            for item in page.get("Contents", []):
                name = item["Key"][len(self.prefix) :].partition(".")[0]
                with suppress(ValueError):
                    key = uuid.UUID(hex=name)
                    if key not in seen and item["LastModified"].timestamp() < before:
                        seen.add(key)
                        yield key

    def free(self) -> int | None:
        return None

    def name(self, key: uuid.UUID, kind: str = "") -> str:
        return f"{self.prefix}{key.hex}{'.' if kind else ''}{kind}"

    def size(self, key: uuid.UUID) -> int | None:
        """Of the complete object; None while there is none."""
        try:
            return int(self.s3.head_object(Bucket=self.bucket, Key=self.name(key))["ContentLength"])
        except ClientError as error:
            if error.response["Error"]["Code"] in _MISSING:
                return None
            raise

    def put(self, key: uuid.UUID, kind: str, body: bytes, **metadata: str) -> None:
        self.s3.put_object(Bucket=self.bucket, Key=self.name(key, kind), Body=body, Metadata=metadata)

    def turn(self, key: uuid.UUID) -> bytes:
        """Who may write. Raises `Gone`."""
        found = self._read(self.name(key, "turn"))
        if found is None:
            raise Gone(_("It was ended or has expired. Send the file again."))
        return found[0]

    def tail(self, key: uuid.UUID, start: int) -> bytes:
        """What lies behind the parts, which end at `start`; b"" where the tail is one of before."""
        found = self._read(self.name(key, "tail"))
        return found[0] if found is not None and found[1].get("start") == str(start) else b""

    def upload_id(self, key: uuid.UUID, *, make: bool = True) -> str | None:
        """The multipart upload's own name at S3; made where there is none."""
        name = self.name(key)
        listed = self.s3.list_multipart_uploads(Bucket=self.bucket, Prefix=name)
        for found in listed.get("Uploads", []):
            if found["Key"] == name:
                return str(found["UploadId"])
        if not make:
            return None
        return str(self.s3.create_multipart_upload(Bucket=self.bucket, Key=name)["UploadId"])

    def parts(self, key: uuid.UUID) -> list[dict[str, Any]]:
        """The parts that S3 holds, from the first one on without a gap."""
        upload_id = self.upload_id(key, make=False)
        if upload_id is None:
            return []
        pages = self.s3.get_paginator("list_parts").paginate(
            Bucket=self.bucket, Key=self.name(key), UploadId=upload_id
        )
        found = [part for page in pages for part in page.get("Parts", [])]
        return [part for at, part in enumerate(found, 1) if part["PartNumber"] == at]

    def put_part(self, key: uuid.UUID, upload_id: str | None, number: int, body: bytes) -> None:
        self.s3.upload_part(
            Bucket=self.bucket, Key=self.name(key), UploadId=upload_id, PartNumber=number, Body=body
        )

    def complete(self, key: uuid.UUID, upload_id: str | None, parts: Sequence[dict[str, Any]]) -> None:
        told = [{"PartNumber": part["PartNumber"], "ETag": part["ETag"]} for part in parts]
        self.s3.complete_multipart_upload(
            Bucket=self.bucket, Key=self.name(key), UploadId=upload_id, MultipartUpload={"Parts": told}
        )

    def copy_part(
        self, key: uuid.UUID, upload_id: str | None, number: int, source: uuid.UUID, start: int, count: int
    ) -> None:
        """A part that is a piece of another object."""
        self.s3.upload_part_copy(
            Bucket=self.bucket,
            Key=self.name(key),
            UploadId=upload_id,
            PartNumber=number,
            CopySource={"Bucket": self.bucket, "Key": self.name(source)},
            CopySourceRange=f"bytes={start}-{start + count - 1}",
        )

    def piece(self, key: uuid.UUID, start: int, count: int) -> bytes:
        """Bytes of a complete object."""
        if not count:
            return b""
        asked = f"bytes={start}-{start + count - 1}"
        body: bytes = self.s3.get_object(Bucket=self.bucket, Key=self.name(key), Range=asked)["Body"].read()
        return body

    def remove(self, name: str) -> None:
        self.s3.delete_object(Bucket=self.bucket, Key=name)

    def _read(self, name: str) -> tuple[bytes, dict[str, str]] | None:
        try:
            found = self.s3.get_object(Bucket=self.bucket, Key=name)
        except ClientError as error:
            if error.response["Error"]["Code"] in _MISSING:
                return None
            raise
        return found["Body"].read(), found["Metadata"]

    def _modified(self, name: str) -> float:
        try:
            found = self.s3.head_object(Bucket=self.bucket, Key=name)
        except ClientError:
            return 0.0
        return float(found["LastModified"].timestamp())


def _end(parts: Sequence[dict[str, Any]]) -> int:
    return sum(int(part["Size"]) for part in parts)


class _Receiving:
    """See `ports.Receiving`: full parts go at once, the rest waits in memory until the request ends. What is
    all or nothing waits in a temporary file until it is known to be right."""

    def __init__(self, store: S3Store, key: uuid.UUID, turn: bytes, *, all_or_nothing: bool) -> None:
        self.store, self.key, self.turn = store, key, turn
        parts = store.parts(key)
        self.number, self.start = len(parts) + 1, _end(parts)
        self.pending = bytearray(store.tail(key, self.start))
        self.held = tempfile.TemporaryFile() if all_or_nothing else None  # noqa: SIM115 - closed by `settle`
        self.upload_id: str | None = None
        self.has_changed = False

    def write(self, piece: bytes) -> None:
        if self.held is not None:
            self.held.write(piece)
            return
        self.pending += piece
        self.has_changed = True
        while len(self.pending) >= PART:
            self._check_turn()
            self.upload_id = self.upload_id or self.store.upload_id(self.key)
            self.store.put_part(self.key, self.upload_id, self.number, bytes(self.pending[:PART]))
            del self.pending[:PART]
            self.number, self.start = self.number + 1, self.start + PART

    def keep(self) -> None:
        held, self.held = self.held, None
        if held is None:
            return
        with held:
            held.seek(0)
            while piece := held.read(MIB):
                self.write(piece)
        self.settle()

    def settle(self) -> None:
        """Put what fills no part beside them; where a newer request has taken over, it does that."""
        if self.held is not None:
            self.held.close()
        if not self.has_changed:
            return
        with suppress(TakenOver, Gone):
            self._check_turn()
            self.store.put(self.key, "tail", bytes(self.pending), start=str(self.start))
            self.has_changed = False

    def _check_turn(self) -> None:
        if self.store.turn(self.key) != self.turn:
            raise TakenOver(_("A newer request sends this upload."))


class _Joining:
    """Parts become one object: what is large enough is copied within S3, the rest passes through here."""

    def __init__(self, store: S3Store, key: uuid.UUID, parts: Sequence[tuple[uuid.UUID, int]]) -> None:
        self.store, self.key, self.parts = store, key, parts
        self.number, self.pending = 1, bytearray()

    def run(self) -> None:
        for part, _length in self.parts:
            self.store.finish(part)
        upload_id = self.store.upload_id(self.key)
        for part, length in self.parts:
            self._append(upload_id, part, length)
        if self.pending or self.number == 1:
            self._put(upload_id)
        self.store.complete(self.key, upload_id, self.store.parts(self.key))

    def _append(self, upload_id: str | None, part: uuid.UUID, length: int) -> None:
        done = 0
        if self.pending:  # too little for a part yet: filled up with the beginning of this one
            done = min(length, max(0, PART - len(self.pending)))
            self.pending += self.store.piece(part, 0, done)
            if len(self.pending) < PART:
                return
            self._put(upload_id)
        while length - done >= SMALLEST:
            count = min(length - done, COPIED_AT_ONCE)
            self.store.copy_part(self.key, upload_id, self.number, part, done, count)
            self.number, done = self.number + 1, done + count
        self.pending += self.store.piece(part, done, length - done)

    def _put(self, upload_id: str | None) -> None:
        self.store.put_part(self.key, upload_id, self.number, bytes(self.pending))
        self.number, self.pending = self.number + 1, bytearray()
