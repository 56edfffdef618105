"""A survey with real files for tests of what goes out."""

import os
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from django.utils import timezone

from kharita.surveys.models import Campaign, Product, Survey
from kharita.territory.models import Commune
from tests.rasters.imagery_files import BERKANE, display_file, texture, write
from tests.surveys import making

GROUND = 120.0
BOUNDS = (-2.9, 34.4, -2.8, 34.6)


@cache
def _files() -> dict[str, Path]:
    folder = Path(mkdtemp(prefix="kharita-imagery-"))
    picture = np.concatenate([texture(400, 500), np.full((1, 400, 500), 255, np.uint8)])
    heights = np.full((400, 500), GROUND, np.float32)
    heights[150:250, 200:300] += 5
    ortho = write(folder / "ortho.tif", picture)
    return {
        "ortho": ortho,
        "display": display_file(ortho, folder / "display.tif"),
        "dsm": write(folder / "dsm.tif", heights, nodata=-9999),
        "flat": write(folder / "flat.tif", np.full((400, 500), GROUND, np.float32), nodata=-9999),
    }


def add_product(survey: Survey, kind: str, *, file: str = "", **fields: Any) -> Product:
    now = timezone.now()
    dtype = "uint8" if kind == "ortho" else "float32"
    product: Product = Product.objects.create(
        survey=survey, kind=kind, state=Product.State.READY, created_at=now, ready_at=now, sha256="a" * 64,
        facts={"dtype": dtype, "bounds_wgs84": BOUNDS, "pixel_size_m": [0.1, 0.1]},
        statistics=[{"band": 1, "minimum": 118, "maximum": 126, "p2": 119, "p98": 125, "mean": 121}],
        **fields,
    )  # fmt: skip
    product.folder.mkdir(parents=True)
    os.link(_files()[file or kind], product.analysis)
    if kind == "ortho":
        os.link(_files()["display"], product.display)
    return product


def make_survey(commune: Commune, *, published: bool = False, **fields: Any) -> Survey:
    number = f"{commune.code}-{Survey.objects.count() + 1:05}"
    published_at = timezone.now() if published else None
    return making.make_survey(
        commune, number, title="Massira", footprint=None, published_at=published_at, **fields
    )


def make_flown(commune: Commune, **fields: Any) -> Survey:
    """A survey with an orthophoto and heights."""
    survey = make_survey(commune, **fields)
    add_product(survey, "ortho")
    add_product(survey, "dsm")
    return survey


def make_campaign(commune: Commune) -> Campaign:
    campaign: Campaign = Campaign.objects.create(commune=commune, name_fr="Ville", created_at=timezone.now())
    return campaign


def place() -> Path:
    """A file that lies where the surveys do."""
    return _files()["ortho"]


__all__ = [
    "BERKANE",
    "BOUNDS",
    "GROUND",
    "add_product",
    "make_campaign",
    "make_flown",
    "make_survey",
    "place",
]
