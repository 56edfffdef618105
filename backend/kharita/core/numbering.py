"""Gapless numbers: a register never skips and never repeats (law 55-19's receipts, the registry office)."""

from django.db import connection, transaction

from kharita.core.models import Counter


def next_number(series: str) -> int:
    """The next number of `series`, from 1.

    The counter's row stays locked until the surrounding transaction ends, so that a number whose transaction
    fails is handed out again: no gap, at the price that writers of one series queue up.
    Raises `TransactionManagementError` outside a transaction, where a gap could not be prevented.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a number is only taken inside a transaction")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Counter._meta.db_table} (series, last) VALUES (%s, 1) "  # noqa: S608 - our own table's name
            "ON CONFLICT (series) DO UPDATE SET last = core_counter.last + 1 RETURNING last",
            [series],
        )
        return int(cursor.fetchone()[0])
