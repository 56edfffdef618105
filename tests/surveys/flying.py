"""Small rasters over the test commune, in its official CRS, and the surveys that they belong to."""

from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from django.utils import timezone
from rasterio.transform import from_origin

from kharita.accounts.models import User
from kharita.surveys.models import Product, Survey
from kharita.surveys.services import flights, products
from kharita.territory.models import Commune
from tests.factories import CENTRE, SRID
from tests.surveys.making import make_authorisation

PIXELS, METRES = 400, 0.1


def announce(commune: Commune, actor: User, *, flown_at: datetime | None = None) -> Survey:
    """A survey under an authorisation, without files."""
    now = timezone.now()
    flight = flights.Flight(title="Massira", flown_at=flown_at or now)
    return flights.announce_survey(
        authorisation=make_authorisation(commune), flight=flight, actor=actor, now=now
    )


def write_ortho(path: Path, *, origin: tuple[float, float] = CENTRE, srid: int = SRID) -> Path:
    """A coloured picture of 40 m by 40 m, its lower left corner at `origin`; an eighth of it is empty."""
    rows, columns = np.mgrid[0:PIXELS, 0:PIXELS]
    bands = np.stack([rows % 256, columns % 256, (rows + columns) % 256]).astype("uint8")
    alpha = np.full((1, PIXELS, PIXELS), 255, "uint8")
    alpha[:, : PIXELS // 8] = 0
    return _write(path, np.concatenate([bands, alpha]), origin, srid, photometric="RGB", alpha="YES")


def write_heights(path: Path, *, house_m: float = 0.0, origin: tuple[float, float] = CENTRE) -> Path:
    """Gently sloping ground with a house of 10 m by 12 m and `house_m` in its middle."""
    rows, columns = np.mgrid[0:PIXELS, 0:PIXELS]
    noise = np.random.default_rng(7).normal(0, 0.03, (PIXELS, PIXELS))
    heights = (140 + rows * 0.002 + columns * 0.001 + noise).astype("float32")
    heights[140:260, 150:250] += house_m
    return _write(path, heights[None], origin, SRID, nodata=-9999.0)


def _write(path: Path, bands: Any, origin: tuple[float, float], srid: int, **options: Any) -> Path:
    west, south = origin
    profile = {
        "driver": "GTiff", "count": len(bands), "height": PIXELS, "width": PIXELS, "dtype": bands.dtype,
        "crs": f"EPSG:{srid}", "transform": from_origin(west, south + PIXELS * METRES, METRES, METRES),
        "tiled": True, "compress": "deflate", **options,
    }  # fmt: skip
    with rasterio.open(path, "w", **profile) as raster:
        raster.write(bands)
    return path


def attach(survey: Survey, kind: str, path: Path, actor: User) -> Product:
    """Give the survey a file, to be prepared."""
    return products.attach_file(
        survey=survey, kind=kind, source=Product.Source.PATH, file_name=path.name, bands={}, actor=actor,
        now=timezone.now(), path=path,
    )  # fmt: skip
