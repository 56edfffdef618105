"""Jobs of the demo: the drawing of its flights, and the publication of the first. Each may be run again."""

import logging
from typing import Any

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kharita.accounts.models import User
from kharita.core.jobs import job
from kharita.core.locks import alone
from kharita.importing.sessions import lift_statement_timeout
from kharita.surveys.models import Survey
from kharita.surveys.queue import ONE_AT_A_TIME, QUEUE
from kharita.surveys.services.flights import publish_survey

logger = logging.getLogger(__name__)
_LOCK = 0x6B7F
_LOST_CONNECTION = (OperationalError, InterfaceError)


class NotPrepared(Exception):
    """Its files are still being prepared: to be tried again."""


_RETRY = RetryStrategy(max_attempts=20, wait=3, retry_exceptions=_LOST_CONNECTION)
_PATIENT = RetryStrategy(max_attempts=60, wait=5, retry_exceptions=(*_LOST_CONNECTION, NotPrepared))


@app.task(name="demo.render_flights", retry=_RETRY)
def render_flights(shoot: dict[str, Any], surveys: dict[str, int], publisher: int) -> None:
    """Draw the demo's flights; the first is published once it is prepared."""
    from kharita.demo import flights, rendering  # heavy (the town's generator): for the worker alone

    _begin()
    with alone(_LOCK, surveys["before"]):
        drawn = rendering.render_flights(shoot=flights.Shoot.read(shoot), surveys=surveys, now=timezone.now())
        logger.info("demo flights drawn: %s", drawn)
    job("demo.publish_flight", queue=QUEUE, lock=ONE_AT_A_TIME).defer(
        survey_id=surveys["before"], publisher=publisher
    )


@app.task(name="demo.publish_flight", retry=_PATIENT)
def publish_flight(survey_id: int, publisher: int) -> None:
    """Show a survey of the demo to everyone."""
    _begin()
    survey, actor = Survey.objects.filter(pk=survey_id).first(), User.objects.filter(pk=publisher).first()
    if survey is None or actor is None or survey.state in (Survey.State.FAILED, Survey.State.ANNOUNCED):
        return
    if survey.state != Survey.State.READY:
        raise NotPrepared(survey.number)
    publish_survey(survey=survey, is_public=True, actor=actor, now=timezone.now())


def _begin() -> None:
    if not connection.in_atomic_block:
        close_old_connections()
    lift_statement_timeout()
