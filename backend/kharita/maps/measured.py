"""What is measured of a whole selection, once for each revision and each set of rights."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime
from threading import Lock
from typing import Any

from django.db import connection

from kharita.maps import selection
from kharita.maps.door import OpenLayer
from kharita.maps.selection import Selection

KEPT = 4_096

Span = tuple[datetime | None, datetime | None]


class Kept:
    """Values by key, the one unused for longest out first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, measure: Callable[[], Any]) -> Any:
        """The value of `key`, measured where it is not known."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = measure()
        with self._lock:
            self._values[key] = value
            if len(self._values) > self._most:
                self._values.popitem(last=False)
        return value

    def clear(self) -> None:
        with self._lock:
            self._values.clear()


_kept = Kept(KEPT)


def forget() -> None:
    """Measure again, where revisions may have gone back (a restored database)."""
    _kept.clear()


def count_of(opened: OpenLayer, wanted: Selection, revision: int) -> int:
    """How many rows are selected; `revision` is the newest of the layer's tables, read beforehand."""
    # Neither the columns nor the order change how many rows there are.
    asked = (wanted.bbox, wanted.bbox_srid, wanted.ids, wanted.condition, wanted.commune_id)
    key = ("count", opened.rights, revision, asked)
    return int(_kept.get(key, lambda: selection.count(opened, wanted)))


def span_of(opened: OpenLayer, revision: int) -> Span | None:
    """The first and the last moment at which a row holds (None: open); None where the layer has no time, it
    is not shown, or there are no rows."""
    columns = opened.layer.period
    if columns is None or not set(columns) <= {*opened.fields, *opened.times}:
        return None
    key = ("span", opened.rights, revision)
    found: Span | None = _kept.get(key, lambda: _measure_span(opened, columns))
    return found


def _measure_span(opened: OpenLayer, columns: tuple[str, str]) -> Span | None:
    start, end = columns
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT count(*), min(source."{start}"),
                       CASE WHEN bool_or(source."{end}" IS NULL) THEN NULL ELSE max(source."{end}") END
                FROM {opened.source}""",  # noqa: S608  # compiled by the door
            opened.params,
        )
        rows, first, last = cursor.fetchone()
    return (first, last) if rows else None
