"""What a survey can be looked at as, made of what its products say of themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kharita.rasters.indices import available
from kharita.rasters.looks import (
    Colours,
    HeightDifference,
    Heights,
    Hillshade,
    Look,
    SingleBand,
    Slope,
    SpectralIndex,
    Terrain,
)
from kharita.surveys.models import Product

DIFFERENCE = "difference"
_VISIBLE = {"red": 1, "green": 2, "blue": 3}
_BYTE = 255.0
_REFLECTANCE_SCALE = 10_000.0
"""What multispectral cameras and their software write for a reflectance of 1 where it is a whole number."""


@dataclass(frozen=True)
class Shown:
    """A look at one product, by the name that it has in addresses."""

    name: str
    product: Product
    look: Look


def looks_of(products: Iterable[Product]) -> dict[str, Shown]:
    """Every look that these products (of one survey, ready) allow, by name."""
    by_kind = {product.kind: product for product in products}
    found: list[Shown] = []
    for kind in (Product.Kind.ORTHO, Product.Kind.MULTISPECTRAL):
        if (picture := by_kind.get(kind)) is not None:
            found += _of_picture(picture)
    surface, ground = by_kind.get(Product.Kind.DSM), by_kind.get(Product.Kind.DTM)
    for heights in (surface, ground):
        if heights is not None:
            found += _of_heights(heights, heights.kind)
    if surface is not None and ground is not None:
        above = HeightDifference(before=ground.analysis, limit=12.0, least=0.2)
        found.append(Shown("above-ground", surface, above))
    kept: dict[str, Shown] = {}
    for shown in found:
        kept.setdefault(
            shown.name, shown
        )  # the surface comes before the ground, the picture before its bands
    return kept


def difference_of(before: Iterable[Product], after: Iterable[Product]) -> Shown | None:
    """How heights changed between two surveys; None where either has none."""
    earlier, later = (
        next((product for product in products if product.kind == Product.Kind.DSM), None)
        for products in (before, after)
    )
    if earlier is None or later is None:
        return None
    return Shown(DIFFERENCE, later, HeightDifference(before=earlier.analysis))


def _of_picture(product: Product) -> list[Shown]:
    bands = {name: int(number) for name, number in product.bands.items()} if product.bands else {}
    if product.kind == Product.Kind.ORTHO:
        bands = _VISIBLE | bands
    found = []
    if {"red", "green", "blue"} <= bands.keys():
        shown = (bands["red"], bands["green"], bands["blue"])
        stretched = Colours(shown, *_ends(product, shown))
        is_bytes = product.facts.get("dtype", "uint8") == "uint8"
        found.append(Shown("rgb", product, Colours(shown) if is_bytes else stretched))
        found.append(Shown("contrast", product, stretched))
    for index in available(bands):
        look = SpectralIndex(index.id, tuple(bands[name] for name in index.bands), one=_one(product))
        found.append(Shown(index.id, product, look))
    for name, number in bands.items():
        low, high = _range(product, number)
        found.append(Shown(f"band-{name.replace('_', '-')}", product, SingleBand(low, high, number)))
    return found


def _of_heights(product: Product, name: str) -> list[Shown]:
    low, high = _range(product, 1)
    return [
        Shown(name, product, Heights(low, high)),
        Shown("relief" if name == "dsm" else f"{name}-relief", product, Heights(low, high, shaded=True)),
        Shown("hillshade", product, Hillshade()),
        Shown("slope", product, Slope()),
        Shown("terrain", product, Terrain(fill=round(low, 1))),
    ]


def _one(product: Product) -> float:
    kind = str(product.facts.get("dtype", "uint8"))
    if kind == "uint8":
        return _BYTE
    return 1.0 if kind.startswith("float") else _REFLECTANCE_SCALE


def _range(product: Product, band: int) -> tuple[float, float]:
    """Between which values nearly all of the band lies."""
    known: Any = next((told for told in product.statistics if told.get("band") == band), None)
    if known is None:
        return 0.0, _BYTE
    low, high = float(known["p2"]), float(known["p98"])
    return low, max(high, low + 1e-3)


def _ends(product: Product, bands: tuple[int, int, int]) -> tuple[Any, Any]:
    ranges = [_range(product, band) for band in bands]
    return tuple(low for low, _ in ranges), tuple(high for _, high in ranges)
