"""Pictures of a finding's place before and after: what changed, its parcel and what is permitted drawn in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
import shapely.ops
from django.conf import settings
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from shapely.geometry.base import BaseGeometry

from kharita.rasters.change.results import FlightFiles
from kharita.rasters.excerpt import Bounds, colours, relief

SIDE_PX = 800
CONTEXT_M, CONTEXT_SHARE = 8.0, 0.6
"""What is shown around a change: so many metres, or so much of its own size, whichever is more."""
_PIXEL_MIN_M = 0.02
_CHANGE, _PARCEL, _PERMIT = (214, 40, 40), (255, 209, 102), (46, 160, 87)
_SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True)
class Marks:
    """What is drawn into a picture, in the official CRS."""

    change: BaseGeometry
    parcel: BaseGeometry | None = None
    footprint: BaseGeometry | None = None


def frame_around(change: BaseGeometry) -> Bounds:
    """The square that is shown of a change: with its surroundings, in whole decimetres."""
    west, south, east, north = change.bounds
    size = max(east - west, north - south)
    side = size + 2 * max(CONTEXT_M, CONTEXT_SHARE * size)
    x, y = (west + east) / 2, (south + north) / 2
    half = max(side, SIDE_PX * _PIXEL_MIN_M) / 2
    return round(x - half, 1), round(y - half, 1), round(x + half, 1), round(y + half, 1)


def save_picture(
    target: Path, files: FlightFiles, marks: Marks, *, moved: tuple[float, float] = (0.0, 0.0)
) -> bool:
    """Write the picture of one flight as WEBP, complete or not at all; False where it shows nothing there.

    `moved`: by how much (east, north, metres) the flight was moved to lie upon the other one.
    """
    bounds = frame_around(marks.change)
    place = (bounds[0] - moved[0], bounds[1] - moved[1], bounds[2] - moved[0], bounds[3] - moved[1])
    pixels = _ground(files, place)
    if pixels is None:
        return False
    picture = Image.fromarray(pixels)
    _draw(picture, bounds, marks)
    target.parent.mkdir(parents=True, exist_ok=True)
    arriving = target.with_suffix(".part")
    picture.save(arriving, format="WEBP", quality=84, method=4)
    arriving.rename(target)
    return True


def _ground(files: FlightFiles, bounds: Bounds) -> NDArray[np.uint8] | None:
    crs, pixels = f"EPSG:{settings.KHARITA_SRID}", (SIDE_PX, SIDE_PX)
    if files.ortho is not None:
        return colours(files.ortho, bounds, crs=crs, pixels=pixels)
    if files.dsm is not None:
        return relief(files.dsm, bounds, crs=crs, pixels=pixels)
    return None


def _draw(picture: Image.Image, bounds: Bounds, marks: Marks) -> None:
    pen = ImageDraw.Draw(picture, "RGBA")
    if marks.parcel is not None:
        _outline(pen, _rings(marks.parcel, bounds), _PARCEL, width=3)
    if marks.footprint is not None:
        _outline(pen, _dashed(_rings(marks.footprint, bounds)), _PERMIT, width=4)
    _outline(pen, _rings(marks.change, bounds), _CHANGE, width=5)
    _scale_bar(pen, (bounds[2] - bounds[0]) / SIDE_PX)
    _north(pen)


Line = Sequence[tuple[float, float]]


def _rings(shape: BaseGeometry, bounds: Bounds) -> list[Line]:
    """The outlines of an area in pixels of the picture."""
    scale = SIDE_PX / (bounds[2] - bounds[0])
    lines = shapely.get_parts(shapely.boundary(shapely.force_2d(shape)))
    return [
        [((x - bounds[0]) * scale, (bounds[3] - y) * scale) for x, y in shapely.get_coordinates(line)]
        for line in lines
    ]


def _dashed(lines: Iterable[Line], dash: float = 14.0) -> list[Line]:
    found: list[Line] = []
    for line in lines:
        string = shapely.LineString(line)
        at = 0.0
        while at < string.length:
            piece = shapely.ops.substring(string, at, min(at + dash, string.length))
            found.append([(x, y) for x, y in shapely.get_coordinates(piece)])
            at += 1.7 * dash
    return found


def _outline(
    pen: ImageDraw.ImageDraw, lines: Iterable[Line], colour: tuple[int, int, int], width: int
) -> None:
    """Lines with a dark edge, seen on light roofs and on dark ground."""
    kept = [line for line in lines if len(line) > 1]
    for line in kept:
        pen.line(list(line), fill=(20, 20, 20, 150), width=width + 3, joint="curve")
    for line in kept:
        pen.line(list(line), fill=(*colour, 255), width=width, joint="curve")


def _scale_bar(pen: ImageDraw.ImageDraw, pixel_m: float) -> None:
    metres = max((one for one in _SCALES if one / pixel_m <= SIDE_PX * 0.3), default=_SCALES[0])
    length = metres / pixel_m
    left, bottom = 24, SIDE_PX - 24
    pen.rectangle((left - 10, bottom - 34, left + length + 10, bottom + 10), fill=(255, 255, 255, 215))
    pen.line([(left, bottom - 8), (left, bottom), (left + length, bottom), (left + length, bottom - 8)],
             fill=(20, 20, 20, 255), width=3)  # fmt: skip
    pen.text((left + length / 2, bottom - 10), f"{metres} m", fill=(20, 20, 20, 255), anchor="ms",
             font=ImageFont.load_default(20))  # fmt: skip


def _north(pen: ImageDraw.ImageDraw) -> None:
    x, y = SIDE_PX - 40, 24
    pen.rectangle((x - 22, y - 12, x + 22, y + 62), fill=(255, 255, 255, 215))
    pen.polygon([(x, y - 4), (x - 11, y + 30), (x, y + 23), (x + 11, y + 30)], fill=(20, 20, 20, 255))
    pen.text((x, y + 56), "N", fill=(20, 20, 20, 255), anchor="ms", font=ImageFont.load_default(22))
