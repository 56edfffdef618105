"""The files that a layer can be taken away as."""

from dataclasses import dataclass

from kharita.catalog.entries import Entry
from kharita.core.errors import Text


@dataclass(frozen=True)
class Download:
    """One file, or the address that makes it. `eu_type` is its code in the European table of file types;
    `size` (bytes) and `sha256` are known of files that are published."""

    format: str
    title: Text
    href: str
    media_type: str
    eu_type: str = ""
    size: int | None = None
    sha256: str = ""


def downloads_of(entry: Entry, root: str) -> list[Download]:
    """The files of one layer; `root` is the deployment's address, ending in a slash."""
    return []
