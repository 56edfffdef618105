"""The steps of the child's look, cheap ones first: what fails early never loads GDAL."""

from importlib import import_module
from pathlib import Path
from typing import Any

from kharita.rasters.sniffing import check_content
from kharita.rasters.structure_checks import check_structure
from kharita.rasters.tiff_structure import read_structure


def inspect_raster(path: Path, kind: str, region: str) -> dict[str, Any]:
    """`inspection.RasterFacts` as JSON; `region` is a WGS84 box as JSON, or "null". Raises `Fault`."""
    check_content(path)
    structure = read_structure(path)
    check_structure(structure)
    facts: dict[str, Any] = import_module("kharita.rasters.examination").examine_pixels(
        path, structure, kind, region
    )
    return facts
