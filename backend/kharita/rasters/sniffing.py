"""What a file is by its first bytes, whatever it is called."""

from pathlib import Path

from kharita.core.confined_child import Fault

TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
OTHERS = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\0\0\0\x0cjP  ": "JPEG 2000",
    b"\xff\x4f\xff\x51": "JPEG 2000",
    b"PK\x03\x04": "ZIP",
    b"PK\x05\x06": "ZIP",
    b"\x1f\x8b": "GZIP",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!": "RAR",
    b"%PDF-": "PDF",
    b"SQLite format 3\0": "SQLite / GeoPackage",
    b"\x89HDF\r\n\x1a\n": "HDF5",
    b"EHFA_HEADER_TAG": "ERDAS IMAGINE",
    b"LASF": "LAS / LAZ",
    b"GIF8": "GIF",
    b"BM": "BMP",
}
TEXTS = (
    (b"<vrtdataset", "GDAL VRT"),
    (b"<gdaltileindexdataset", "GDAL tile index"),
    (b"<wms", "WMS"),
    (b"<gdal_", "GDAL"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
)
HEAD_BYTES = 1024


def check_content(path: Path) -> None:
    """Raises `Fault` for anything but TIFF, naming what it is."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise Fault("empty")
    if head.startswith(TIFF):
        return
    if not head.strip(b"\0"):
        raise Fault("only-zeros")
    raise Fault("not-tiff-but", found=found) if (found := _named(head)) else Fault("not-tiff")


def _named(head: bytes) -> str:
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP"
    for signature, name in OTHERS.items():
        if head.startswith(signature):
            return name
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((name for signature, name in TEXTS if signature in text[:512]), "")
