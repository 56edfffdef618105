"""Statements that the server keeps for a connection, whatever happens to the connection meanwhile."""

import pytest
from django.db import connection, transaction

from kharita.maps.prepared import numbers

SUM = "SELECT sum(number), count(*) FROM unnest($1::bigint[]) AS number"


def _sum(*values: int) -> tuple[int, ...]:
    return numbers("test_sum", SUM, values)


@pytest.mark.django_db(transaction=True)
def test_a_statement_is_prepared_once_and_again_when_the_server_forgot_it() -> None:
    assert _sum(2, 3) == (5, 2)
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    assert _sum(4) == (4, 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name = 'test_sum'")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_was_rolled_back_takes_no_statement_away() -> None:
    assert _sum(1) == (1, 1)
    for _attempt in range(8):  # enough for psycopg to have prepared statements of its own to free
        with transaction.atomic():
            assert _sum(7) == (7, 1)
            transaction.set_rollback(True)
    assert _sum(2, 2) == (4, 2)
