"""A small town of difficult values, and every way to take it away."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from kharita.core.layers import layers
from kharita.exports import storage
from kharita.exports.wanted import Wanted, open_wanted
from kharita.exports.writing import Written, write
from kharita.maps.door import OpenLayer, open_layer
from kharita.territory.models import Commune, Parcel, Place, Street
from tests.factories import CENTRE, line, make_parcel, point, square

HOSTILE = (
    "=1+2",
    "+cmd|' /C calc'!A0",
    "-7",
    "@SUM(A1)",
    'a,b;"c"',
    "two\nlines",
    "<b>&amp;",
    "tab\there",
    "\u0007bell",
)
ARABIC = "زنقة المسيرة الخضراء"


@pytest.fixture(autouse=True)
def _no_files_left() -> Iterator[None]:
    yield
    shutil.rmtree(storage.folder(), ignore_errors=True)


@pytest.fixture
def town(commune: Commune) -> Commune:
    """Parcels (one with a hole, one in two parts), streets and places with Arabic and hostile names."""
    x, y = CENTRE
    for number, text in enumerate(HOSTILE):
        make_parcel(commune, f"{number + 1}/40", xy=(x + 30 * number, y), address=text, tenure="titled")
    ring = square(x, y + 100, 60)
    ring.append(square(x + 20, y + 120, 10).exterior_ring)
    make_parcel(commune, "100/40", geometry=ring, address=ARABIC, tenure="melk", declared_area_m2=3500.5)
    parts = square(x, y + 200, 20).union(square(x + 50, y + 200, 20))
    make_parcel(commune, "101/40", geometry=parts, address="", tenure="unknown")
    for number in range(3):
        Street.objects.create(commune=commune, name_ar=ARABIC, name_fr=HOSTILE[number], width_m=7.5 + number,
                              geometry=line((x, y - 10 * number), (x + 40, y - 20), (x + 90, y)))  # fmt: skip
        Place.objects.create(commune=commune, name_ar=ARABIC, name_fr=f"École {number}", kind="school",
                             geometry=point(x + 5 * number, y + 7.25))  # fmt: skip
    return commune


Take = Callable[..., tuple[Path, Written]]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """`take("parcels", "gpkg", user=…)` writes the layer and gives the file and what is told of it."""

    def taken(layer: str, form: str, *, user: Any = None, packed: bool = True, **wanted: Any) -> Any:
        opened = open_wanted(Wanted(layer, form, **wanted), user)
        path = tmp_path / f"{layer}.{opened.format.file_extension}"
        written = write(
            opened.layer, opened.selection, form, path, opened.crs.code, filter_text=opened.wanted.filter,
            bom=opened.wanted.bom, packed=packed,
        )  # fmt: skip
        return path, written

    return taken


def opened_as(layer_id: str, user: Any = None) -> OpenLayer:
    layer = layers.get(layer_id)
    assert layer is not None
    return open_layer(layer, user)


def door_rows(layer_id: str, user: Any = None, srid: int = 26191) -> dict[int, dict[str, Any]]:
    """What the door itself gives: by id the columns, and under "wkb" the shape in that CRS."""
    opened = opened_as(layer_id, user)
    names = ", ".join(f'source."{name}"' for name in opened.fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT source.id, ST_AsBinary(ST_Transform(source.geometry, {srid})), {names} "
            f"FROM {opened.source}",
            opened.params,
        )
        return {
            row[0]: {"wkb": bytes(row[1]), **dict(zip(opened.fields, row[2:], strict=True))}
            for row in cursor.fetchall()
        }


def parcel_named(reference: str) -> Parcel:
    found: Parcel = Parcel.objects.get(reference=reference)
    return found
