"""Two surveys of one picture for `bench_imagery`: one published, one for its commune's people; run as a
program.
"""

import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import django
import numpy as np

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "backend")]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

from django.conf import settings  # noqa: E402  # needs the applications loaded
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from rasterio.shutil import copy  # noqa: E402

from kharita.accounts.roles import Role  # noqa: E402
from kharita.surveys.models import FlightAuthorisation, Product, Survey  # noqa: E402
from tests.factories import make_commune, make_user  # noqa: E402
from tests.rasters.imagery_files import display_file, write  # noqa: E402


def main() -> None:
    folder, pixels = Path(sys.argv[1]), int(sys.argv[2])
    files = _files(folder, pixels)
    commune = make_commune()
    client = Client()
    client.force_login(
        make_user(Role.INSPECTOR, commune), backend="django.contrib.auth.backends.ModelBackend"
    )
    told = {
        "published": _survey(commune, files, published=True),
        "inside": _survey(commune, files, published=False),
        "cookie": settings.SESSION_COOKIE_NAME,
        "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
        **files,
    }
    for name, value in told.items():
        print(f"{name}={value}")


def _files(folder: Path, pixels: int) -> dict[str, Path]:
    chance = np.random.default_rng(3)
    coarse = chance.random((pixels // 40 + 1, pixels // 40 + 1), np.float32).repeat(40, 0).repeat(40, 1)
    ground = coarse[:pixels, :pixels]
    bands = [ground * 160 + chance.random(ground.shape, np.float32) * 40 + 20 * band for band in range(3)]
    picture = np.stack([*bands, np.full(ground.shape, 255, np.float32)]).astype(np.uint8)
    made = {
        "ortho": write(folder / "ortho.tif", picture, pixel=0.05, tiled=True),
        "flat": write(folder / "flat.tif", 100 + ground * 8, pixel=0.05, tiled=True, nodata=-9999),
    }
    display_file(made["ortho"], folder / "display.tif", levels=5)
    for name, source in (("analysis", "ortho"), ("dsm", "flat")):
        copy(made[source], folder / f"{name}.tif", driver="COG", COMPRESS="DEFLATE", PREDICTOR="YES", LEVEL=1)
    return {name: folder / f"{name}.tif" for name in ("display", "analysis", "dsm")}


def _survey(commune: Any, files: dict[str, Path], *, published: bool) -> int:
    now = timezone.now()
    permission, _ = FlightAuthorisation.objects.get_or_create(
        commune=commune, reference="bench", defaults={
            "valid_from": now.date(), "valid_until": now.date(), "pilot_name": "Pilot", "created_at": now,
        },
    )  # fmt: skip
    survey = Survey.objects.create(
        commune=commune, number=f"bench-{published}", title="Bench", authorisation=permission, created_at=now,
        flown_at=now - timedelta(days=1), state=Survey.State.READY, published_at=now if published else None,
    )  # fmt: skip
    for kind, analysis in (("ortho", "analysis"), ("dsm", "dsm")):
        product = Product.objects.create(
            survey=survey, kind=kind, state=Product.State.READY, created_at=now, ready_at=now,
            facts={"dtype": "uint8" if kind == "ortho" else "float32"},
            statistics=[{"band": 1, "p2": 100, "p98": 108}],
        )  # fmt: skip
        product.folder.mkdir(parents=True)
        os.link(files[analysis], product.analysis)
        if kind == "ortho":
            os.link(files["display"], product.display)
    return int(survey.pk)


if __name__ == "__main__":
    main()
