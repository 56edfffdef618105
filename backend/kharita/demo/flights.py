"""The demo's drone surveys: two flights over a district of Berkane, and permits for part of what was built.

What is seeded is small: the flights' rows, the permits and a job. The job (`demo.rendering`) draws the
pictures; the surveys' own jobs then prepare them, and compare them as they would those of a real drone.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from gis_data.demo_flights import Scene, make_scene, telling_centre
from gis_data.demo_town import Town
from kharita.accounts.models import User
from kharita.core.jobs import job
from kharita.demo.flight_permits import grant
from kharita.permits.models import PermitParcel
from kharita.surveys.models import FlightAuthorisation, Survey
from kharita.surveys.queue import ONE_AT_A_TIME, QUEUE
from kharita.surveys.services import flights
from kharita.territory.models import Commune

SIDE_M, GSD_M = 180.0, 0.10
DAY = timedelta(days=1)
BEFORE, AFTER = 240 * DAY, 14 * DAY
"""How long ago the district was flown over."""
GRANTED = 200 * DAY
BERKANE_ROW = 0


@dataclass(frozen=True)
class Shoot:
    """All that a scene is made from: the same one always gives the same scene. Lengths in metres."""

    parcels: int
    seed: int
    centre: tuple[float, float]
    side_m: float
    gsd_m: float
    taken: tuple[str, ...]

    def scene(self, town: Town) -> Scene:
        """What is to be seen; `town` is the one of these `parcels` and this `seed`."""
        return make_scene(
            town, seed=self.seed, side_m=self.side_m, centre=self.centre, taken=frozenset(self.taken)
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, stored: dict[str, Any]) -> "Shoot":
        """What `as_json` wrote."""
        return cls(**{**stored, "centre": tuple(stored["centre"]), "taken": tuple(stored["taken"])})


def seed_flights(*, town: Town, parcels: int, random_seed: int, commune: Commune, now: datetime) -> int:
    """Two flights over a district of `commune`, to be drawn by a job, and what was permitted there.

    Within the caller's transaction, after the permits of the desk: on parcels that have one nothing is
    built. `town` is what the database was filled with, `parcels` and `random_seed` what it was made from.
    Returns how many permits were granted.
    """
    users = {user.username: user for user in User.objects.filter(password_is_public=True)}
    taken = PermitParcel.objects.filter(permit__commune=commune).values_list("reference", flat=True)
    shoot = Shoot(
        parcels, random_seed, telling_centre(town, side_m=SIDE_M, commune=BERKANE_ROW), SIDE_M, GSD_M,
        tuple(sorted(set(taken))),
    )  # fmt: skip
    granted = grant(
        scene=shoot.scene(town), commune=commune, officer=users["urbanism"], president=users["president"],
        issued_at=now - GRANTED, now=now,
    )  # fmt: skip
    surveys = _announce(commune, users["inspector"], now)
    job("demo.render_flights", queue=QUEUE, lock=ONE_AT_A_TIME).defer(
        shoot=shoot.as_json(),
        surveys={epoch: survey.pk for epoch, survey in surveys.items()},
        publisher=users["urbanism"].pk,
    )
    return granted


def _morning(moment: datetime) -> datetime:
    """Drones fly by daylight."""
    return timezone.localtime(moment).replace(hour=10, minute=30, second=0, microsecond=0)


def _announce(commune: Commune, inspector: User, now: datetime) -> dict[str, Survey]:
    """The two surveys by epoch, under one authorisation and in one campaign."""
    authorisation: FlightAuthorisation = flights.register_authorisation(
        commune=commune, reference="DEMO-DRONE-117", issued_by="Gouvernorat de Berkane (démonstration)",
        valid_from=(now - BEFORE - 20 * DAY).date(), valid_until=(now + 120 * DAY).date(), area=None,
        pilot_name="Anas Guerrouj", pilot_licence="DEMO-RPAS-0042", actor=inspector,
        now=now - BEFORE - 15 * DAY,
    )  # fmt: skip
    campaign = flights.make_campaign(
        commune=commune, name_ar="تتبع البناء في المدينة", name_fr="Suivi des constructions de la ville",
        name_en="Follow-up of building in town", purpose="Constructions sans autorisation",
        actor=inspector, now=now - BEFORE - 10 * DAY,
    )  # fmt: skip
    titles = {"before": ("Premier vol du quartier", BEFORE), "after": ("Second vol du quartier", AFTER)}
    return {
        epoch: flights.announce_survey(
            authorisation=authorisation,
            flight=flights.Flight(
                title=title, flown_at=_morning(now - ago), sensor="DJI Mavic 3E (simulé)",
                georeference=Survey.Georeference.CONTROL_POINTS if epoch == "before"
                else Survey.Georeference.GPS,
                gsd_cm=GSD_M * 100, accuracy_cm=5.0 if epoch == "before" else 30.0, campaign=campaign,
                note="Vol simulé sur une ville inventée / رحلة محاكاة فوق مدينة متخيلة",
            ),
            actor=inspector, now=now - ago + DAY,
        )
        for epoch, (title, ago) in titles.items()
    }  # fmt: skip
