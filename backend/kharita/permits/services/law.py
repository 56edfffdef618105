"""The law in its tables: loaded from `gis_data/permits`, edited by administrators.

Loading never takes an edit back.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _

from kharita.core.audit import acting_as
from kharita.core.errors import NotAllowed, NotFound
from kharita.permits.law_files import Row, rows
from kharita.permits.models import OffenceRule, PermitTypeVersion, SizeRule, TaxRate
from kharita.permits.models.law import MANAGE_RULES


@dataclass
class Loaded:
    """How many rows of each table were added, changed, or left to who edited them."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)

    def count(self, outcome: str, table: str) -> None:
        counts = getattr(self, outcome)
        counts[table] = counts.get(table, 0) + 1


@transaction.atomic
def load_law() -> Loaded:
    """Bring the country's rows up to the files; what a person edited stays as it is."""
    loaded = Loaded()
    wanted: dict[str, list[Row]] = {}
    for row in rows():
        wanted.setdefault(row.table, []).append(row)
    with acting_as(None, "load_permit_law"):
        for table, of_table in wanted.items():
            _bring(apps.get_model("permits", table), of_table, loaded)
    return loaded


def _bring(model: type[models.Model], wanted: list[Row], loaded: Loaded) -> None:
    """The rows of one table, all of which have keys of the same columns."""
    columns = [_column(name) for name in wanted[0].key]
    held = {_key(found, columns): found for found in model._default_manager.all()}
    new = []
    for row in wanted:
        found = held.get(tuple(row.key.values()))
        if found is None:
            new.append(model(**row.key, **row.values))
            continue
        outcome = _change(found, row.values)
        if outcome:
            loaded.count(outcome, row.table)
    for made in model._default_manager.bulk_create(new):
        loaded.count("added", made._meta.object_name or "")


def _column(name: str) -> str:
    return "commune_id" if name == "commune" else name


def _key(row: models.Model, columns: list[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in columns)


def _change(found: models.Model, values: dict[str, Any]) -> str:
    if getattr(found, "is_edited", False):
        return "kept"
    differing = {name: value for name, value in values.items() if _differs(getattr(found, name), value)}
    if not differing:
        return ""
    for name, value in differing.items():
        setattr(found, name, value)
    found.save(update_fields=list(differing))
    return "changed"


def _differs(held: Any, value: Any) -> bool:
    if isinstance(held, Decimal) and value is not None:
        return held != Decimal(str(value))
    return bool(held != value)


def version_of(kind: str, *, commune_id: int, day: date) -> PermitTypeVersion:
    """What a type of permit asks for in a commune on a day. Raises `NotFound` where nothing is in force."""
    found: PermitTypeVersion | None = (
        PermitTypeVersion.objects.for_commune(commune_id)
        .on(day)
        .filter(kind_id=kind)
        .order_by(models.F("commune_id").asc(nulls_last=True), "-effective_from")
        .first()
    )
    if found is None:
        raise NotFound(_("This type of permit is not in force here on that day."), kind=kind)
    return found


def rate_of(category: str, *, commune_id: int, day: date) -> TaxRate:
    """The council's rate for a category on a day, or the country's."""
    found: TaxRate | None = (
        TaxRate.objects.for_commune(commune_id)
        .on(day)
        .filter(category=category)
        .order_by(models.F("commune_id").asc(nulls_last=True), "-effective_from")
        .first()
    )
    if found is None:
        raise NotFound(_("No rate of the construction tax is in force for this."), category=category)
    return found


def size_rules(*, commune_id: int, day: date) -> list[SizeRule]:
    """The lines that tell large from small, in their order: the commune's own table, or the country's."""
    lines = SizeRule.objects.for_commune(commune_id).on(day)
    own = lines.filter(commune_id=commune_id)
    return list((own if own.exists() else lines).order_by("rank"))


def offence_rule(kind: str, *, commune_id: int, day: date) -> OffenceRule:
    """What holds for a kind of offence: its own rule, or the one for all kinds."""
    found: OffenceRule | None = (
        OffenceRule.objects.for_commune(commune_id)
        .on(day)
        .filter(kind__in=[kind, ""])
        .order_by("-kind", models.F("commune_id").asc(nulls_last=True), "-effective_from")
        .first()
    )
    if found is None:
        raise NotFound(_("No rule for this offence is in force on that day."), kind=kind)
    return found


@transaction.atomic
def save_rule(
    model: type[models.Model],
    *,
    actor: Any,
    commune_id: int | None,
    values: dict[str, Any],
    pk: int | None = None,
) -> Any:
    """Write a row of law as a person wants it: a new one, or `pk` changed.

    The country's own (`commune_id` None) are for superusers. Raises `NotAllowed`, `NotFound`, and
    `ValidationError` of the model for values that do not go together.
    """
    may = actor.is_superuser if commune_id is None else actor.can(MANAGE_RULES, commune_id)
    if not may:
        raise NotAllowed(_("These rules are not yours to change."))
    # Kinds of document are no commune's: the whole country's types name them.
    place = {"commune_id": commune_id} if _has_commune(model) else {}
    if pk is None:
        row = model(**place)
    else:
        found = model._default_manager.select_for_update().filter(pk=pk, **place).first()
        if found is None:
            raise NotFound(_("There is no such rule."))
        row = found
    for name, value in values.items():
        setattr(row, name, value)
    row.is_edited = True  # type: ignore[attr-defined]  # every table of law has it
    row.full_clean()
    row.save()
    return row


def _has_commune(model: type[models.Model]) -> bool:
    return any(field.name == "commune" for field in model._meta.get_fields())
