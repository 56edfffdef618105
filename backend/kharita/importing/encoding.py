"""Which encoding a file's texts are in: what it says, else what makes its bytes readable."""

import shutil
from dataclasses import replace
from pathlib import Path

from charset_normalizer import from_bytes

from kharita.importing.faults import BadFile, BadMapping
from kharita.importing.intake import Opened
from kharita.importing.messages import told

_CANDIDATES = ["cp1256", "cp1252", "iso8859_6", "mac_roman"]
_PROBE_BYTES = 512 * 1024
_ARABIC = range(0x0600, 0x0700)
_FRENCH = frozenset("éèêàâçîïôûùëÉÈÊÀÂÇÎÏÔÛÙËœŒ°’«»²")


def detect_encoding(file: Opened) -> str:
    """The encoding of the attribute texts. Formats that fix UTF-8 are taken at their word."""
    if file.driver == "ESRI Shapefile":
        declared = _declared(file.path)
        return declared or guess_encoding(_dbf_texts(file.path))
    if file.driver in ("CSV", "DXF"):
        with file.path.open("rb") as stream:
            return guess_encoding(stream.read(_PROBE_BYTES))
    return "UTF-8"


def in_utf8(file: Opened, encoding: str | None) -> Opened:
    """A table whose text is in `encoding`, as UTF-8, which is all that GDAL reads of it. (Shapefiles are told
    their encoding; drawings declare it.)"""
    if file.driver != "CSV" or encoding is None or encoding.upper().replace("-", "") == "UTF8":
        return file
    copy = file.folder / f"utf-8-{file.path.name}"
    try:
        if not copy.exists():
            with (
                file.path.open(encoding=encoding, newline="") as source,
                copy.open("w", newline="") as target,
            ):
                shutil.copyfileobj(source, target, 1024 * 1024)
    except UnicodeError as error:
        copy.unlink()
        raise BadFile(told("wrong-encoding", encoding=encoding), code="wrong-encoding") from error
    except LookupError as error:
        raise BadMapping(told("unknown-encoding", encoding=encoding[:40])) from error
    return replace(file, path=copy, dataset=file.dataset.replace(str(file.path), str(copy)))


def guess_encoding(data: bytes) -> str:
    """UTF-8 when the bytes are; else the code page that gives letters of French or Arabic and no debris."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        data[: len(data) - 3 if len(data) == _PROBE_BYTES else None].decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "UTF-8"
    scores = {encoding: _plausibility(data, encoding) for encoding in ("cp1252", "cp1256")}
    if max(scores.values()) > 0.5:
        return max(scores, key=lambda encoding: scores[encoding])
    best = from_bytes(data, cp_isolation=_CANDIDATES).best()
    return best.encoding if best is not None else "cp1252"


def _plausibility(data: bytes, encoding: str) -> float:
    """The share of the non-ASCII bytes that mean a letter of Arabic or French; Arabic words must be long."""
    strange = [byte for byte in data if byte > 127]
    if not strange:
        return 0.0
    text = data.decode(encoding, errors="replace")
    arabic = sum(ord(char) in _ARABIC for char in text)
    french = sum(char in _FRENCH for char in text)
    # In cp1256 French letters keep their place while Arabic runs are words; in cp1252 those runs are debris.
    if encoding == "cp1256":
        runs = sum(ord(a) in _ARABIC and ord(b) in _ARABIC for a, b in zip(text, text[1:], strict=False))
        return (french + (arabic if runs * 2 >= arabic else 0)) / len(strange)
    return french / len(strange)


def _declared(shapefile: Path) -> str | None:
    for sibling in shapefile.parent.iterdir():
        if sibling.suffix.lower() == ".cpg" and sibling.stem.lower() == shapefile.stem.lower():
            name = sibling.read_text("ascii", errors="ignore").strip()
            if name:
                return f"cp{name}" if name.isdigit() and name.startswith("125") else name
    return None


def _dbf_texts(shapefile: Path) -> bytes:
    for sibling in shapefile.parent.iterdir():
        if sibling.suffix.lower() == ".dbf" and sibling.stem.lower() == shapefile.stem.lower():
            with sibling.open("rb") as stream:
                header = stream.read(32)
                stream.seek(int.from_bytes(header[8:10], "little") if len(header) == 32 else 0)
                return stream.read(_PROBE_BYTES)
    return b""
