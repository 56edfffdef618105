"""The child's whole look at a stranger's raster: frame, place, bands, and a part of its pixels."""

import json
import math
from pathlib import Path
from typing import Any

import rasterio
from rasterio.errors import RasterioError

from kharita.core.confined_child import Fault
from kharita.rasters.band_meanings import Band, meanings_of, wavelength_of
from kharita.rasters.gdal_options import CONFINED
from kharita.rasters.packed_blocks import check_blocks
from kharita.rasters.place import find_place
from kharita.rasters.samples import check_sample, read_sample, sampled_blocks
from kharita.rasters.tiff_structure import Structure

CACHE_MB = 64


def examine_pixels(path: Path, structure: Structure, kind: str, region_json: str) -> dict[str, Any]:
    """What `inspection.RasterFacts` holds. Raises `Fault`."""
    region = json.loads(region_json)
    with rasterio.Env(GDAL_CACHEMAX=CACHE_MB, **CONFINED):
        try:
            with rasterio.open(path, driver="GTiff", sharing=False) as dataset:
                facts = _facts(dataset, structure, kind, tuple(region) if region else None)
        except (RasterioError, UnicodeDecodeError, OverflowError, ValueError) as error:
            raise Fault("damaged") from error
    picture = structure.directories[0]
    check_blocks(path, picture, sampled_blocks(picture))
    return facts


def _facts(dataset: rasterio.DatasetReader, structure: Structure, kind: str, region: Any) -> dict[str, Any]:
    picture = structure.directories[0]
    if (dataset.width, dataset.height, dataset.count) != (picture.width, picture.height, picture.samples):
        raise Fault("damaged")
    meanings = meanings_of(_bands(dataset), kind=kind, bits=picture.bits)
    size = (dataset.width, dataset.height)
    gcps = len(dataset.gcps[0]) if dataset.transform.is_identity else 0
    place = find_place(dataset.crs, dataset.transform, size, gcps=gcps, region=region)
    nodata = dataset.nodata
    sample = read_sample(dataset, heights=kind in ("dsm", "dtm"))
    # Heights of a CRS in feet are in feet more often than not: the widest unit is what is allowed.
    told = check_sample(sample, kind=kind, nodata=nodata, unit_m=0.3 if "not-metres" in place.notices else 1)
    return {
        "driver": "GTiff",
        "width": dataset.width,
        "height": dataset.height,
        "bands": dataset.count,
        "dtype": str(dataset.dtypes[0]),
        "epsg": place.epsg,
        "crs_wkt": place.wkt,
        "transform": list(dataset.transform)[:6],
        "pixel_size_m": place.pixel_size_m,
        # JSON has no NaN, and every NaN is alike.
        "nodata": "nan" if nodata is not None and math.isnan(nodata) else nodata,
        "has_alpha": "alpha" in meanings.colours,
        "colours": meanings.colours,
        "bounds_wgs84": place.bounds,
        "notices": [*meanings.notices, *place.notices, *told],
    }


def _bands(dataset: rasterio.DatasetReader) -> list[Band]:
    return [
        Band(
            interpretation=dataset.colorinterp[index - 1].name,
            description=dataset.descriptions[index - 1] or "",
            dtype=str(dataset.dtypes[index - 1]),
            wavelength_um=wavelength_of({**dataset.tags(index), **dataset.tags(index, ns="IMAGERY")}),
        )
        for index in dataset.indexes
    ]
