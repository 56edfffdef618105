"""Registers without gaps: also under concurrency, also when a transaction fails."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from kharita.core.numbering import next_number


def test_a_series_counts_from_one_by_itself(db: None) -> None:
    assert [next_number("A/2026") for _ in range(3)] == [1, 2, 3]
    assert next_number("D/2026") == 1


def test_a_failed_transaction_gives_its_number_back(db: None) -> None:
    class Failure(Exception):
        pass

    with pytest.raises(Failure), transaction.atomic():
        assert next_number("A/2026") == 1
        raise Failure
    assert next_number("A/2026") == 1


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_number_is_given() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        next_number("A/2026")


@pytest.mark.django_db(transaction=True)
def test_eight_writers_of_whom_some_fail_leave_no_gap() -> None:
    def write(attempt: int) -> int | None:
        try:
            with transaction.atomic():
                number = next_number("A/2026")
                if attempt % 3 == 0:
                    transaction.set_rollback(True)
                    return None
                return number
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        kept = [number for number in pool.map(write, range(40)) if number is not None]
    assert sorted(kept) == list(range(1, len(kept) + 1))
    assert len(kept) == 26
