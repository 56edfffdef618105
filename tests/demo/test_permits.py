"""The demo's permits desk: a dossier in every state by the desk's own steps; many that agree with them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Count, Max

from kharita.core.models import WorkflowEvent
from kharita.demo import services
from kharita.permits.models import (
    UNDECIDED,
    CommissionSession,
    Decision,
    Document,
    Inspection,
    Notice,
    Offence,
    Opinion,
    Permit,
    State,
)
from kharita.permits.services.submission import number_of
from kharita.permits.workflow import TRANSITIONS

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
COUNT = 150

pytestmark = pytest.mark.slow


@pytest.fixture
def seeded(db: None, settings: Any, tmp_path: Path) -> services.Seeded:
    settings.MEDIA_ROOT = tmp_path
    certificate = tmp_path / "president.p12"
    settings.KHARITA = settings.KHARITA.model_copy(update={"signing_certificate": certificate})
    return services.seed(now=NOW, parcels=400, permits=COUNT)


def test_the_desk_is_full_and_hangs_together(seeded: services.Seeded) -> None:
    assert Permit.objects.count() == seeded.rows["permits"] == COUNT + len(State)
    walked = Permit.objects.exclude(applicant=None)
    assert set(walked.values_list("state", flat=True)) == set(State)
    _everyone_has_a_place_a_number_and_a_road()
    _clocks_run_where_a_decision_is_owed()
    _numbers_have_no_gap()
    _people_gave_opinions_met_and_went_out()


def _everyone_has_a_place_a_number_and_a_road() -> None:
    assert not Permit.objects.filter(parcel_links=None).exists()
    assert not Permit.objects.filter(site=None).exists()
    assert not Permit.objects.filter(valid_until__lt=NOW.date(), state=State.ISSUED).exists()
    events = WorkflowEvent.objects.filter(object_type="permits.permit")
    for event in events:
        assert event.source in TRANSITIONS[event.action].sources
        assert event.target == TRANSITIONS[event.action].target
        assert event.at <= NOW
    last = dict(events.values_list("object_id").annotate(Max("pk")))
    targets = dict(events.filter(pk__in=last.values()).values_list("object_id", "target"))
    assert targets == dict(Permit.objects.exclude(state="draft").values_list("pk", "state"))


def _clocks_run_where_a_decision_is_owed() -> None:
    owed = Permit.objects.filter(state__in=UNDECIDED)
    assert not owed.exclude(state=State.COMPLEMENT_REQUESTED).filter(due_at=None).exists()
    assert not Permit.objects.exclude(state__in=UNDECIDED).exclude(due_at=None).exists()
    assert owed.filter(due_at__lt=NOW).exists()
    assert owed.filter(due_at__gt=NOW).exists()


def _numbers_have_no_gap() -> None:
    numbers = sorted(Permit.objects.exclude(number=None).values_list("number", flat=True))
    years = {number.rsplit("-", 1)[0] for number in numbers}
    for year in years:
        of_year = [int(number.rsplit("-", 1)[1]) for number in numbers if number.startswith(f"{year}-")]
        assert of_year == list(range(1, len(of_year) + 1))
    permit = Permit.objects.exclude(number=None).first()
    assert number_of("PC", permit.commune_id, permit.commune.code, 2026) not in numbers


def _people_gave_opinions_met_and_went_out() -> None:
    assert Opinion.objects.count() > COUNT
    assert {session.state for session in CommissionSession.objects.all()} == {"planned", "closed"}
    assert Decision.objects.filter(kind="refusal").exclude(reasons=None).exists()
    assert not Decision.objects.filter(kind="refusal", reasons=None).exists()
    assert {offence.state for offence in Offence.objects.all()} == {"observed", "remedy_ordered"}
    assert Inspection.objects.filter(held_at=None).exists()
    assert Inspection.objects.exclude(held_at=None).exists()
    assert not Notice.objects.filter(sent_at=None).exists()
    held = Document.objects.values("permit").annotate(count=Count("pk"))
    assert {row["permit"] for row in held} == set(
        Permit.objects.exclude(applicant=None).values_list("pk", flat=True)
    )
    with Document.objects.first().file.open("rb") as file:
        assert file.read(5) == b"%PDF-"
