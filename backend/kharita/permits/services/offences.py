"""Offences against the rules of building (law 66-12): observed, reported, ordered, remedied, closed."""

from datetime import datetime, timedelta

from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.core.errors import BadInput, NotAllowed
from kharita.core.workflow import fire
from kharita.permits.models import UNDER_WORKS, Offence, Permit
from kharita.permits.paper.tasks import enqueue_paper
from kharita.permits.paper.withdrawing import settle_papers, works_are_stopped
from kharita.permits.services.calendars import calendar_of
from kharita.permits.services.law import offence_rule
from kharita.permits.services.submission import number_of
from kharita.permits.workflow import INSPECT, OFFENCE_TRANSITIONS
from kharita.territory.models import Commune, Parcel


@transaction.atomic
def observe_offence(
    *, commune: Commune, kind: str, description: str, observed_at: datetime, actor: User, now: datetime,
    permit: Permit | None = None, parcel: Parcel | None = None, place: Point | None = None,
    offender_name: str = "", offender_national_id: str = "",
) -> Offence:  # fmt: skip
    """Record a breach; the clock of its official report starts with the observation.

    Raises `NotAllowed`, `BadInput` without a place, a parcel or a permit, or for a moment to come.
    """
    if not actor.can(INSPECT, commune.pk):
        raise NotAllowed(_("Your role does not include this step."))
    if permit is None and parcel is None and place is None:
        raise BadInput(_("Say where: a permit, a parcel or a place on the map."), field="place")
    if observed_at > now:
        raise BadInput(_("That moment is still to come."), field="observed_at")
    if not description.strip():
        raise BadInput(_("Describe what was seen."), field="description")
    calendar = calendar_of(commune.pk)
    day = calendar.day_of(observed_at)
    rule = offence_rule(kind, commune_id=commune.pk, day=day)
    offence: Offence = Offence.objects.create(
        commune=commune,
        number=number_of("INF", commune.pk, commune.code, calendar.day_of(now).year),
        kind=kind,
        permit=permit,
        parcel=parcel,
        place=place,
        description=description.strip(),
        offender_name=offender_name.strip(),
        offender_national_id=offender_national_id.strip(),
        observed_at=observed_at,
        report_due_at=calendar.end_of(day + timedelta(days=rule.report_days)),
        fine_min=rule.fine_min,
        fine_max=rule.fine_max,
        inspector=actor,
    )
    return offence


@transaction.atomic
def move_offence(*, offence: Offence, action: str, note: str, actor: User, now: datetime) -> Offence:
    """One step of an offence's life that needs no more than a note (not `order_remedy`)."""
    if action not in OFFENCE_TRANSITIONS or action == "order_remedy":
        raise BadInput(_("There is no such step."), field="action")
    fire(offence, action, transitions=OFFENCE_TRANSITIONS, actor=actor, now=now, note=note.strip())
    if action == "report":
        enqueue_paper("offence_report", offence.pk, by=actor)
    _follow(offence, actor, now)
    return offence


def _follow(offence: Offence, actor: User, now: datetime) -> None:
    """What the step means at the site: stopped works lose their panel, those that go on get another."""
    if offence.permit is None:
        return
    settle_papers(permit=offence.permit, now=now)
    permit = Permit.objects.get(pk=offence.permit.pk)
    if (
        offence.state == Offence.State.REMEDIED
        and permit.state in UNDER_WORKS
        and not works_are_stopped(permit)
    ):
        enqueue_paper("site_panel", permit.pk, by=actor)


@transaction.atomic
def order_remedy(*, offence: Offence, remedy: str, days: int, actor: User, now: datetime) -> Offence:
    """Order the offender to put it right within so many days, inside the span that the law gives."""
    if not remedy.strip():
        raise BadInput(_("Say what is to be done."), field="remedy")
    calendar = calendar_of(offence.commune_id)
    today = calendar.day_of(now)
    rule = offence_rule(offence.kind, commune_id=offence.commune_id, day=today)
    if not rule.remedy_days_min <= days <= rule.remedy_days_max:
        raise BadInput(
            _("The law gives between {least} and {most} days.").format(
                least=rule.remedy_days_min, most=rule.remedy_days_max
            ),
            field="days",
        )
    fire(
        offence, "order_remedy", transitions=OFFENCE_TRANSITIONS, actor=actor, now=now, note=remedy.strip(),
        remedy=remedy.strip(), remedy_due_at=calendar.end_of(today + timedelta(days=days)),
    )  # fmt: skip
    _follow(offence, actor, now)
    return offence
