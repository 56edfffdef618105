"""How the desk does against the law: delays by type, month, commune and holder, overdue, reasons.

Past permits that came from a file are left out: of their delays nothing is known that the law would count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Aggregate, Count, Exists, F, FloatField, OuterRef, Q, QuerySet
from django.db.models.functions import Extract, TruncMonth
from django.utils.timezone import make_aware

from kharita.permits.models import UNDECIDED, Circulation, Decision, Pause, Permit, RefusalReason, State
from kharita.territory.models import Commune
from kharita.territory.presenting import names

DAY_SECONDS = 86_400
HOLDERS: Mapping[str, tuple[State, ...]] = {
    "applicant": (State.COMPLEMENT_REQUESTED, State.WITH_RESERVATIONS, State.FEE_DUE),
    "desk": (State.SUBMITTED, State.COMPLEMENT_ANSWERED, State.COMPLETE, State.REVISED, State.FAVOURABLE),
    "entities": (State.CIRCULATED,),
    "commission": (State.IN_COMMISSION,),
    "president": (State.UNFAVOURABLE, State.FEE_PAID),
}
"""Whose turn it is in each state before the decision."""
_HELD = """
    SELECT h.holder, count(t.left_at), count(*) FILTER (WHERE t.left_at IS NULL),
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM t.left_at - t.at)),
      sum(extract(epoch FROM t.left_at - t.at))::float8
    FROM (
      SELECT target, at, lead(at) OVER (PARTITION BY object_id ORDER BY at, id) AS left_at
      FROM core_workflowevent WHERE object_type = %s AND object_id IN ({dossiers})
    ) t JOIN unnest(%s::text[], %s::text[]) h (state, holder) ON h.state = t.target GROUP BY 1"""


class Median(Aggregate):
    """The middle value: of delays it says more than a mean that one lost dossier moves."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True)
class Narrowing:
    """Which dossiers are counted; None and empty: all. `since` and `until` are first days of months of
    submission, both included; `holder`: those that wait there now."""

    year: int | None = None
    since: date | None = None
    until: date | None = None
    holder: str = ""

    def of(self, rows: QuerySet[Permit]) -> QuerySet[Permit]:
        if self.year is not None:
            rows = rows.filter(submitted_at__year=self.year)
        if self.since is not None:
            rows = rows.filter(submitted_at__gte=_beginning(self.since))
        if self.until is not None:
            next_month = (self.until.replace(day=28) + timedelta(days=4)).replace(day=1)
            rows = rows.filter(submitted_at__lt=_beginning(next_month))
        return rows.filter(state__in=HOLDERS[self.holder]) if self.holder else rows


def _beginning(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))  # noqa: DTZ001 - made aware at once


def figures_of(rows: QuerySet[Permit], *, narrowing: Narrowing, now: datetime) -> dict[str, Any]:
    """The figures of these dossiers, as far as `narrowing` lets them in."""
    rows = narrowing.of(rows.filter(submitted_at__isnull=False, created_by_import__isnull=True).order_by())
    return {
        "kinds": [_renamed(row, kind_id="kind") for row in _counted(rows, now, "kind_id")],
        "months": _months(rows, now),
        "communes": _communes(rows, now),
        "holders": _holders(rows),
        "entities": _entities(rows, now),
        "reasons": _reasons(rows),
    }


def _counted(rows: QuerySet[Permit], now: datetime, by: str) -> list[dict[str, Any]]:
    """The dossiers counted and timed, one row for each value of `by`."""
    decided = Q(decided_at__isnull=False)
    counted = (
        rows.annotate(asked=Exists(Pause.objects.filter(permit=OuterRef("pk"))))
        .values(by)
        .annotate(
            submitted=Count("pk"),
            decided=Count("pk", filter=decided),
            refused=Count("pk", filter=Q(state=State.REFUSED)),
            overdue=Count("pk", filter=Q(state__in=UNDECIDED, due_at__lt=now)),
            silent=Count("pk", filter=decided & Q(silence_reached_at__isnull=False)),
            completed_once=Count("pk", filter=Q(asked=False)),
            seconds=Median(Extract(F("decided_at") - F("submitted_at"), "epoch")),
        )
        .order_by(by)
    )
    return [
        {
            by: row[by],
            **{name: row[name] for name in ("submitted", "decided", "refused", "overdue")},
            "median_days": _days(row["seconds"]),
            "on_time": _share(row["decided"] - row["silent"], row["decided"]),
            "first_time": _share(row["completed_once"], row["submitted"]),
        }
        for row in counted
    ]


