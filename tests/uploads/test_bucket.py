"""The same in a bucket: parts of a multipart upload, a tail, and resuming from what S3 lists."""

import hashlib
import os
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import boto3
import pytest
from django.utils import timezone
from moto.server import ThreadedMotoServer

from kharita.accounts.models import User
from kharita.uploads import services
from kharita.uploads.models import Upload
from kharita.uploads.problems import OffsetConflict, TakenOver
from kharita.uploads.storage import store
from kharita.uploads.storage.s3 import PART, S3Store
from tests.uploads.conftest import Tus, checksum

BODY = os.urandom(2 * PART + 1_000_003)


@pytest.fixture(scope="module")
def s3_server() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Any]:
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", s3_server)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    name = f"flights-{uuid.uuid4()}"
    made = boto3.resource("s3").create_bucket(Bucket=name)
    settings.KHARITA = settings.KHARITA.model_copy(update={"uploads_s3": f"s3://{name}/raw"})
    yield made
    made.objects.all().delete()


def _left(bucket: Any) -> list[str]:
    return [item.key for item in bucket.objects.all()] + [one.id for one in bucket.multipart_uploads.all()]


def test_a_file_arrives_in_any_chunks_and_leaves_nothing_when_discarded(
    tus: Tus, inspector: User, bucket: Any
) -> None:
    path = tus.made(len(BODY))
    at = 0
    for count in (5, PART - 5, 3, PART + 77, len(BODY)):
        told = {"Upload_Checksum": checksum(BODY[at : at + count])} if count % 2 else {}
        piece = BODY[at : at + count]
        assert tus.patch(path, at, piece, **told).status_code == 204
        at += len(piece)
        assert tus.offset(path) == at
    done = services.finished(Upload.objects.get().key, inspector)
    assert done.path.read_bytes() == BODY
    assert done.sha256 == hashlib.sha256(BODY).hexdigest()
    assert tus.offset(path) == len(BODY)
    services.discard(done)
    assert _left(bucket) == []


def test_a_wrong_checksum_leaves_nothing(tus: Tus) -> None:
    path = tus.made(len(BODY))
    tus.patch(path, 0, BODY[:7])
    assert tus.patch(path, 7, BODY[7:], Upload_Checksum=checksum(b"x")).status_code == 460
    assert tus.offset(path) == 7


def test_the_newest_request_wins(bucket: Any) -> None:
    kept = store()
    assert isinstance(kept, S3Store)
    key = uuid.uuid4()
    kept.create(key)
    with kept.receive(key, 0) as older:
        older.write(BODY[:10])
        with kept.receive(key, 0) as newer:
            with pytest.raises(TakenOver):
                older.write(BODY[10 : PART + 10])
            newer.write(BODY[:20])
    assert kept.offset(key) == 20
    with pytest.raises(OffsetConflict), kept.receive(key, 10):
        pass


def test_parts_are_joined_within_the_bucket(tus: Tus, inspector: User, bucket: Any) -> None:
    bodies = [BODY[: PART + 5], b"tiny", BODY[PART + 5 :], b"", b"end"]
    parts = [tus.sent(body, Upload_Concat="partial", Upload_Metadata=None) for body in bodies]
    made = tus.create(None, Upload_Concat="final;" + " ".join(parts))
    assert made.status_code == 201, made.content
    done = services.finished(Upload.objects.get().key, inspector)
    assert done.path.read_bytes() == b"".join(bodies)
    services.discard(done)
    assert _left(bucket) == []


def test_expiry_leaves_nothing_in_the_bucket(tus: Tus, bucket: Any) -> None:
    tus.patch(tus.made(len(BODY)), 0, BODY[: PART + 9])
    assert _left(bucket)
    assert services.purge_uploads(now=timezone.now() + timedelta(days=8)) == 1
    assert _left(bucket) == []
