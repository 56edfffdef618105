"""The connection as psycopg gives it: statements prepared once on the server, values bound there."""

from typing import Any

from django.db import connection
from psycopg import Connection

PREPARE_THRESHOLD = 5  # psycopg's own default


def prepared_connection() -> "Connection[Any]":
    """This thread's connection, alive and willing to prepare; Django turns that off, also for who asks."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw: Connection[Any] = connection.connection
    raw.prepare_threshold = PREPARE_THRESHOLD
    return raw
