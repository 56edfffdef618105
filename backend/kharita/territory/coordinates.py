"""Coordinates as people type them: degrees, degrees-minutes-seconds, or metres of the official CRS."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from pyproj import CRS, Transformer

_SIDES = {
    **dict.fromkeys(("n", "nord", "north", "ش", "شمال", "شمالا"), "N"),
    **dict.fromkeys(("s", "sud", "south", "ج", "جنوب", "جنوبا"), "S"),
    **dict.fromkeys(("e", "est", "east", "ق", "شرق", "شرقا"), "E"),
    **dict.fromkeys(("w", "o", "ouest", "west", "غ", "غرب", "غربا"), "W"),
}
_NUMBER = r"[+-]?\d+(?:\.\d+)?"
_SIDE = "|".join(sorted(_SIDES, key=len, reverse=True))
_DEGREES = (
    rf"(?P<degrees>{_NUMBER})\s*°?"
    r"(?:\s*(?P<minutes>\d+(?:\.\d+)?)\s*'(?:\s*(?P<seconds>\d+(?:\.\d+)?)\s*\")?)?"
)
# "34.92 N 2.32 W", or "N 34.92 W 2.32": the letter stands on one side of both.
_ANGLES = (
    re.compile(rf"{_DEGREES}\s*(?P<side>(?:{_SIDE})\b)?"),
    re.compile(rf"(?P<side>\b(?:{_SIDE}))\s*{_DEGREES}"),
)
_LABELS = re.compile(r"\b(?:x|y|lat|lon|lng|latitude|longitude|e|n)\s*[=:]")
_MARKS = str.maketrans(
    {"′": "'", "’": "'", "″": '"', "”": '"', "“": '"', "−": "-", "–": "-", "،": ",", "٫": ".", "º": "°"}
)


@dataclass(frozen=True)
class Position:
    """A point in WGS84 degrees and in metres of the official CRS."""

    longitude: float
    latitude: float
    east: float
    north: float


def parse_coordinates(text: str) -> Position | None:
    """The one point that `text` names within the official CRS's area of use, or None.

    Bare degrees are latitude then longitude, bare metres east then north; the other order is understood where
    only it falls inside the area.
    """
    clean = unicodedata.normalize("NFKC", text).translate(_MARKS).lower()
    clean = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in clean)
    if "''" in clean:
        clean = clean.replace("''", '"')
    clean = _LABELS.sub(" ", clean)
    for spaced in _separated(clean):
        values = _pair(spaced)
        if values is not None:
            return _placed(*values)
    return None


def _separated(text: str) -> list[str]:
    """`text` with its two parts apart and decimal points: a comma may be either, or both."""
    readings = [re.sub(r"\s*[;,]\s*", " ", text)]
    if re.search(r"\d,\d", text):
        readings.insert(0, re.sub(r"(\d),(\d)", r"\1.\2", re.sub(r"[;,]\s+|\s+,|;", " ", text)))
    return readings


def _pair(text: str) -> tuple[float, float, str, str] | None:
    if re.search(r"\d-", text):
        return None  # "106-54" is a lot, not two numbers
    for angle in _ANGLES:
        matches = list(angle.finditer(text))
        if len(matches) == 2 and not angle.sub("", text).strip(" ()[]"):
            (first, first_side), (second, second_side) = (_angle(match) for match in matches)
            return first, second, first_side, second_side
    return None


def _angle(match: re.Match[str]) -> tuple[float, str]:
    degrees = float(match["degrees"])
    value = abs(degrees) + float(match["minutes"] or 0) / 60 + float(match["seconds"] or 0) / 3600
    side = _SIDES.get(match["side"] or "", "")
    return (-value if match["degrees"].startswith("-") or side in {"S", "W"} else value), side


def _placed(first: float, second: float, first_side: str, second_side: str) -> Position | None:
    if first_side in {"E", "W"} or second_side in {"N", "S"}:
        first, second = second, first
        sided = True
    else:
        sided = bool(first_side or second_side)
    orders = [(first, second)] if sided else [(first, second), (second, first)]
    in_degrees = abs(first) <= 180 and abs(second) <= 180
    for one, other in orders:
        position = from_degrees(other, one) if in_degrees else from_metres(one, other)
        if position is not None:
            return position
    return None


@cache
def _transformers() -> tuple[CRS, Transformer, Transformer]:
    official = CRS.from_epsg(settings.KHARITA_SRID)
    return (
        official,
        Transformer.from_crs(4326, official, always_xy=True),
        Transformer.from_crs(official, 4326, always_xy=True),
    )


def from_degrees(longitude: float, latitude: float) -> Position | None:
    """The position, or None outside the official CRS's area of use."""
    official, forward, _ = _transformers()
    area = official.area_of_use
    # A degree of slack: borders of areas of use are drawn roughly.
    if area and not (
        area.west - 1 <= longitude <= area.east + 1 and area.south - 1 <= latitude <= area.north + 1
    ):
        return None
    east, north = forward.transform(longitude, latitude)
    return Position(longitude, latitude, east, north) if abs(east) < 1e9 and abs(north) < 1e9 else None


def from_metres(east: float, north: float) -> Position | None:
    """The position, or None outside the official CRS's area of use."""
    _, _, backward = _transformers()
    longitude, latitude = backward.transform(east, north)
    if not (abs(longitude) <= 180 and abs(latitude) <= 90):
        return None
    found = from_degrees(longitude, latitude)
    return found and Position(longitude, latitude, east, north)
