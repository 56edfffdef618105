"""A drawing read in a process that may neither run long nor grow large (`permits.contents`).

Opening a stranger's archive, database or DXF file takes libraries that a file can make loop, swell or crash:
only the child meets it. It is told the commune's region, the parcels' ground and the limits, nothing else.
"""

import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import shapely
from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from kharita.importing.crs import Region
from kharita.importing.faults import BadFile
from kharita.permits.contents.confined import LookFailed, Refusal, look
from kharita.permits.plans.faults import BadPlan

BYTES_MAX = 32 * 1024**2
ANSWER_BYTES_MAX = 16 * 1024**2
CHUNK = 1024 * 1024
SUFFIXES = frozenset({".dxf", ".geojson", ".json", ".gpkg", ".kml", ".zip", ".fgb"})
"""What drivers expect a file to be called; any other ending is left away. The content decides."""


@dataclass(frozen=True)
class Drawn:
    """What a file draws. `footprint` is in the official CRS (None: nothing that can be placed), `told` the
    answer of `Footprint.as_json` without it, `findings` those of a plan as check runs keep them."""

    sha256: str
    size: int
    footprint: MultiPolygon | None
    told: dict[str, Any]
    findings: list[dict[str, Any]]


def read_confined(stream: BinaryIO, *, name: str, region: Region, cadastre: BaseGeometry) -> Drawn:
    """The drawing in `stream` on `cadastre` (official CRS, may be empty).

    `name` is what its sender calls it; only a known ending of it is used. Nothing stays on the disk.
    Raises `BadFile` and `BadPlan`, in the reader's language.
    """
    with tempfile.TemporaryDirectory(prefix="kharita-drawing-") as made:
        folder = Path(made)
        suffix = Path(name.lower().replace("\0", "")).suffix
        path = folder / f"drawing{suffix if suffix in SUFFIXES else ''}"
        sha256, size = _copied(stream, path)
        asked, target = folder / "asked.json", folder / "told.json"
        asked.write_text(json.dumps(_asked(region, cadastre)), encoding="utf-8")
        _look(path, asked, target)
        if target.stat().st_size > ANSWER_BYTES_MAX:
            raise _too_heavy()
        told = json.loads(target.read_text(encoding="utf-8"))
    ground = GEOSGeometry(told.pop("wkb"), srid=settings.KHARITA_SRID)
    footprint = None if ground.empty or not isinstance(ground, MultiPolygon) else ground
    return Drawn(sha256, size, footprint, told, told.pop("findings"))


def _copied(stream: BinaryIO, path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    with path.open("wb") as copy:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > BYTES_MAX:
                raise BadFile(
                    _("The file is larger than %(limit)s MB: send the footprint alone.")
                    % {"limit": BYTES_MAX // 1024**2},
                    code="too-large",
                )
            digest.update(chunk)
            copy.write(chunk)
    if size == 0:
        raise BadFile(_("The file is empty."), code="empty-file")
    return digest.hexdigest(), size


def _asked(region: Region, cadastre: BaseGeometry) -> dict[str, Any]:
    return {
        "srid": settings.KHARITA_SRID,
        "language": get_language() or settings.LANGUAGE_CODE,
        "limits": {"upload_max_bytes": BYTES_MAX, "import_rows_max": settings.KHARITA.import_rows_max},
        "region": shapely.to_wkb(region.geometry, hex=True),
        "region_origin": region.origin,
        "cadastre": shapely.to_wkb(cadastre, hex=True),
    }


def _look(path: Path, asked: Path, target: Path) -> None:
    try:
        look("footprint", path, str(asked), str(target))
    except Refusal as refusal:
        if refusal.code != "not-read":
            raise _too_heavy() from refusal
        kind = BadPlan if refusal.values["is_plan"] else BadFile
        raise kind(refusal.values["detail"], code=refusal.values["reason"]) from refusal
    except LookFailed as failure:
        if failure.reason == "too-heavy":
            raise _too_heavy() from failure
        raise BadFile(_("The file is damaged: export it again and send that."), code="damaged") from failure


def _too_heavy() -> BadFile:
    return BadFile(
        _("The file is too complex to read safely: send the footprint alone, simplified."), code="too-heavy"
    )