def _months(rows: QuerySet[Permit], now: datetime) -> list[dict[str, Any]]:
    by_month = _counted(rows.annotate(month=TruncMonth("submitted_at")), now, "month")
    return [row | {"month": row["month"].date()} for row in by_month]


def _communes(rows: QuerySet[Permit], now: datetime) -> list[dict[str, Any]]:
    by_commune = _counted(rows, now, "commune_id")
    communes = Commune.objects.defer("boundary").in_bulk([row["commune_id"] for row in by_commune])
    return [
        _renamed(row, commune_id="commune") | {"name": names(communes[row["commune_id"]])}
        for row in by_commune
    ]


def _holders(rows: QuerySet[Permit]) -> list[dict[str, Any]]:
    """How long dossiers stay with each: from the event that brought them there to the next one.

    In SQL: the ORM does not sum up what a window function gives.
    """
    dossiers, values = rows.values("pk").query.sql_with_params()
    states = [(state.value, holder) for holder, held in HOLDERS.items() for state in held]
    with connection.cursor() as cursor:
        cursor.execute(
            _HELD.replace("{dossiers}", dossiers),
            [
                Permit._meta.label_lower,
                *values,
                [state for state, _holder in states],
                [holder for _state, holder in states],
            ],
        )
        found = {holder: counted for holder, *counted in cursor.fetchall()}
    return [
        {
            "holder": holder,
            "turns": turns,
            "waiting": waiting,
            "median_days": _days(median),
            "total_days": _days(total),
        }
        for holder in HOLDERS
        for turns, waiting, median, total in [found.get(holder, (0, 0, None, None))]
    ]


def _entities(rows: QuerySet[Permit], now: datetime) -> list[dict[str, Any]]:
    answered = Q(answered_at__isnull=False)
    counted = (
        Circulation.objects.filter(permit__in=rows.values("pk"))
        .order_by()
        .values("entity_id", "entity__name_ar", "entity__name_fr", "entity__name_en")
        .annotate(
            asked=Count("pk"),
            answered=Count("pk", filter=answered),
            overdue=Count("pk", filter=~answered & Q(due_at__lt=now)),
            in_time=Count("pk", filter=answered & Q(answered_at__lte=F("due_at"))),
            seconds=Median(Extract(F("answered_at") - F("sent_at"), "epoch")),
        )
        .order_by("entity_id")
    )
    return [
        {
            "entity": row["entity_id"],
            "name": {code: row[f"entity__name_{code}"] for code in ("ar", "fr", "en")},
            **{name: row[name] for name in ("asked", "answered", "overdue")},
            "median_days": _days(row["seconds"]),
            "on_time": _share(row["in_time"], row["answered"]),
        }
        for row in counted
    ]


def _reasons(rows: QuerySet[Permit]) -> list[dict[str, Any]]:
    refusals = Decision.objects.filter(kind=Decision.Kind.REFUSAL, permit__in=rows.values("pk"))
    links = Decision.reasons.through.objects.filter(decision__in=refusals)
    counted = links.order_by().values("refusalreason_id").annotate(count=Count("pk")).order_by("-count")
    reasons = RefusalReason.objects.in_bulk([row["refusalreason_id"] for row in counted])
    return [
        {"code": reason.code, "name": names(reason), "count": row["count"]}
        for row in counted
        if (reason := reasons.get(row["refusalreason_id"])) is not None
    ]


def _renamed(row: dict[str, Any], **others: str) -> dict[str, Any]:
    return {others.get(name, name): value for name, value in row.items()}


def _days(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / DAY_SECONDS, 1)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
