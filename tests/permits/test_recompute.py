"""After a holiday is edited: the legal dates of all open dossiers at once, as each would get alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kharita.core.models import AuditRecord
from kharita.permits.models import UNDECIDED, Holiday, Pause, Permit, PermitTypeVersion, State
from kharita.permits.services import calendars
from kharita.permits.services.calendars import calendar_of, legal_due_at, recompute_due
from kharita.permits.services.law import load_law
from kharita.territory.models import Commune
from tests.factories import make_commune
from tests.permits.conftest import NOW

UNITS = PermitTypeVersion.Unit.values


@pytest.fixture
def communes(db: None) -> list[Commune]:
    """Two communes whose desks hold dossiers of every state, unit of delay and pause."""
    load_law()
    made = [make_commune("113.01.01"), make_commune("113.01.02")]
    versions = list(PermitTypeVersion.objects.order_by("pk")[: len(UNITS)])
    for version, unit in zip(versions, UNITS, strict=True):
        PermitTypeVersion.objects.filter(pk=version.pk).update(delay_unit=unit)
    for commune in made:
        rows = [
            Permit(
                commune=commune,
                number=f"{commune.code}-{number}",
                kind_id=version.kind_id,
                rules=version,
                state=state,
                submitted_at=NOW + timedelta(hours=7 * number),
                created_at=NOW,
                changed_at=NOW,
            )
            for number, (state, version) in enumerate((s, v) for s in State for v in versions)
            if state != State.DRAFT
        ]
        _pause(Permit.objects.bulk_create(rows))
    return made


def _pause(permits: list[Permit]) -> None:
    """Of each four the first's clock stands, two have stood, the last has never."""
    Pause.objects.bulk_create(
        Pause(
            permit=permit,
            begun_at=permit.submitted_at + timedelta(days=2),
            ended_at=permit.submitted_at + timedelta(days=9) if place % 4 else None,
        )
        for place, permit in enumerate(permits)
        if place % 4 != 3
    )


def close_offices(commune: Commune | None, day: date) -> None:
    Holiday.objects.create(commune=commune, code=f"closed-{day}", on=day, days=2)


def one_by_one() -> dict[int, Any]:
    return {
        permit.pk: legal_due_at(permit, calendar_of(permit.commune_id)) for permit in Permit.objects.all()
    }


def kept() -> dict[int, Any]:
    return dict(Permit.objects.values_list("pk", "due_at"))


def test_all_dossiers_at_once_get_the_dates_that_each_gets_alone(
    communes: list[Commune], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "BATCH", 5)
    assert recompute_due() > 2 * len(UNITS)
    assert kept() == one_by_one()
    close_offices(None, date(2026, 9, 16))
    close_offices(communes[0], date(2026, 9, 21))
    assert recompute_due() > 2 * len(UNITS)
    assert kept() == one_by_one()
    assert {state for state, due in Permit.objects.values_list("state", "due_at") if due} == set(UNDECIDED)
    assert recompute_due() == 0


def test_a_commune_s_holiday_moves_its_own_dossiers_alone(communes: list[Commune]) -> None:
    recompute_due()
    before = kept()
    close_offices(communes[0], date(2026, 9, 16))
    moved = recompute_due(commune_id=communes[0].pk)
    changed = {pk for pk, due in kept().items() if due != before[pk]}
    assert len(changed) == moved > 0
    assert set(Permit.objects.filter(pk__in=changed).values_list("commune", flat=True)) == {communes[0].pk}
    # Each of them is in the record, with what it was.
    records = AuditRecord.objects.filter(table_name="permits_permit", action="update", row_id__in=changed)
    told = [record.before["due_at"] for record in records if record.commune_id == communes[0].pk]
    assert len(told) >= moved


def test_more_dossiers_need_no_more_statements(communes: list[Commune]) -> None:
    with CaptureQueriesContext(connection) as few:
        assert recompute_due(commune_id=communes[0].pk) > 20
    assert len(few) <= 8
