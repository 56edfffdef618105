"""How the desk does against the law: all of it as an answer, or one table of it as CSV."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from kharita.accounts.rules import needs
from kharita.accounts.scopes import Scope
from kharita.permits.api.finding import person
from kharita.permits.figures import Narrowing, figures_of
from kharita.permits.figures_csv import as_csv
from kharita.permits.models import Permit
from kharita.permits.models.entity import VIEW
from kharita.territory.schemas import NamesOut

router = Router(tags=["permits"])
Holder = Literal["applicant", "desk", "entities", "commission", "president"]


Month = Annotated[str, Field(pattern=r"^(19|20|21)\d\d-(0[1-9]|1[0-2])$")]


class FiguresIn(Schema):
    """No commune: all those whose dossiers one handles. `year`, `since`, `until`: of the submission, months
    as 2026-09, both included. `holder`: only the dossiers that wait there now."""

    commune: int | None = None
    year: int | None = Field(None, ge=1950, le=2200)
    since: Month | None = None
    until: Month | None = None
    holder: Holder | None = None


class TableIn(FiguresIn):
    table: Literal["kinds", "holders", "entities", "reasons", "months", "communes"] = "kinds"


class CountedOut(Schema):
    """Days are of the calendar, from submission to decision; `on_time` and `first_time` are shares of 1:
    decided within the law's delay, accepted without a request for complements."""

    submitted: int
    decided: int
    refused: int
    overdue: int
    median_days: float | None
    on_time: float | None
    first_time: float | None


class KindFiguresOut(CountedOut):
    kind: str


class MonthFiguresOut(CountedOut):
    """`month` is the first day of the month of submission."""

    month: date


class CommuneFiguresOut(CountedOut):
    commune: int
    name: NamesOut


class HolderFiguresOut(Schema):
    """Who holds dossiers until the decision, and how long at a time, in days of the calendar. `waiting`:
    those that are there now."""

    holder: Holder
    turns: int
    waiting: int
    median_days: float | None
    total_days: float | None


class EntityFiguresOut(Schema):
    entity: int
    name: NamesOut
    asked: int
    answered: int
    overdue: int
    median_days: float | None
    on_time: float | None


class ReasonFiguresOut(Schema):
    code: str
    name: NamesOut
    count: int


class FiguresOut(Schema):
    kinds: list[KindFiguresOut]
    holders: list[HolderFiguresOut]
    entities: list[EntityFiguresOut]
    reasons: list[ReasonFiguresOut]
    months: list[MonthFiguresOut]
    communes: list[CommuneFiguresOut]


@router.get("/permits/figures", response=FiguresOut)
@needs(VIEW, scope=Scope.READ)
def figures(request: HttpRequest, wanted: Query[FiguresIn]) -> dict[str, Any]:
    """Delays by type, month, commune, holder and entity, overdue now, first-time validity, reasons."""
    return _figures(request, wanted)


@router.get("/permits/figures.csv")
@needs(VIEW, scope=Scope.READ)
def figures_csv(request: HttpRequest, wanted: Query[TableIn]) -> HttpResponse:
    """One of the tables as CSV, marked as UTF-8 for spreadsheets."""
    response = HttpResponse(as_csv(_figures(request, wanted), wanted.table), "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="permits-{wanted.table}.csv"'
    return response


def _figures(request: HttpRequest, wanted: FiguresIn) -> dict[str, Any]:
    rows = Permit.objects.handled_by(person(request))
    if wanted.commune is not None:
        rows = rows.filter(commune_id=wanted.commune)
    narrowing = Narrowing(
        year=wanted.year, since=_first_day(wanted.since), until=_first_day(wanted.until),
        holder=wanted.holder or "",
    )  # fmt: skip
    return figures_of(rows, narrowing=narrowing, now=timezone.now())


def _first_day(month: str | None) -> date | None:
    return None if month is None else date.fromisoformat(f"{month}-01")
