"""Where the bytes of uploads lie."""

from functools import cache
from pathlib import Path

from django.conf import settings

from kharita.uploads.storage.folder import FolderStore
from kharita.uploads.storage.ports import Store


def store() -> Store:
    """The storage that the settings name."""
    return _made(str(settings.MEDIA_ROOT))


@cache
def _made(media: str) -> Store:
    return FolderStore(Path(media) / "uploads")
