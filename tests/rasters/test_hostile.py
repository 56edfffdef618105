"""Strangers' rasters: each is refused with words that say what to do, or taken for what it is.

Every file is made here and looked at in the real child process. None shows anything from outside of itself,
none leaves anything behind, and what would fill the memory is stopped.
"""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from PIL import Image
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS

from kharita.core.confined import look
from kharita.rasters.cogs import make_analysis_cog, make_display_cog
from kharita.rasters.inspection import BadRaster, RasterFacts, inspect
from kharita.rasters.refusals import NOTICES, TEXTS
from tests.rasters.strange_files import (
    EASTING,
    NORTHING,
    PLACE,
    REGION,
    UTM,
    bare_tiff,
    cut,
    data_place,
    grey_entries,
    heights,
    overwrite,
    picture,
    tag,
    write,
)

VRT = """<VRTDataset rasterXSize="20" rasterYSize="20"><VRTRasterBand dataType="Byte" band="1">
<SimpleSource><SourceFilename relativeToVRT="0">/etc/passwd</SourceFilename><SourceBand>1</SourceBand>
</SimpleSource></VRTRasterBand></VRTDataset>"""
TILE_INDEX = "<GDALTileIndexDataset><IndexDataset>/etc/passwd</IndexDataset></GDALTileIndexDataset>"
ODD_CRS = """PROJCS["odd",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],
PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],
PARAMETER["central_meridian",-9],PARAMETER["scale_factor",1],PARAMETER["false_easting",500000],
UNIT["metre",1],EXTENSION["PROJ4","+proj=tmerc +lon_0=-9 +nadgrids=/etc/passwd +units=m"]]"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "survey.tif"


def refusal(path: Path, kind: str = "ortho", region: Any = None) -> BadRaster:
    """Why `path` is refused; the folder stays as it was."""
    before = sorted(path.parent.iterdir())
    with pytest.raises(BadRaster) as refused:
        inspect(path, kind=kind, region=region)
    assert sorted(path.parent.iterdir()) == before
    error = refused.value
    assert error.code in TEXTS
    assert "%(" not in str(error.detail)
    assert "root:" not in str(error.detail)
    return error


def facts(path: Path, kind: str = "ortho", region: Any = None) -> RasterFacts:
    """What `path` is; the folder stays as it was."""
    before = sorted(path.parent.iterdir())
    found = inspect(path, kind=kind, region=region)
    assert sorted(path.parent.iterdir()) == before
    assert set(found.notices) <= set(NOTICES)
    return found


def written(content: bytes) -> Callable[[Path], Path]:
    def write_it(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write_it


def _zip(content: bytes, name: str = "survey.tif") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def _png() -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", (20, 20)).save(packed, "PNG")
    return packed.getvalue()


NOT_TIFF = {
    "empty": (b"", "empty", "Upload it again"),
    "zeros": (bytes(5000), "only-zeros", "Upload it again"),
    "one byte": (b"I", "not-tiff", "GeoTIFF"),
    "half a head": (b"II*\0\x08", "not-tiff", "GeoTIFF"),
    "html": (b"<!DOCTYPE html><html><body>Login</body></html>", "not-tiff-but", "HTML"),
    "vrt": (VRT.encode(), "not-tiff-but", "GDAL VRT"),
    "vrt after a mark": (b"\xef\xbb\xbf\n" + VRT.encode(), "not-tiff-but", "GDAL VRT"),
    "tile index": (TILE_INDEX.encode(), "not-tiff-but", "GDAL tile index"),
    "png": (_png(), "not-tiff-but", "PNG"),
    "zip of zips": (_zip(_zip(_zip(b"x"), "b.zip"), "a.zip"), "not-tiff-but", "ZIP"),
    "gzip": (b"\x1f\x8b\x08" + bytes(50), "not-tiff-but", "GZIP"),
    "jpeg 2000": (b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(50), "not-tiff-but", "JPEG 2000"),
    "hdf": (b"\x89HDF\r\n\x1a\n" + bytes(50), "not-tiff-but", "HDF5"),
    "web service": (b'<GDAL_WMS><Service name="TMS"/></GDAL_WMS>', "not-tiff-but", "GDAL"),
}


@pytest.mark.parametrize("name", NOT_TIFF)
def test_what_is_no_tiff_is_named_for_what_it_is(name: str, path: Path) -> None:
    content, code, words = NOT_TIFF[name]
    error = refusal(written(content)(path))
    assert error.code == code
    assert words in str(error.detail)


@pytest.mark.parametrize("share", np.random.default_rng(5).uniform(0.002, 0.995, 8).round(3).tolist())
def test_a_file_that_broke_off_says_how_much_is_there(share: float, path: Path) -> None:
    error = refusal(cut(write(path, picture()), share))
    assert error.code == "truncated"
    assert "Upload it again" in str(error.detail)
    if share > 0.1:
        assert abs(error.extra["percent"] - 100 * share) <= 1
        assert f"{error.extra['percent']} % is there" in str(error.detail)


def test_a_file_with_its_index_at_the_end_broke_off(path: Path) -> None:
    entries = grey_entries(100, 100, offsets=[8])
    whole = bare_tiff(entries, data=bytes(10_000))
    moved = struct.pack("<2sHI", b"II", 42, 50_000) + whole[8:]
    error = refusal(written(moved)(path))
    assert (error.code, error.extra["percent"]) == ("truncated", 20)


def _loop() -> bytes:
    return bare_tiff(grey_entries(10, 10, offsets=[8]), following=8, data=bytes(200))


def _overlapping() -> bytes:
    entries = grey_entries(100, 100, offsets=[0] * 10, counts=[1000] * 10, rows=[10])
    place = data_place(entries)
    entries = grey_entries(
        100, 100, offsets=[place + 7 * i for i in range(10)], counts=[1000] * 10, rows=[10]
    )
    return bare_tiff(entries, data=bytes(20_000))


def _many_tags() -> bytes:
    return struct.pack("<2sHIH", b"II", 42, 8, 65_535) + bytes(65_535 * 12 + 4)


def _many_values() -> bytes:
    entries = [*grey_entries(10, 10, offsets=[200]), tag(339, 3, 1)]
    whole = bytearray(bare_tiff(entries, data=bytes(400)))
    at = 10 + 12 * [number for number, *_ in sorted(entries)].index(339)
    whole[at + 4 : at + 8] = struct.pack("<I", 0xFFFFFFF0)
    return bytes(whole)


def _far_away() -> bytes:
    return bare_tiff(grey_entries(10, 10, offsets=[0xF0000000], counts=[100]), data=bytes(200))


def _one_strip() -> bytes:
    return bare_tiff(grey_entries(15_000, 15_000, offsets=[8], counts=[200_000]), data=bytes(300_000))


def _two_pages() -> bytes:
    first = grey_entries(10, 10, offsets=[8])
    place = data_place(first) + 200
    second = bare_tiff(grey_entries(10, 10, offsets=[8]))[8:]
    return bare_tiff(first, following=place, data=bytes(200)) + second


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "directories in a loop": (_loop, "damaged"),
    "strips that overlap": (_overlapping, "damaged"),
    "65,535 tags": (_many_tags, "damaged"),
    "a tag of 4 billion values": (_many_values, "damaged"),
    "a strip 4 GB away": (_far_away, "damaged"),
    "no size": (lambda: bare_tiff(grey_entries(0, 0, offsets=[200], counts=[1])), "damaged"),
    "2^31 pixels wide": (lambda: bare_tiff(grey_entries(2**31, 2**31, counts=[9])), "too-large"),
    "one strip of 225 MB": (_one_strip, "one-block"),
    "JPEG of the old kind": (lambda: bare_tiff(grey_entries(10, 10, compression=[6])), "compression"),
    "two pages": (_two_pages, "several-pictures"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_frame_that_makes_no_sense_is_refused_before_anything_is_unpacked(name: str, path: Path) -> None:
    make, code = BROKEN[name]
    error = refusal(written(make())(path))
    assert error.code == code
    assert "xport" in str(error.detail)


def _sparse(path: Path, side: int, **profile: Any) -> Path:
    with rasterio.open(
        path, "w", driver="GTiff", width=side, height=side, count=1, dtype="uint8", crs=UTM, transform=PLACE,
        tiled=True, compress="deflate", sparse_ok=True, blockxsize=1024, blockysize=1024, **profile,
    ) as dataset:  # fmt: skip
        if "empty" not in path.name:
            dataset.write(picture(1, 64)[0], 1, window=((0, 64), (0, 64)))
    return path


def test_gigabytes_of_zeros_in_a_small_file_are_refused(path: Path) -> None:
    error = refusal(_sparse(path, 90_000))
    assert error.code == "bomb"
    assert "cut to the surveyed area" in str(error.detail)
    assert refusal(_sparse(path, 390_000, bigtiff="yes")).code == "too-large"


def test_a_bomb_of_one_tile_for_all_is_refused(path: Path) -> None:
    tiles = 100
    entries = grey_entries(tiles * 3000, 3000, offsets=[500], counts=[60])
    tiled = [entry for entry in entries if entry[0] not in (273, 278, 279)]
    tiled += [tag(322, 4, 3000), tag(323, 4, 3000), tag(324, 4, *[4000] * tiles), tag(325, 4, *[60] * tiles)]
    assert refusal(written(bare_tiff(tiled, data=bytes(8000)))(path)).code == "bomb"


def test_a_file_without_a_single_tile_holds_nothing(tmp_path: Path) -> None:
    assert refusal(_sparse(tmp_path / "empty.tif", 3000)).code == "no-data"


def _corrupt(path: Path) -> Path:
    return overwrite(write(path, picture()), 0.6, b"\xff" * 20_000)


WRONG: dict[str, tuple[Callable[[Path], Any], str, str, str]] = {
    "no CRS": (lambda path: write(path, picture(), crs=None), "ortho", "no-crs", "coordinate system"),
    "no place": (
        lambda path: write(path, picture(), transform=Affine.identity(), crs=None),
        "ortho",
        "no-georeference",
        "world files",
    ),
    "a CRS alone": (
        lambda path: write(path, picture(), transform=Affine.identity()),
        "ortho",
        "no-place",
        "position",
    ),
    "NaN": (
        lambda path: write(path, picture(), transform=Affine(float("nan"), 0, 5e5, 0, -1, 3e6)),
        "ortho",
        "bad-transform",
        "Export it again",
    ),
    "infinite": (
        lambda path: write(path, picture(), transform=Affine(0.05, 0, float("inf"), 0, -1, 3e6)),
        "ortho",
        "bad-transform",
        "Export it again",
    ),
    "pixels of no size": (
        lambda path: write(path, picture(), transform=Affine(0, 0, 5e5, 0, -1, 3e6)),
        "ortho",
        "bad-transform",
        "Export it again",
    ),
    "pixels of a kilometre": (
        lambda path: write(path, picture(), transform=Affine(1e3, 0, 5e5, 0, -1e3, 3e6)),
        "ortho",
        "pixel-size",
        "1e+03 m",
    ),
    "degrees as metres": (
        lambda path: write(path, picture(), transform=Affine(5e-7, 0, -8, 0, -5e-7, 33)),
        "ortho",
        "pixel-size",
        "units are wrong",
    ),
    "far off Earth": (
        lambda path: write(path, picture(), transform=Affine(1, 0, 9e8, 0, -1, 9e8)),
        "ortho",
        "off-earth",
        "wrong system",
    ),
    "geocentric": (
        lambda path: write(path, picture(), crs=CRS.from_epsg(4978)),
        "ortho",
        "crs-unusable",
        "usual one",
    ),
    "control points only": (
        lambda path: write(
            path,
            picture(),
            transform=Affine.identity(),
            gcps=[
                GroundControlPoint(r, c, EASTING + c, NORTHING - r)
                for r, c in ((0, 0), (0, 299), (299, 0), (299, 299))
            ],
        ),
        "ortho",
        "only-gcps",
        "gdalwarp",
    ),
    "one bit": (lambda path: write(path, picture(1) % 2, nbits=1), "ortho", "one-bit", "in colour"),
    "CMYK": (lambda path: write(path, picture(4), photometric="CMYK"), "ortho", "cmyk", "RGB"),
    "CMYK as JPEG": (
        lambda path: write(path, picture(4), photometric="CMYK", compress="jpeg"),
        "ortho",
        "cmyk",
        "RGB",
    ),
    "only alpha": (lambda path: _only_alpha(path), "ortho", "alpha-only", "RGBA"),
    "two colours": (lambda path: write(path, picture(2)), "ortho", "ortho-bands", "as RGB"),
    "five bands": (lambda path: write(path, picture(5)), "ortho", "ortho-bands", "multispectral"),
    "complex": (lambda path: write(path, picture(1, 64).astype("complex64")), "ortho", "complex", "radar"),
    "signed bytes": (
        lambda path: write(path, (picture(3) // 2).astype("int8")),
        "ortho",
        "ortho-values",
        "int8",
    ),
    "32-bit colours": (
        lambda path: write(path, picture(3).astype("uint32")),
        "ortho",
        "ortho-values",
        "8-bit",
    ),
    "12-bit colours": (
        lambda path: write(path, picture(3, dtype="uint16") % 4096, nbits=12),
        "ortho",
        "ortho-values",
        "12-bit",
    ),
    "heights as orthophoto": (lambda path: write(path, heights()), "ortho", "ortho-heights", "DSM"),
    "all of one colour": (
        lambda path: write(path, np.full((3, 100, 100), 255, "uint8")),
        "ortho",
        "one-colour",
        "nothing on it",
    ),
    "nodata everywhere": (
        lambda path: write(path, np.zeros((3, 100, 100), "uint8"), nodata=0),
        "ortho",
        "no-data",
        "empty",
    ),
    "transparent": (
        lambda path: write(
            path,
            np.concatenate([picture(3), np.zeros((1, 300, 300), "uint8")]),
            photometric="RGB",
            alpha="yes",
        ),
        "ortho",
        "no-data",
        "empty",
    ),
    "an unreadable tile": (_corrupt, "ortho", "damaged-at", "row"),
    "a picture as heights": (
        lambda path: write(path, picture(1)),
        "dsm",
        "heights-picture",
        "floating point",
    ),
    "colours as heights": (lambda path: write(path, picture(3)), "dsm", "heights-bands", "orthophoto"),
    "NaN everywhere": (
        lambda path: write(path, np.full((1, 99, 99), np.nan, "float32")),
        "dsm",
        "no-data",
        "empty",
    ),
    "heights without nodata": (lambda path: write(path, _holed(-32767)), "dsm", "nodata-unknown", "-9999"),
    "heights of the sky": (
        lambda path: write(path, heights() * 1000, nodata=-1),
        "dsm",
        "heights-absurd",
        "no ground",
    ),
    "infinite heights": (
        lambda path: write(path, _holed(np.float32(3.4e38))),
        "dsm",
        "nodata-unknown",
        "3.4",
    ),
    "three bands": (lambda path: write(path, picture(3)), "multispectral", "too-few-bands", "four bands"),
    "five nameless bands": (lambda path: write(path, picture(5)), "multispectral", "bands-unknown", "NIR"),
}


def _only_alpha(path: Path) -> Path:
    with rasterio.open(
        path, "w", driver="GTiff", width=300, height=300, count=1, dtype="uint8", crs=UTM, transform=PLACE
    ) as dataset:
        dataset.colorinterp = [rasterio.enums.ColorInterp.alpha]
        dataset.write(picture(1))
    return path


def _holed(value: float) -> Any:
    values = heights()
    values[0, :50, :50] = value
    return values


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_what_cannot_be_used_is_refused_with_what_to_do(name: str, path: Path) -> None:
    make, kind, code, words = WRONG[name]
    make(path)
    error = refusal(path, kind)
    assert error.code == code
    assert words in str(error.detail)


def _exchanged(path: Path) -> Path:
    return write(path, picture(), transform=Affine(0.05, 0, NORTHING, 0, -0.05, EASTING))


def test_exchanged_axes_are_told_apart_from_a_wrong_place(path: Path) -> None:
    assert refusal(_exchanged(path), region=REGION).code == "swapped-axes"
    assert refusal(_exchanged(path)).code == "swapped-axes"
    degrees = write(path, picture(), crs=CRS.from_epsg(4326), transform=Affine(5e-7, 0, 34, 0, -5e-7, -9))
    assert "longitude) first" in str(refusal(degrees, region=REGION).detail)
    assert refusal(write(path, picture()), region=(2.0, 48.0, 3.0, 49.0)).code == "elsewhere"


def test_a_wrong_crs_is_told_with_the_one_that_fits(path: Path) -> None:
    error = refusal(write(path, picture(), crs=CRS.from_epsg(32631)), region=REGION)
    assert (error.code, error.extra["epsg"]) == ("wrong-crs", 32629)
    assert "EPSG:32629" in str(error.detail)


def test_nothing_beside_the_file_is_read(path: Path) -> None:
    """Sidecars that GDAL would take up: another place, another mask, other overviews, statistics, RPCs."""
    write(path, picture(), crs=None, transform=Affine.identity())
    path.with_suffix(".tfw").write_text(f"0.05\n0\n0\n-0.05\n{EASTING}\n{NORTHING}\n")
    path.with_suffix(".prj").write_text(UTM.to_wkt())
    (path.parent / "survey.tif.aux.xml").write_text(
        f"<PAMDataset><SRS>{UTM.to_wkt()}</SRS><GeoTransform>{EASTING},0.05,0,{NORTHING},0,-0.05"
        "</GeoTransform></PAMDataset>"
    )
    assert refusal(path).code == "no-georeference"
    write(path, picture())
    write(path.parent / "survey.tif.msk", np.zeros((1, 300, 300), "uint8"))
    write(path.parent / "survey.tif.ovr", np.zeros((3, 150, 150), "uint8"))
    assert facts(path).notices == ("bands-assumed",) or facts(path).notices == ()


def test_metadata_that_names_files_and_addresses_is_only_text(path: Path) -> None:
    write(path, picture())
    with rasterio.open(path, "r+") as dataset:
        dataset.update_tags(SOURCE="/vsicurl/http://127.0.0.1:9/x.tif", OVERVIEW_FILE="/etc/passwd")
        dataset.update_tags(ns="OVERVIEWS", OVERVIEW_FILE="/etc/passwd")
        dataset.update_tags(ns="GEOLOCATION", X_DATASET="/etc/passwd", Y_DATASET="/etc/passwd")
    assert facts(path).width == 300


def test_the_child_cannot_open_another_file(path: Path) -> None:
    """The second wall: even a library that follows a reference is refused by the kernel."""
    write(path, picture())
    secret = path.parent / "secret.txt"
    secret.write_text("secret")
    asked = look("tests.rasters.prying", "pry", path, str(secret), "/etc/passwd", "/proc/1/environ")
    assert asked["own"] == "read"
    assert set(asked["others"].values()) <= {"PermissionError"}
    assert asked["written"] == "PermissionError"


def test_memory_has_an_end(path: Path) -> None:
    from kharita.core.confined import LookFailed, Refusal

    write(path, picture())
    with pytest.raises((LookFailed, Refusal), match="too-heavy"):
        look("tests.rasters.prying", "swell", path)


GOOD: dict[str, tuple[Callable[[Path], Any], str, dict[str, Any]]] = {
    "plain": (
        lambda path: write(path, picture()),
        "ortho",
        {"epsg": 32629, "pixel_size_m": (0.05, 0.05), "colours": ("red", "green", "blue"), "notices": ()},
    ),
    # GDAL keeps the projection's numbers and drops what names a file.
    "a CRS that names a file": (
        lambda path: write(path, picture(), crs=CRS.from_wkt(ODD_CRS)),
        "ortho",
        {"epsg": None, "pixel_size_m": (0.05, 0.05)},
    ),
    "BigTIFF": (lambda path: write(path, picture(), bigtiff="yes"), "ortho", {"width": 300, "notices": ()}),
    "big-endian": (lambda path: write(path, picture(), endianness="big"), "ortho", {"notices": ()}),
    "strips": (lambda path: write(path, picture(), tiled=False, compress="lzw"), "ortho", {"height": 300}),
    "bands apart": (lambda path: write(path, picture(), interleave="band"), "ortho", {"bands": 3}),
    "JPEG": (
        lambda path: write(path, picture(), compress="jpeg", photometric="ycbcr"),
        "ortho",
        {"bands": 3},
    ),
    "16 bits": (
        lambda path: write(path, picture(dtype="uint16"), photometric="RGB"),
        "ortho",
        {"dtype": "uint16", "notices": ("scaled",)},
    ),
    "palette": (
        lambda path: write(path, picture(1) % 4, colormap={i: (60 * i, 9, 9, 255) for i in range(4)}),
        "ortho",
        {"colours": ("palette",), "notices": ("palette",)},
    ),
    "grey": (lambda path: write(path, picture(1)), "ortho", {"colours": ("grey",), "notices": ("grey",)}),
    "RGBA": (
        lambda path: write(path, picture(4), photometric="RGB", alpha="yes"),
        "ortho",
        {"has_alpha": True, "colours": ("red", "green", "blue", "alpha")},
    ),
    "rotated": (
        lambda path: write(path, picture(), transform=PLACE @ Affine.rotation(20)),
        "ortho",
        {"pixel_size_m": (0.05, 0.05), "notices": ("rotated",)},
    ),
    "south up": (
        lambda path: write(path, picture(), transform=Affine(0.05, 0, EASTING, 0, 0.05, NORTHING)),
        "ortho",
        {"notices": ("mirrored",)},
    ),
    "degrees": (
        lambda path: write(
            path, picture(), crs=CRS.from_epsg(4326), transform=Affine(5e-7, 0, -8.9, 0, -5e-7, 34)
        ),
        "ortho",
        {"epsg": 4326, "notices": ("degrees",)},
    ),
    "US feet": (
        lambda path: write(
            path, picture(), crs=CRS.from_epsg(2263), transform=Affine(0.5, 0, 9.8e5, 0, -0.5, 2e5)
        ),
        "ortho",
        {"pixel_size_m": (0.1524, 0.1524), "notices": ("not-metres",)},
    ),
    "heights": (lambda path: write(path, heights(), nodata=-9999), "dsm", {"nodata": -9999.0, "notices": ()}),
    "double heights": (lambda path: write(path, heights().astype("float64")), "dtm", {"dtype": "float64"}),
    "whole heights": (
        lambda path: write(path, heights().astype("int16"), nodata=-9999),
        "dsm",
        {"notices": ("whole-units",)},
    ),
    "NaN in heights": (lambda path: write(path, _holed(np.nan)), "dsm", {"notices": ("nan-nodata",)}),
    "four nameless bands": (
        lambda path: write(path, picture(4), photometric="MINISBLACK"),
        "multispectral",
        {"colours": ("red", "green", "blue", "nir"), "notices": ("bands-assumed",)},
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_unusual_but_sound_is_taken_for_what_it_is(name: str, path: Path) -> None:
    make, kind, expected = GOOD[name]
    make(path)
    found = facts(path, kind)
    assert {field: getattr(found, field) for field in expected} == expected


def test_named_bands_are_understood_in_any_order(path: Path) -> None:
    write(path, picture(5, dtype="uint16"), photometric="MINISBLACK")
    with rasterio.open(path, "r+") as dataset:
        dataset.descriptions = ("Blue", "Green", "Red", "Near Infrared", "Red edge")
    assert facts(path, "multispectral").colours == ("blue", "green", "red", "nir", "rededge")
    with rasterio.open(path, "r+") as dataset:
        dataset.descriptions = (None,) * 5
        for band, nanometres in enumerate((475, 560, 668, 840, 717), start=1):
            dataset.update_tags(band, CENTRAL_WAVELENGTH_UM=str(nanometres / 1000))
    assert facts(path, "multispectral").colours == ("blue", "green", "red", "nir", "rededge")


@pytest.mark.parametrize("make", [make_analysis_cog, make_display_cog])
def test_damage_that_the_look_missed_is_found_by_the_conversion(make: Any, path: Path) -> None:
    _corrupt(path)
    before = sorted(path.parent.iterdir())
    with pytest.raises(BadRaster) as refused:
        make(path, path.parent / "made.tif", kind="ortho", told=lambda done: None)
    assert refused.value.code in ("not-converted", "damaged-at")
    assert sorted(path.parent.iterdir()) == before
