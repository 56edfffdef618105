"""How the desk does against the law: delays by type and by entity, overdue, first-time validity, reasons."""

from datetime import datetime
from typing import Any

from django.db.models import Aggregate, Count, Exists, F, FloatField, OuterRef, Q, QuerySet
from django.db.models.functions import Extract

from kharita.permits.models import UNDECIDED, Circulation, Decision, Pause, Permit, RefusalReason
from kharita.territory.presenting import names

DAY_SECONDS = 86_400


class Median(Aggregate):
    """The middle value: of delays it says more than a mean that one lost dossier moves."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def figures_of(rows: QuerySet[Permit], *, year: int | None, now: datetime) -> dict[str, Any]:
    """The figures of these dossiers (all years, or those submitted in one)."""
    if year is not None:
        rows = rows.filter(submitted_at__year=year)
    return {"kinds": _kinds(rows, now), "entities": _entities(rows), "reasons": _reasons(rows)}


def _kinds(rows: QuerySet[Permit], now: datetime) -> list[dict[str, Any]]:
    decided = Q(decided_at__isnull=False)
    counted = (
        rows.filter(submitted_at__isnull=False)
        .annotate(asked=Exists(Pause.objects.filter(permit=OuterRef("pk"))))
        .order_by()
        .values("kind_id")
        .annotate(
            submitted=Count("pk"),
            decided=Count("pk", filter=decided),
            refused=Count("pk", filter=Q(state="refused")),
            overdue=Count("pk", filter=Q(state__in=UNDECIDED, due_at__lt=now)),
            silent=Count("pk", filter=decided & Q(silence_reached_at__isnull=False)),
            completed_once=Count("pk", filter=Q(asked=False)),
            seconds=Median(Extract(F("decided_at") - F("submitted_at"), "epoch")),
        )
        .order_by("kind_id")
    )
    return [
        {
            "kind": row["kind_id"],
            **{name: row[name] for name in ("submitted", "decided", "refused", "overdue")},
            "median_days": _days(row["seconds"]),
            "on_time": _share(row["decided"] - row["silent"], row["decided"]),
            "first_time": _share(row["completed_once"], row["submitted"]),
        }
        for row in counted
    ]


def _entities(rows: QuerySet[Permit]) -> list[dict[str, Any]]:
    answered = Q(answered_at__isnull=False)
    counted = (
        Circulation.objects.filter(permit__in=rows.order_by().values("pk"))
        .order_by()
        .values("entity_id", "entity__name_ar", "entity__name_fr", "entity__name_en")
        .annotate(
            asked=Count("pk"),
            answered=Count("pk", filter=answered),
            in_time=Count("pk", filter=answered & Q(answered_at__lte=F("due_at"))),
            seconds=Median(Extract(F("answered_at") - F("sent_at"), "epoch")),
        )
        .order_by("entity_id")
    )
    return [
        {
            "entity": row["entity_id"],
            "name": {code: row[f"entity__name_{code}"] for code in ("ar", "fr", "en")},
            "asked": row["asked"],
            "answered": row["answered"],
            "median_days": _days(row["seconds"]),
            "on_time": _share(row["in_time"], row["answered"]),
        }
        for row in counted
    ]


def _reasons(rows: QuerySet[Permit]) -> list[dict[str, Any]]:
    refusals = Decision.objects.filter(kind=Decision.Kind.REFUSAL, permit__in=rows.order_by().values("pk"))
    links = Decision.reasons.through.objects.filter(decision__in=refusals)
    counted = links.order_by().values("refusalreason_id").annotate(count=Count("pk")).order_by("-count")
    reasons = RefusalReason.objects.in_bulk([row["refusalreason_id"] for row in counted])
    return [
        {"code": reason.code, "name": names(reason), "count": row["count"]}
        for row in counted
        if (reason := reasons.get(row["refusalreason_id"])) is not None
    ]


def _days(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / DAY_SECONDS, 1)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
