"""Conditions written as data: when a document is asked for, what makes a project large."""

from collections.abc import Mapping
from typing import Any

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
    return bool(fact >= wanted.get("min", fact) and fact <= wanted.get("max", fact))
