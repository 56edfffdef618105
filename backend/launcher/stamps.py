"""Fingerprints of sources, so that what is already made from them is not made again."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(paths: Iterable[Path], *, also: str = "") -> str:
    """SHA-256 over names and contents of files (folders with all that is in them), and a text."""
    digest = hashlib.sha256(also.encode())
    for path in paths:
        for file in _files(path):
            digest.update(f"\0{file.relative_to(path.parent)}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def is_stamped(stamp: Path, value: str) -> bool:
    try:
        return stamp.read_text(encoding="utf-8").strip() == value
    except OSError:
        return False


def put_stamp(stamp: Path, value: str) -> None:
    stamp.write_text(value + "\n", encoding="utf-8")


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file())
