"""What may come in: files are told by their content, archives unpacked with suspicion, drivers named by us.

GDAL reads much that is not a file (VRT, WMS and SQL descriptions, addresses on the network) and would do so
for whoever sends one; so nothing is opened before its first bytes show one of the formats below, and then
only by that format's driver.
"""

import codecs
import json
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings

from kharita.importing.faults import BadFile
from kharita.importing.messages import told

SHAPEFILE_PARTS = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx"})
ARCHIVE_FILES_MAX = 200
ARCHIVE_RATIO_MAX = 200
ARCHIVE_GROWTH_MAX = 8  # unpacked: at most so many times the largest upload
SHEETS_BYTES_MAX = 512 * 1024**2  # a spreadsheet is read into memory as a whole
HEAD_BYTES = 64 * 1024
_DXF = re.compile(rb"(?:\s*999\r?\n[^\n]*\n)*\s*0\r?\n\s*SECTION\r?\n")  # comments may come first
_DAMAGED = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error)


@dataclass(frozen=True)
class Opened:
    """A file that may be read: its driver, what GDAL is told to open, and a folder for as long as it is."""

    driver: str
    path: Path
    dataset: str
    folder: Path
    parts: frozenset[str] = frozenset()


def driver_of(path: Path) -> str:
    """The GDAL driver for the content of `path`; `BadFile` when it is none of ours."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head.strip(b"\0 \r\n\t"):
        raise BadFile(told("empty-file"), code="empty-file")
    if head.startswith(b"SQLite format 3\0"):
        if head[68:72] not in (b"GPKG", b"GP10", b"GP11"):
            raise BadFile(told("not-a-geopackage"), code="unknown-format")
        return "GPKG"
    if head.startswith(b"fgb\x03fgb"):
        return "FlatGeobuf"
    if head.startswith(b"\x00\x00\x27\x0a"):
        return "ESRI Shapefile"
    if head.startswith(b"AutoCAD Binary DXF") or _DXF.match(head):
        return "DXF"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile(told("old-spreadsheet"), code="unknown-format")
    if head.startswith(b"AC10"):
        raise BadFile(
            told("dwg"),
            code="unknown-format",
        )
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] in b"{[\x1e":
        return _json_driver(text)
    return _text_driver(path, head, text)


def _text_driver(path: Path, head: bytes, text: bytes) -> str:
    if text.startswith(b"<") and b"<kml" in text[:2000]:
        return "KML"
    if path.suffix.lower() in (".csv", ".tsv", ".txt") and _is_text(head) and not text.startswith(b"<"):
        return "CSV"
    raise BadFile(
        told("unknown-format"),
        code="unknown-format",
    )


def _is_text(head: bytes) -> bool:
    return b"\0" not in head or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _json_driver(text: bytes) -> str:
    if text[:1] == b"\x1e":
        return "GeoJSONSeq"
    lines = text.split(b"\n", 2)
    if len(lines) > 1 and lines[1].strip()[:1] == b"{" and b'"Feature"' in lines[0]:
        try:
            json.loads(lines[0])
        except ValueError:
            pass
        else:
            return "GeoJSONSeq"
    kind = re.search(rb'"type"\s*:\s*"(Topology|FeatureCollection|Feature|GeometryCollection|'
                     rb'(?:Multi)?(?:Point|LineString|Polygon))"', text)  # fmt: skip
    if kind is None:
        raise BadFile(told("unknown-json"), code="unknown-format")
    return "TopoJSON" if b'"Topology"' in text[:HEAD_BYTES] else "GeoJSON"


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """The readable file in `path` (unpacked from its archive where it is one) until the block ends."""
    with path.open("rb") as file:
        is_archive = file.read(2) == b"PK"
    if is_archive and not zipfile.is_zipfile(path):
        raise BadFile(told("damaged-archive"), code="truncated")
    with tempfile.TemporaryDirectory(prefix="kharita-import-") as made:
        folder = Path(made)
        if not is_archive:
            yield _opened(path, folder)
        elif _is_spreadsheet(path):
            yield Opened("XLSX", path, f"XLSX:{path}", folder)
        else:
            yield _opened(_unpack(path, folder), folder)


def _opened(path: Path, folder: Path) -> Opened:
    driver = driver_of(path)
    prefix = {"GeoJSON": "GeoJSON:", "TopoJSON": "TopoJSON:", "GeoJSONSeq": "GeoJSONSeq:", "CSV": "CSV:"}
    parts = frozenset(
        sibling.suffix.lower()
        for sibling in (path.parent.iterdir() if driver == "ESRI Shapefile" else ())
        if sibling.stem.lower() == path.stem.lower()
    )
    return Opened(driver, path, prefix.get(driver, "") + str(path), folder, parts)


def _is_spreadsheet(path: Path) -> bool:
    """Whether the archive is an XLSX workbook. If so, each of its parts is measured by unpacking it to
    nowhere: a part that is larger than it says, or damaged, fails its checksum."""
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
            if "xl/workbook.xml" not in (member.filename for member in members):
                return False
            _refuse_bombs(members, path.stat().st_size, bytes_max=SHEETS_BYTES_MAX)
            for member in members:
                with packed.open(member) as part:
                    while part.read(1024 * 1024):
                        pass
    except _DAMAGED as error:
        raise _damaged(error) from error
    return True


def _damaged(error: Exception) -> BadFile:
    if "password" in str(error):
        return BadFile(told("locked-archive"), code="locked-archive")
    return BadFile(told("damaged-archive"), code="truncated")


def _unpack(archive: Path, folder: Path) -> Path:
    """Unpack what may be unpacked and give the one file in it that is to be read."""
    try:
        with zipfile.ZipFile(archive) as packed:
            members = _main_document([member for member in packed.infolist() if _is_wanted(member)])
            _refuse_bombs(members, archive.stat().st_size)
            for member in members:
                _extract(packed, member, folder / PurePosixPath(member.filename.replace("\\", "/")).name)
    except _DAMAGED as error:
        raise _damaged(error) from error
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() not in SHAPEFILE_PARTS - {".shp"})
    if not found:
        raise BadFile(
            told("nothing-inside"),
            code="nothing-inside",
        )
    if len(found) > 1:
        names = ", ".join(path.name for path in found[:5])
        raise BadFile(
            told("several-files", names=names),
            code="several-files",
        )
    return found[0]


def _main_document(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Of a KMZ its `doc.kml`, which by OGC 07-147r2 is the one to read; of other archives everything."""
    main = [member for member in members if member.filename.lower() == "doc.kml"]
    return main if len(main) == 1 else members


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or re.match(r"^[A-Za-z]:", member.filename):
        raise BadFile(
            told("path-out-of-archive", name=member.filename),
            code="unsafe-archive",
        )
    if stat.S_ISLNK(member.external_attr >> 16):
        raise BadFile(
            told("link-in-archive", name=member.filename),
            code="unsafe-archive",
        )
    if member.is_dir() or name.name.startswith(".") or "__MACOSX" in name.parts:
        return False
    suffix = name.suffix.lower()
    if suffix in (".zip", ".7z", ".rar", ".gz", ".tgz", ".kmz", ".tar", ".bz2", ".xz"):
        raise BadFile(
            told("nested-archive", name=member.filename),
            code="nested-archive",
        )
    return suffix in SHAPEFILE_PARTS or suffix in (
        ""
        ".gpkg", ".geojson", ".json", ".topojson", ".geojsonl", ".geojsons", ".fgb", ".dxf", ".kml", ".csv",
        ".tsv",
    )  # fmt: skip


def _refuse_bombs(members: list[zipfile.ZipInfo], packed_size: int, *, bytes_max: int | None = None) -> None:
    unpacked = sum(member.file_size for member in members)
    too_large = unpacked > (bytes_max or ARCHIVE_GROWTH_MAX * settings.KHARITA.upload_max_bytes)
    swollen = unpacked > 10 * 1024**2 and unpacked > ARCHIVE_RATIO_MAX * packed_size
    if len(members) > ARCHIVE_FILES_MAX or too_large or swollen:
        raise BadFile(
            told("archive-too-large", size=unpacked // 1024**2, count=len(members)),
            code="zip-bomb",
        )


def _extract(packed: zipfile.ZipFile, member: zipfile.ZipInfo, to: Path) -> None:
    """Unpack one file, never more than its entry declared: a forged entry is a bomb too."""
    if to.exists():
        raise BadFile(told("twice-in-archive", name=to.name), code="unsafe-archive")
    left = member.file_size
    with packed.open(member) as source, to.open("wb") as target:
        while chunk := source.read(1024 * 1024):
            left -= len(chunk)
            if left < 0:
                raise BadFile(
                    told("forged-archive", name=member.filename),
                    code="zip-bomb",
                )
            target.write(chunk)
