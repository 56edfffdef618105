"""Whether this process can do its work: for load balancers and for `./kharita up`."""

from http import HTTPStatus

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kharita.accounts.rules import public
from kharita.core.errors import problem


class _Migrations:
    """Remembers that all are applied, which stays true for this process; looks again until then."""

    applied = False

    @classmethod
    def are_applied(cls) -> bool:
        if not cls.applied:
            executor = MigrationExecutor(connection)
            cls.applied = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        return cls.applied


@public
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and has this version's tables, else 503 with the reason."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        applied = _Migrations.are_applied()
    except DatabaseError:
        return problem(
            HTTPStatus.SERVICE_UNAVAILABLE, code="no-database", title=_("The database does not answer")
        )
    if not applied:
        return problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            code="not-migrated",
            title=_("The database is of another version"),
            detail=_("Run: ./kharita manage migrate"),
        )
    return HttpResponse("ready", content_type="text/plain")
