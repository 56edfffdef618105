"""CQL2 (OGC 21-065): conditions on a layer's rows, written as text or as JSON.

`parse` is all that others need: text or JSON becomes one tree (`tree`), the tree SQL over the columns that
the asker is shown (`compiling`).
"""

from typing import Literal

from django.utils.translation import gettext as _

from kharita.core.errors import BadInput
from kharita.core.geo import WGS84
from kharita.maps.cql.compiling import Compiler, queryables_of
from kharita.maps.cql.document import tree_of_json
from kharita.maps.cql.text import tree_of_text
from kharita.maps.cql.tree import (
    LENGTH_MAX,
    CqlFault,
    Operation,
    Property,
    checked_date,
    checked_number,
    checked_text,
    checked_timestamp,
)
from kharita.maps.cql.tree import (
    Literal as Value,
)
from kharita.maps.door import OpenLayer
from kharita.maps.selection import Condition

__all__ = ["LANGUAGES", "Language", "equal", "names_of", "parse"]

Language = Literal["cql2-text", "cql2-json", "cql-text"]
LANGUAGES: tuple[Language, ...] = ("cql2-text", "cql2-json", "cql-text")
"""The last is the draft's name of the first: GDAL (3.12 and before) hands conditions over under no other."""


def parse(
    text: str, lang: Language, opened: OpenLayer, *, srid: int = WGS84, northing_first: bool = False
) -> Condition:
    """The condition that `text` states on `opened`.

    `srid` is the CRS of the geometries written in it, `northing_first` whether their first number is the
    northing or latitude. Raises `BadInput` that names the place and, where there is one, the property; a
    property that the asker is not shown is answered like one that does not exist.
    """
    if len(text) > LENGTH_MAX:
        raise BadInput(
            _("A filter has at most %(count)d characters.") % {"count": LENGTH_MAX}, field="filter"
        )
    try:
        tree = tree_of_json(text) if lang == "cql2-json" else tree_of_text(text)
        return Compiler(opened, srid=srid, northing_first=northing_first).condition(tree)
    except CqlFault as fault:
        where = {"position": fault.position} if fault.position else {}
        if fault.subject:
            where["property"] = fault.subject
        raise BadInput(fault.told, field="filter", **where) from fault


_READERS = {
    "text": checked_text,
    "number": checked_number,
    "date": checked_date,
    "timestamp": checked_timestamp,
}


def names_of(opened: OpenLayer) -> tuple[str, ...]:
    """The properties of which a value can be asked for by name (Part 3, queryables as query parameters)."""
    simple = {*_READERS, "boolean"}
    return tuple(name for name, one in queryables_of(opened).items() if one.kind in simple)


def equal(name: str, text: str, opened: OpenLayer) -> Condition:
    """The condition that a property (one of `names_of`) is what `text` writes. Raises `BadInput`."""
    kind = queryables_of(opened)[name].kind
    try:
        if kind == "boolean":
            if text not in ("true", "false"):
                raise CqlFault(_("“%(name)s” is true or false.") % {"name": name})
            value = Value("", text == "true")
        else:
            value = Value("", _READERS[kind](text, ""))
        tree = Operation("", "=", (Property("", name), value))
        return Compiler(opened, srid=WGS84, northing_first=False).condition(tree)
    except CqlFault as fault:
        raise BadInput(fault.told, field=name) from fault
