"""Jobs of surveys: each may be killed at any point and run again.

They run one after the other (`queue.ONE_AT_A_TIME`). A job that is taken up a second time while the first run
still lives waits for it, and then finds nothing to do.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kharita.core.errors import DomainError
from kharita.core.locks import alone
from kharita.importing.sessions import lift_statement_timeout
from kharita.surveys.fetching import jobs as fetching
from kharita.surveys.fetching import odm
from kharita.surveys.fetching.services import purge_folders as purge_fetched
from kharita.surveys.models import Comparison, Product
from kharita.surveys.progress import GivenUp
from kharita.surveys.services import comparisons, products

logger = logging.getLogger(__name__)
_PRODUCTS, _COMPARISONS = 0x6B7A, 0x6B7B
_LOST_CONNECTION = (OperationalError, InterfaceError)
_RETRY = RetryStrategy(max_attempts=20, wait=3, retry_exceptions=_LOST_CONNECTION)
Refuse = Callable[..., None]


@app.task(name="surveys.ingest", retry=_RETRY)
def ingest(product_id: int) -> None:
    """Prepare a file of a survey."""
    _begin()
    with alone(_PRODUCTS, product_id):
        product = (
            Product.objects.select_related("survey__commune", "created_by").filter(pk=product_id).first()
        )
        if product is None or product.state not in products.UNFINISHED:
            return
        from kharita.surveys.services import ingest as ingesting  # GDAL: for who prepares files alone

        with translation.override(product.language):
            _run(lambda: ingesting.ingest(product=product, now=timezone.now()), product, _refuse_product)


@app.task(name="surveys.compare", retry=_RETRY)
def compare(comparison_id: int) -> None:
    """Compare two surveys."""
    _begin()
    with alone(_COMPARISONS, comparison_id):
        found = Comparison.objects.select_related("before", "after", "thresholds", "commune")
        comparison = found.filter(pk=comparison_id).first()
        if comparison is None or comparison.state not in comparisons.UNFINISHED:
            return
        with translation.override(comparison.language):
            _run(
                lambda: comparisons.run(comparison=comparison, now=timezone.now()), comparison,
                _refuse_comparison,
            )  # fmt: skip


@app.periodic(cron="41 * * * *")
@app.task(name="surveys.purge", queueing_lock="surveys.purge")
def purge(timestamp: int = 0) -> None:
    """Delete files of surveys that are gone, each hour."""
    products.purge_folders()
    odm.purge_photos(now=timezone.now())
    purge_fetched()


@app.periodic(cron="* * * * *")
@app.task(name="surveys.adopt", queueing_lock="surveys.adopt")
def adopt(timestamp: int = 0) -> None:
    """Take complete uploads whose sender has gone, each minute."""
    products.adopt_uploads(now=timezone.now())


@app.task(name="surveys.fetch", retry=_RETRY)
def fetch(fetch_id: int) -> None:
    """Fetch a file from the server's folder or an address."""
    _begin()
    fetching.fetch(fetch_id, _run)


@app.task(name="surveys.odm_send", retry=_RETRY)
def odm_send(task_id: int) -> None:
    """Send photos to the photogrammetry node."""
    _begin()
    fetching.odm_step("send", task_id, _run)


@app.task(name="surveys.odm_collect", retry=_RETRY)
def odm_collect(task_id: int) -> None:
    """Fetch what the photogrammetry node made."""
    _begin()
    fetching.odm_step("collect", task_id, _run)


@app.task(name="surveys.odm_leave", retry=_RETRY)
def odm_leave(task_id: int) -> None:
    """Clear away photos that were given up, here and at the node."""
    _begin()
    fetching.odm_leave(task_id)


@app.periodic(cron="* * * * *")
@app.task(name="surveys.odm_follow", queueing_lock="surveys.odm_follow")
def odm_follow(timestamp: int = 0) -> None:
    """Ask the photogrammetry node how far it is, each minute."""
    odm.follow_all(now=timezone.now())


def _begin() -> None:
    if not connection.in_atomic_block:
        close_old_connections()
    lift_statement_timeout()


def _run(work: Callable[[], Any], subject: Any, refuse: Refuse) -> None:
    """Do `work`; what it refuses is told on its subject and no failure of the job."""
    try:
        work()
    except GivenUp:
        logger.info("%s: given up", subject.key)
    except DomainError as refusal:
        refuse(subject, refusal, is_ours=False)
    except _LOST_CONNECTION:
        raise
    except Exception:
        fault = DomainError(_("Something broke on our side. The administrator finds the cause in the log."))
        refuse(subject, fault, is_ours=True)
        raise


def _refuse_product(product: Product, refusal: DomainError, *, is_ours: bool) -> None:
    products.refuse_product(product=product, refusal=refusal, is_ours=is_ours, now=timezone.now())


def _refuse_comparison(comparison: Comparison, refusal: DomainError, *, is_ours: bool) -> None:
    comparisons.fail(comparison=comparison, refusal=refusal, now=timezone.now())
