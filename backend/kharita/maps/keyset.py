"""Pages that stay right while rows come and go: each begins after the last row of the one before, by the
values that rows are ordered by, not by how many rows were passed."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from kharita.core.errors import BadInput
from kharita.maps.door import OpenLayer
from kharita.maps.fields import column_of
from kharita.maps.selection import Condition, Selection, require_column

TOKEN_LENGTH_MAX = 2_000
_CASTS = {
    "integer": "bigint",
    "number": "double precision",
    "boolean": "boolean",
    "date": "date",
    "datetime": "timestamptz",
    "string": "text",
}
_TYPES: dict[str, tuple[type, ...]] = {
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "date": (str,),
    "datetime": (str,),
    "string": (str,),
}


def keys_of(selection: Selection) -> tuple[tuple[str, bool], ...]:
    """What rows are ordered by (column, ascending), the id last, so that no two rows are alike."""
    wanted = list(dict(reversed(selection.order)).items())[::-1]
    names = [name for name, _ascending in wanted]
    if "id" in names:
        return tuple(wanted[: names.index("id") + 1])
    return (*wanted, ("id", True))


def token_of(selection: Selection, values: Sequence[Any]) -> str:
    """The opaque name of the place after a row with these values of `keys_of`."""
    written = json.dumps([_order(selection), [_plain(value) for value in values]], separators=(",", ":"))
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


def _order(selection: Selection) -> str:
    return ",".join(f"{'' if ascending else '-'}{name}" for name, ascending in keys_of(selection))


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def after(opened: OpenLayer, selection: Selection, token: str) -> Condition:
    """The condition on the rows that follow. Raises `BadInput` for a token that is not of this order."""
    refusal = BadInput(
        _("This cursor belongs to another question. Follow the link “next” as it is."), field="cursor"
    )
    try:
        if len(token) > TOKEN_LENGTH_MAX or not token.isascii():
            raise refusal
        order, values = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise refusal from error
    keys = keys_of(selection)
    if order != _order(selection) or not isinstance(values, list) or len(values) != len(keys):
        raise refusal
    bound = [_bound(opened, name, value, refusal) for (name, _up), value in zip(keys, values, strict=True)]
    return _following(keys, bound)


def _bound(opened: OpenLayer, name: str, value: Any, refusal: BadInput) -> Condition | None:
    """A value of the token as SQL; None for null."""
    kind = (
        "integer"
        if name == "id"
        else column_of(opened, require_column(opened, name, parameter="sortby")).kind
    )
    if value is None and name != "id":
        return None
    if not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
        raise refusal
    if isinstance(value, int) and abs(value) >= 2**63:
        raise refusal
    if isinstance(value, str):
        try:
            value.encode()
            if kind in ("date", "datetime"):
                datetime.fromisoformat(value)
        except ValueError as error:
            raise refusal from error
        if "\x00" in value:
            raise refusal
    return Condition(f"%s::{_CASTS[kind]}", (value,))


def _following(keys: Sequence[tuple[str, bool]], bound: Sequence[Condition | None]) -> Condition:
    """Row values compared key by key; nulls are last in both directions."""
    later: list[Condition] = []
    same: list[Condition] = []
    for (name, ascending), value in zip(keys, bound, strict=True):
        column = f'source."{name}"'
        if value is None:
            same.append(Condition(f"{column} IS NULL"))
            continue
        beyond = f"{column} {'>' if ascending else '<'} {value.sql}"
        if name != "id":
            beyond = f"({beyond} OR {column} IS NULL)"
        later.append(_all([*same, Condition(beyond, value.params)]))
        same.append(Condition(f"{column} = {value.sql}", value.params))
    return Condition(
        " OR ".join(f"({part.sql})" for part in later), tuple(p for part in later for p in part.params)
    )


def _all(parts: Sequence[Condition]) -> Condition:
    return Condition(
        " AND ".join(part.sql for part in parts), tuple(p for part in parts for p in part.params)
    )
