"""The findings of a list: filtered, the gravest first, in pages that stay right while others are judged."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from kharita.core.errors import BadInput
from kharita.permits.models import Permit
from kharita.surveys.models import Finding


@dataclass(frozen=True)
class Filters:
    """What is wanted; None and empty: all of it."""

    comparison: int | None = None
    commune: int | None = None
    parcel: int | None = None
    permit: int | None = None
    survey: int | None = None
    verdicts: Sequence[str] = ()
    states: Sequence[str] = ()
    min_confidence: float = 0.0


def filtered(rows: "QuerySet[Finding]", wanted: Filters) -> "QuerySet[Finding]":
    """The rows that fit all but verdict and state, by which they are counted."""
    exact = {
        "comparison_id": wanted.comparison, "commune_id": wanted.commune, "parcel_id": wanted.parcel,
        "permit_id": wanted.permit, "comparison__after_id": wanted.survey,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    return rows.filter(confidence__gte=wanted.min_confidence) if wanted.min_confidence else rows


def chosen(rows: "QuerySet[Finding]", wanted: Filters) -> "QuerySet[Finding]":
    if wanted.verdicts:
        rows = rows.filter(verdict__in=wanted.verdicts)
    return rows.filter(state__in=wanted.states) if wanted.states else rows


def counts_of(rows: "QuerySet[Finding]") -> dict[str, dict[str, int]]:
    """How many there are of each verdict and of each state."""
    by_verdict = dict.fromkeys(Finding.Verdict.values, 0)
    by_state = dict.fromkeys(Finding.State.values, 0)
    for verdict, state, count in rows.order_by().values_list("verdict", "state").annotate(n=Count("pk")):
        by_verdict[verdict] += count
        by_state[state] += count
    return {"verdicts": by_verdict, "states": by_state}


def of_permit(rows: "QuerySet[Finding]", permit: Permit) -> dict[int, int]:
    """How many of the findings are of this permit, by the later survey."""
    found = rows.filter(permit=permit).order_by().values_list("comparison__after_id")
    return dict(found.annotate(n=Count("pk")))


def page_of(rows: "QuerySet[Finding]", cursor: str, size: int) -> tuple[list[Finding], str]:
    """One page, the highest score first, and the cursor of the next ("" at the end)."""
    if cursor:
        score, last = _read(cursor)
        rows = rows.filter(score__lte=score).filter(Q(score__lt=score) | Q(pk__gt=last))
    found = list(rows.order_by("-score", "pk")[: size + 1])
    if len(found) <= size:
        return found, ""
    end = found[size - 1]
    return found[:size], _written(end.score, end.pk)


def _written(score: float, pk: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([score, pk]).encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[float, int]:
    try:
        read: Any = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        score, pk = float(read[0]), read[1]
        if type(pk) is not int or not 0 < pk < 2**63 or score != score:
            raise ValueError(cursor)
    except (ValueError, TypeError, LookupError, binascii.Error, RecursionError) as error:
        raise BadInput(
            _("This cursor belongs to another question. Begin again without it."), field="cursor"
        ) from error
    return score, pk
