"""No question of a reader keeps the database busy for longer than an answer is worth."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from kharita.core.errors import BadInput
from kharita.maps import features, measured
from kharita.maps.statements import TooSlow, limited
from kharita.territory.models import Parcel
from tests.ogc.conftest import Ogc


def execute(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_what_takes_too_long_is_ended_and_told(db: None) -> None:
    with pytest.raises(TooSlow) as ended, limited(50):
        execute("SELECT pg_sleep(5)")
    assert ended.value.extra["retry_after"] > 0


def test_the_limit_ends_with_the_question(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        before = cursor.fetchone()
        with limited(50):
            execute("SELECT 1")
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == before


def test_what_the_database_cannot_reckon_is_bad_input(db: None) -> None:
    with pytest.raises(BadInput), limited():
        execute("SELECT 10 ^ 400::double precision")


def test_a_slow_question_is_a_503_that_says_when_to_try_again(
    parcels: list[Parcel], ogc: Callable[..., Ogc], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_given: Any, **_named: Any) -> Any:
        with limited(20):
            execute("SELECT pg_sleep(5)")

    monkeypatch.setattr(features, "read", slow)
    answer = ogc().get("/collections/parcels/items")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert int(answer["Retry-After"]) > 0


def test_a_count_that_takes_too_long_is_left_out(
    parcels: list[Parcel], ogc: Callable[..., Ogc], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_given: Any) -> Any:
        with limited(20):
            execute("SELECT pg_sleep(5)")

    monkeypatch.setattr("kharita.ogc.items.count_of", slow)
    page = ogc().items(limit=3)
    assert "numberMatched" not in page and page["numberReturned"] == 3


def test_counts_are_kept_for_a_revision_only(
    parcels: list[Parcel], ogc: Callable[..., Ogc], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    counted = measured.selection.count

    def noted(*given: Any) -> int:
        asked.append(given)
        return counted(*given)

    monkeypatch.setattr(measured.selection, "count", noted)
    for _time in range(3):
        assert ogc().items(limit=2)["numberMatched"] == 12
        assert ogc().items(limit=5, sortby="-id", properties="slug")["numberMatched"] == 12
    assert len(asked) == 1
    parcels[0].delete()
    assert ogc().items()["numberMatched"] == 11
    assert len(asked) == 2
