"""Papers are made by the worker: a step never waits for a printer, and a job that died is run again."""

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kharita.accounts.models import User
from kharita.core.jobs import job
from kharita.permits.paper.issuing import issue
from kharita.permits.paper.signing import CannotSign

# A timestamp service may be away for an hour; a certificate is installed within a day.
_RETRY = RetryStrategy(
    max_attempts=12, exponential_wait=3, retry_exceptions=(CannotSign, OperationalError, InterfaceError)
)


@app.task(name="permits.issue_paper", retry=_RETRY)
def issue_paper(kind: str, row_id: int, by_id: int | None = None) -> None:
    """Make one paper, or find it made."""
    if not connection.in_atomic_block:
        close_old_connections()
    by = None if by_id is None else User.objects.get(pk=by_id)
    issue(kind=kind, row_id=row_id, by=by, now=timezone.now())


def enqueue_paper(kind: str, row_id: int, *, by: User | None) -> None:
    """Have the worker make a paper; within the transaction of the step that calls for it."""
    # Behind what somebody waits for: a desk that is filled at once asks for hundreds.
    job("permits.issue_paper", lock=f"{kind}:{row_id}", priority=-1).defer(
        kind=kind, row_id=row_id, by_id=None if by is None else by.pk
    )
