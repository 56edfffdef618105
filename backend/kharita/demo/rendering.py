"""Drawing the demo's flights and handing them to their surveys, as a drone's software would."""

import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from gis_data.demo_flights import Scene, render
from gis_data.demo_flights.flight import Epoch
from gis_data.demo_flights.render import EPOCHS
from gis_data.demo_town import generate
from kharita.accounts.models import User
from kharita.demo.flights import Shoot
from kharita.surveys.models import Product, Survey
from kharita.surveys.services.products import attach_file

KINDS = (Product.Kind.ORTHO, Product.Kind.DSM)


def render_flights(*, shoot: Shoot, surveys: Mapping[str, int], now: datetime) -> list[int]:
    """Draw what the surveys (their ids by epoch) do not have yet; the ids of those that got files.

    May be killed and run again: a survey gets both files at once, or none.
    """
    waiting: dict[Epoch, Survey] = {}
    for epoch in EPOCHS:
        survey = Survey.objects.select_related("created_by").filter(pk=surveys[epoch]).first()
        if survey is not None and not Product.objects.filter(survey=survey, kind__in=KINDS).exists():
            waiting[epoch] = survey
    if not waiting:
        return []
    scene = shoot.scene(generate(shoot.parcels, shoot.seed))
    for epoch, survey in waiting.items():
        folder = Path(settings.MEDIA_ROOT) / "demo_flights" / str(survey.pk)
        _fly(scene, shoot, epoch, survey, folder, now)
        shutil.rmtree(folder, ignore_errors=True)
    return [survey.pk for survey in waiting.values()]


def _fly(scene: Scene, shoot: Shoot, epoch: Epoch, survey: Survey, folder: Path, now: datetime) -> None:
    made = render(folder, scene=scene, epoch=epoch, gsd_m=shoot.gsd_m, noise="low")
    pilot = User.objects.get(pk=survey.created_by_id)
    with transaction.atomic():
        for kind, path in ((Product.Kind.ORTHO, made.ortho), (Product.Kind.DSM, made.dsm)):
            attach_file(
                survey=survey, kind=kind, source=Product.Source.PATH, file_name=path.name, bands={},
                actor=pilot, now=now, path=path,
            )  # fmt: skip
