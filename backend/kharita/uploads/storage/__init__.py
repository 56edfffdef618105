"""Where the bytes of uploads lie: a folder of this machine, or a bucket."""

from functools import cache
from pathlib import Path

from django.conf import settings

from kharita.uploads.storage.folder import FolderStore
from kharita.uploads.storage.ports import Store


def store() -> Store:
    """The storage that the settings name."""
    return _made(settings.KHARITA.uploads_s3, str(settings.MEDIA_ROOT))


@cache
def _made(bucket: str, media: str) -> Store:
    folder = Path(media) / "uploads"
    if not bucket:
        return FolderStore(folder)
    from kharita.uploads.storage.s3 import (
        S3Store,  # boto3 is slow to load, and most deployments have no bucket
    )

    return S3Store.named(bucket, folder)
