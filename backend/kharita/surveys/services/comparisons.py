"""Comparing two surveys: asked for by a person, or by itself when a ground was flown a second time."""

from datetime import datetime

from django.conf import settings
from django.contrib.gis.db.models.functions import Area, Intersection
from django.contrib.gis.geos import MultiPolygon
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kharita.accounts.models import User
from kharita.accounts.rights import check_right
from kharita.core.errors import BadInput, Conflict, DomainError
from kharita.core.workflow import fire
from kharita.surveys.models import Comparison, DetectionSettings, Product, Progress, Survey
from kharita.surveys.models.comparison import JUDGE
from kharita.surveys.queue import enqueue_comparison
from kharita.surveys.workflow import COMPARISON_TRANSITIONS

UNFINISHED = (Comparison.State.WAITING, Comparison.State.WORKING)
COMPARABLE = (Product.Kind.DSM, Product.Kind.ORTHO)
COMMON_M2 = 500.0
"""Ground that two surveys must share to be compared."""
_READY = 0x6B7E


@transaction.atomic
def ask_comparison(
    *, before: Survey, after: Survey, area: MultiPolygon | None, actor: User | None, now: datetime
) -> Comparison:
    """Have two surveys of one commune compared (`actor` None: by itself); asked twice, it is one run.

    Raises `NotAllowed`, `BadInput` where they share no ground or no kind of file, `Conflict` while one of
    them is still being prepared.
    """
    if actor is not None:
        check_right(actor, JUDGE, after.commune_id)
    _check_pair(before, after)
    same = Comparison.objects.filter(before=before, after=after, state__in=UNFINISHED)
    running: Comparison | None = same.filter(area=None).first() if area is None else None
    if running is not None:
        return running
    made: Comparison = Comparison.objects.create(
        commune_id=after.commune_id, before=before, after=after, area=area,
        thresholds=thresholds_in_force(after.commune_id), created_by=actor, created_at=now,
        language=(get_language() or settings.LANGUAGE_CODE)[:2],
    )  # fmt: skip
    enqueue_comparison(made.pk)
    return made


def thresholds_in_force(commune_id: int) -> DetectionSettings | None:
    """The commune's latest thresholds (None: the defaults)."""
    found: DetectionSettings | None = (
        DetectionSettings.objects.filter(commune_id=commune_id).order_by("-version").first()
    )
    return found


def compare_with_neighbours(*, survey: Survey, now: datetime) -> list[Comparison]:
    """Once a survey is ready, compare it with the flights over the same ground next before and after it.

    Files come in any order. The caller's transaction has made it ready and holds `one_survey_at_a_time`.
    """
    fresh = Survey.objects.get(pk=survey.pk)
    if fresh.state != Survey.State.READY or fresh.footprint is None:
        return []
    over_it = (
        Survey.objects.filter(
            commune_id=fresh.commune_id, state=Survey.State.READY, footprint__intersects=fresh.footprint
        )
        .exclude(pk=fresh.pk)
        .annotate(common=Area(Intersection("footprint", fresh.footprint)))
    )
    earlier = over_it.filter(flown_at__lt=fresh.flown_at).order_by("-flown_at")
    later = over_it.filter(flown_at__gt=fresh.flown_at).order_by("flown_at")
    before, after = (next((one for one in those if _tells(one, fresh)), None) for those in (earlier, later))
    pairs = [(before, fresh), (fresh, after)]
    return [
        ask_comparison(before=one, after=other, area=None, actor=None, now=now)
        for one, other in pairs
        if one is not None and other is not None
    ]


def _tells(other: Survey, fresh: Survey) -> bool:
    """Whether there is something to compare; `other` knows the ground that they have in common."""
    common = other.common  # type: ignore[attr-defined]  # annotated
    return common is not None and common.sq_m >= COMMON_M2 and bool(_common_kinds(other, fresh))


def one_survey_at_a_time(commune_id: int) -> None:
    """Until the transaction ends: of two flights that are ready at once, the second sees the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_READY, commune_id])


@transaction.atomic
def retry_comparison(*, comparison: Comparison, actor: User, now: datetime) -> Comparison:
    """Run it once more, after it failed."""
    fire(comparison, "retry", transitions=COMPARISON_TRANSITIONS, actor=actor, now=now, error=None)
    enqueue_comparison(comparison.pk)
    return comparison


def run(*, comparison: Comparison, now: datetime) -> Comparison:
    """Compare the two, as `comparing.run` says."""
    from kharita.surveys.services import comparing  # heavy (OpenCV, exactextract): for the worker alone

    return comparing.run(comparison=comparison, now=now)


@transaction.atomic
def fail(*, comparison: Comparison, refusal: DomainError, now: datetime) -> None:
    """Note why the two could not be compared."""
    error = {"code": refusal.code, "title": str(refusal.title), "detail": str(refusal.detail)}
    fire(
        comparison,
        "fail",
        transitions=COMPARISON_TRANSITIONS,
        actor=None,
        now=now,
        error=error,
        finished_at=now,
    )
    Progress.objects.filter(key=comparison.key).delete()


def _check_pair(before: Survey, after: Survey) -> None:
    if before.commune_id != after.commune_id or before.pk == after.pk:
        raise BadInput(_("Choose two surveys of the same commune."), field="before")
    if before.flown_at >= after.flown_at:
        raise BadInput(_("The first survey must be the earlier one."), field="before")
    for survey in (before, after):
        if survey.state == Survey.State.PROCESSING:
            raise Conflict(
                _("Survey %(number)s is still being prepared.") % {"number": survey.number}, code="not-ready"
            )
        if survey.footprint is None:
            raise Conflict(
                _("Survey %(number)s has no imagery.") % {"number": survey.number}, code="not-ready"
            )
    if not before.footprint.intersects(after.footprint):
        raise BadInput(_("These two surveys show no common ground."), field="before", code="no-common-ground")
    if not _common_kinds(before, after):
        raise BadInput(
            _("These two surveys have no orthophoto and no heights in common."), field="before",
            code="no-common-kind",
        )  # fmt: skip


def _common_kinds(before: Survey, after: Survey) -> set[str]:
    ready = Product.objects.ready().filter(Q(survey=before) | Q(survey=after), kind__in=COMPARABLE)
    kinds: dict[int, set[str]] = {before.pk: set(), after.pk: set()}
    for survey_id, kind in ready.values_list("survey_id", "kind"):
        kinds[survey_id].add(kind)
    return kinds[before.pk] & kinds[after.pk]
