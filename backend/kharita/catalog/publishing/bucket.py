"""What is published, in a bucket of an S3 server."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from django.utils.translation import gettext as _

from kharita.core.errors import BadInput

IMMUTABLE = "public, max-age=31536000, immutable"
ALWAYS_ASKED = "no-cache"
_DELETED_AT_ONCE = 1_000  # what S3 takes in one request


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


def opened_bucket(bucket: str, prefix: str) -> Bucket:
    """The prefix in the bucket. Raises `BadInput` where it cannot be reached."""
    try:
        opened = Bucket(bucket, prefix)
        opened.read("manifest.json")
    except (BotoCoreError, ClientError) as error:
        raise BadInput(
            _("The bucket cannot be reached: %(reason)s") % {"reason": str(error)}, field="to"
        ) from error
    return opened
