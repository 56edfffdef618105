"""CQL2 (OGC 21-065): conditions on a layer's rows, written as text or as JSON.

`parse` is all that others need: text or JSON becomes one tree (`tree`), the tree SQL over the columns that
the asker is shown (`compiling`).
"""

from typing import Literal

from django.utils.translation import gettext as _

from kharita.core.errors import BadInput
from kharita.core.geo import WGS84
from kharita.maps.cql.compiling import Compiler
from kharita.maps.cql.document import tree_of_json
from kharita.maps.cql.text import tree_of_text
from kharita.maps.cql.tree import LENGTH_MAX, CqlFault
from kharita.maps.door import OpenLayer
from kharita.maps.selection import Condition

__all__ = ["LANGUAGES", "Language", "parse"]

Language = Literal["cql2-text", "cql2-json"]
LANGUAGES: tuple[Language, ...] = ("cql2-text", "cql2-json")


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
        tree = tree_of_text(text) if lang == "cql2-text" else tree_of_json(text)
        return Compiler(opened, srid=srid, northing_first=northing_first).condition(tree)
    except CqlFault as fault:
        where = {"position": fault.position} if fault.position else {}
        if fault.subject:
            where["property"] = fault.subject
        raise BadInput(fault.told, field="filter", **where) from fault
