"""Conditions written as data: when a document is asked for, what makes a project large."""

from collections.abc import Mapping
from numbers import Real
from typing import Any

from django.utils.translation import gettext as _

from kharita.core.errors import BadInput
from kharita.permits.project import Project

Conditions = Mapping[str, Any]


def hold(conditions: Conditions, facts: Mapping[str, Any]) -> bool:
    """Whether each condition is true of `facts`; a fact that is not known makes it false.

    A condition names a fact and its value, or {"min": number}, {"max": number}, {"in": [values]}.
    """
    return all(_holds(wanted, facts.get(name)) for name, wanted in conditions.items())


def _holds(wanted: Any, fact: Any) -> bool:
    if not isinstance(wanted, Mapping):
        return bool(fact == wanted)
    if fact is None:
        return False
    if "in" in wanted:
        return fact in wanted["in"]
    if not _is_number(fact):
        return False
    return bool(fact >= wanted.get("min", fact) and fact <= wanted.get("max", fact))


FACTS = frozenset(Project.model_fields) | {"owner_kind", "tenure"}
"""What conditions may be about (see `services.submission.facts_of`)."""
_BOUNDS = frozenset({"min", "max"})


def refuse_unknown(conditions: Conditions, *, field: str) -> None:
    """Raises `BadInput` for conditions that no project could meet, or that could not be compared."""
    for name, wanted in conditions.items():
        if name not in FACTS:
            raise BadInput(_("Nothing is known of “%(name)s”.") % {"name": name[:60]}, field=field)
        if not _is_condition(wanted):
            raise BadInput(
                _("The condition on “%(name)s” is a value, a least, a most, or a list of values.")
                % {"name": name},
                field=field,
            )


def _is_condition(wanted: Any) -> bool:
    if not isinstance(wanted, Mapping):
        return isinstance(wanted, str | Real)
    if set(wanted) == {"in"}:
        values = wanted["in"]
        return isinstance(values, list) and all(isinstance(value, str | Real) for value in values)
    return bool(wanted) and set(wanted) <= _BOUNDS and all(_is_number(limit) for limit in wanted.values())


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)
