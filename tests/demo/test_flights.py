"""The demo's drone surveys: drawn, prepared and compared by jobs, true to the permits."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import shapely
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from gis_data.demo_flights import make_scene, telling_centre, truth
from gis_data.demo_town import generate
from kharita.core.models import WorkflowEvent
from kharita.demo import rendering, services
from kharita.demo import tasks as demo_tasks
from kharita.demo.accounts import BERKANE
from kharita.demo.flights import Shoot, seed_flights
from kharita.permits.models import Permit, State
from kharita.permits.workflow import TRANSITIONS
from kharita.surveys import tasks as survey_tasks
from kharita.surveys.models import Campaign, Comparison, Finding, Survey
from kharita.territory.models import Commune, Parcel
from tests.surveys.making import make_permit

PARCELS, SEED = 400, 20261122
RUN = {
    "demo.render_flights": demo_tasks.render_flights,
    "demo.publish_flight": demo_tasks.publish_flight,
    "surveys.ingest": survey_tasks.ingest,
    "surveys.compare": survey_tasks.compare,
}
COMPARABLE = {"no_permit", "in_servitude", "footprint_exceeds", "height_exceeds", "demolished", "authorised"}

pytestmark = pytest.mark.long


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def seeded(
    db: None, now: datetime, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> services.Seeded:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("kharita.demo.flights.SIDE_M", 120.0)
    monkeypatch.setattr("kharita.demo.flights.GSD_M", 0.25)
    return services.seed(now=now, parcels=PARCELS, random_seed=SEED, flights=True)


def waiting() -> list[tuple[int, str, dict[str, Any]]]:
    """The jobs of flights that the worker would take up, in its order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo' AND task_name = ANY(%s)"
            " ORDER BY id",
            [list(RUN)],
        )
        return [(job, name, json.loads(told)) for job, name, told in cursor.fetchall()]


def work() -> list[str]:
    """Run them until there are none; the names of those that ran."""
    ran = []
    while jobs := waiting():
        for job, name, arguments in jobs:
            RUN[name](**arguments)
            ran.append(name)
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job])
    return ran


def shoot_of_job() -> Shoot:
    return Shoot.read(waiting()[0][2]["shoot"])


def test_two_flights_become_findings_that_are_true(
    seeded: services.Seeded, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    shoot = shoot_of_job()
    before, after = Survey.objects.order_by("flown_at")
    assert Campaign.objects.get().surveys.count() == 2
    _permits_are_whole(before, after, now)
    _drawing_is_taken_up_again_after_a_kill(monkeypatch)
    ran = work()
    assert ran.count("surveys.ingest") == 4
    assert ran.count("surveys.compare") == 1
    for survey in (before, after):
        survey.refresh_from_db()
        assert survey.state == Survey.State.READY
    assert before.published_at and not after.published_at
    assert set(Survey.objects.visible_to(None)) == {before}
    comparison = Comparison.objects.get()
    assert (comparison.state, comparison.before, comparison.after) == ("ready", before, after)
    _findings_match_the_truth(comparison, shoot)
    assert not (Path(django_settings.MEDIA_ROOT) / "demo_flights" / str(after.pk)).exists()


def _permits_are_whole(before: Survey, after: Survey, now: datetime) -> None:
    granted = Permit.objects.all()
    assert granted
    for permit in granted:
        assert before.flown_at < permit.issued_at < after.flown_at
        assert permit.valid_until > now.date()
        assert permit.parcel_links.count() == 1
        assert permit.footprint is not None and permit.project["height_m"] > 3
        events = list(WorkflowEvent.objects.filter(object_id=permit.pk).order_by("pk"))
        assert events[-1].target == permit.state in (State.ISSUED, State.WORKS_UNDER_WAY)
        assert [event.at for event in events] == sorted(event.at for event in events)
        assert all(event.source in TRANSITIONS[event.action].sources for event in events)
    numbers = sorted(permit.number for permit in granted)
    assert len(set(numbers)) == len(numbers)


def _drawing_is_taken_up_again_after_a_kill(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second flight is not drawn: the next run leaves the first one as it is."""
    render, epochs = rendering.render, []

    def killed(folder: Path, **options: Any) -> Any:
        epochs.append(options["epoch"])
        if len(epochs) == 2:
            raise KeyboardInterrupt
        return render(folder, **options)

    _job, _name, arguments = waiting()[0]
    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(rendering, "render", killed)
        demo_tasks.render_flights(**arguments)
    assert epochs == ["before", "after"]
    before, after = Survey.objects.order_by("flown_at")
    assert (before.products.count(), after.products.count()) == (2, 0)


def _findings_match_the_truth(comparison: Comparison, shoot: Shoot) -> None:
    """Large buildings are found with their verdict; there is hardly a finding where nothing was built."""
    cases = truth(shoot.scene(generate(PARCELS, SEED)))
    built = cases[(cases["area_m2"] >= 40) & (cases["change_m"].abs() > 2.5) & ~cases["decoy"]]
    findings = [
        (shapely.from_wkb(bytes(one.geometry.wkb)), one.verdict)
        for one in Finding.objects.filter(comparison=comparison)
    ]
    right = 0
    for case in built.itertuples():
        inner = case.geometry.buffer(-1)
        over = [(shape.intersection(inner).area, verdict) for shape, verdict in findings]
        right += max(over, default=(0.0, ""))[1] == case.verdict and max(over)[0] > 0.3 * inner.area
    assert len(built) >= 6
    assert right >= 0.75 * len(built), f"{right} of {len(built)}: {findings}"
    everything = shapely.union_all(cases.loc[~cases["decoy"]].geometry.buffer(2).to_numpy())
    beside = [shape for shape, _verdict in findings if not shape.intersects(everything)]
    assert len(beside) <= 0.25 * len(findings)
    assert {"in_servitude", "no_permit"} <= {verdict for _shape, verdict in findings} <= COMPARABLE


def test_nothing_is_built_where_the_desk_has_a_permit(
    db: None, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kharita.demo.flights.SIDE_M", 120.0)
    services.seed(now=now, parcels=PARCELS, random_seed=SEED)
    town, commune = generate(PARCELS, SEED), Commune.objects.get(code=BERKANE)
    centre = telling_centre(town, side_m=120.0, commune=0)
    cases = truth(make_scene(town, seed=SEED, side_m=120.0, centre=centre))
    busy = set(cases.loc[~cases["decoy"], "parcel"].iloc[:4]) - {""}
    for parcel in Parcel.objects.current().filter(reference__in=busy):
        make_permit(parcel)
    seed_flights(town=town, parcels=PARCELS, random_seed=SEED, commune=commune, now=now)
    now_built = truth(shoot_of_job().scene(town))
    assert busy
    assert not busy & set(now_built.loc[~now_built["decoy"], "parcel"])
