"""What each band of a raster is, and whether a product of its kind can have such bands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kharita.core.confined_child import Fault

KINDS = ("ortho", "dsm", "dtm", "multispectral")
RGB = ("red", "green", "blue")
NAMES = (
    (r"\bnir\d?\b|near.?infra.?red|proche.?infra", "nir"),
    (r"red.?edge|\bre\d?\b", "rededge"),
    (r"\bred\b|\brouge\b|^r$", "red"),
    (r"\bgreen\b|\bvert\b|^g$", "green"),
    (r"\bblue\b|\bbleu\b|^b$", "blue"),
    (r"thermal|\blwir\b|\btir\b", "thermal"),
    (r"\bpan(chromatic)?\b", "pan"),
    (r"alpha|mask", "alpha"),
)
WAVELENGTHS_UM = ((0.43, 0.51, "blue"), (0.51, 0.6, "green"), (0.62, 0.69, "red"), (0.69, 0.76, "rededge"),
                  (0.76, 1.0, "nir"), (7.5, 14.0, "thermal"))  # fmt: skip
INTERPRETED = {"gray": "grey", "lwir": "thermal", "tir": "thermal"}


@dataclass(frozen=True)
class Band:
    """As the file declares it; `wavelength_um` is the centre, 0 where it says none."""

    interpretation: str
    description: str
    dtype: str
    wavelength_um: float = 0.0


@dataclass(frozen=True)
class Meanings:
    """One colour for each band, and codes of what is worth telling."""

    colours: tuple[str, ...]
    notices: tuple[str, ...] = ()


def meanings_of(bands: Sequence[Band], *, kind: str, bits: int) -> Meanings:
    """Raises `Fault` for bands that a product of `kind` cannot have."""
    dtypes = {band.dtype for band in bands}
    if any(dtype.startswith("complex") for dtype in dtypes):
        raise Fault("complex")
    if len(dtypes) > 1:
        raise Fault("mixed-types")
    dtype = dtypes.pop()
    if kind in ("dsm", "dtm"):
        return _heights(bands, dtype, bits)
    if kind == "multispectral":
        return _multispectral(bands, dtype)
    return _ortho(bands, dtype, bits)


def declared(band: Band) -> str:
    """The band's colour by its interpretation, name or wavelength; "undefined" where it says nothing."""
    if band.interpretation not in ("undefined", "gray"):
        return INTERPRETED.get(band.interpretation, band.interpretation)
    text = band.description.lower().replace("_", " ")
    for pattern, colour in NAMES:
        if re.search(pattern, text):
            return colour
    for low, high, colour in WAVELENGTHS_UM:
        if low <= band.wavelength_um < high:
            return colour
    return INTERPRETED.get(band.interpretation, band.interpretation)


def _heights(bands: Sequence[Band], dtype: str, bits: int) -> Meanings:
    if len(bands) != 1:
        raise Fault("heights-bands", bands=len(bands))
    if bands[0].interpretation == "palette" or bits <= 8:
        raise Fault("heights-picture")
    whole = ("whole-units",) if "int" in dtype else ()
    return Meanings(("height",), whole)


def _ortho(bands: Sequence[Band], dtype: str, bits: int) -> Meanings:
    if len(bands) == 1 and dtype.startswith("float"):
        raise Fault("ortho-heights")
    if bits == 1:
        raise Fault("one-bit")
    if dtype not in ("uint8", "uint16") or bits not in (8, 16):
        raise Fault("ortho-values", found=dtype if bits in (8, 16, 32, 64) else f"{bits}-bit")
    colours = tuple(declared(band) for band in bands)
    scaled = ("scaled",) if dtype == "uint16" else ()
    named, notices = _ortho_colours(colours)
    return Meanings(named, (*notices, *scaled))


def _ortho_colours(colours: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if set(colours) <= {"alpha"}:
        raise Fault("alpha-only")
    if "cyan" in colours:
        raise Fault("cmyk")
    if colours == ("palette",):
        return colours, ("palette",)
    if len(colours) == 1 or (len(colours) == 2 and colours[1] == "alpha"):
        return ("grey", *colours[1:]), ("grey",)
    if set(RGB) <= set(colours):
        extra = set(colours) - {*RGB, "alpha"}
        return colours, ("extra-bands",) if extra else ()
    if len(colours) in (3, 4) and set(colours) <= {"grey", "undefined", "alpha"}:
        fourth = colours[3:] if colours[3:] == ("alpha",) else ("undefined",) * len(colours[3:])
        return (*RGB, *fourth), ("bands-assumed", *(("extra-bands",) if "undefined" in fourth else ()))
    raise Fault("ortho-bands", bands=len(colours))


def _multispectral(bands: Sequence[Band], dtype: str) -> Meanings:
    colours = tuple(declared(band) for band in bands)
    if len([colour for colour in colours if colour != "alpha"]) < 4:
        raise Fault("too-few-bands", bands=len(colours))
    if dtype not in ("uint8", "uint16", "int16", "float32", "float64"):
        raise Fault("multispectral-values", found=dtype)
    if {"red", "nir"} <= set(colours):
        return Meanings(colours)
    # The order of aerial cameras (and of NAIP) where four bands come without names.
    if len(colours) == 4 and set(colours) - {"undefined", "grey"} <= set(RGB):
        return Meanings((*RGB, "nir"), ("bands-assumed",))
    raise Fault("bands-unknown", bands=len(colours))


def wavelength_of(tags: Mapping[str, str]) -> float:
    """The centre in micrometres that a band's metadata tells (GDAL's IMAGERY domain, or plain), or 0."""
    for key, unit in (("CENTRAL_WAVELENGTH_UM", 1.0), ("wavelength", 0.001), ("WAVELENGTH", 0.001)):
        try:
            found = float(tags[key])
        except (KeyError, ValueError):
            continue
        # Nanometres as cameras write them, unless the number can only be micrometres.
        return found if unit == 1.0 or found < 20 else found * unit
    return 0.0
