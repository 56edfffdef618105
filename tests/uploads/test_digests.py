"""The hash of a whole file."""

from pathlib import Path

from kharita.uploads.digests import sha256_of


def test_the_hash_is_told_with_its_progress(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"abc")
    heard: list[float] = []
    assert sha256_of(path, heard.append).startswith("ba7816bf8f01cfea")
    assert heard == [1.0]
