"""Areas grow coarser before they grow large, and never forget a place."""

import pytest

from kharita.live.changes import CELLS_HELD, CELLS_TOLD, Area, Cell, Changes


def covers(cells: frozenset[Cell], wanted: Cell) -> bool:
    z, x, y = wanted
    return any(
        (x >> (z - zoom), y >> (z - zoom)) == (column, row) for zoom, column, row in cells if zoom <= z
    )


def test_few_cells_are_told_as_they_are() -> None:
    area = Area()
    area.add([(16, 1, 2), (16, 1, 2), (14, 9, 9)])
    assert area.told() == {(16, 1, 2), (14, 9, 9)}


def test_many_cells_are_told_as_larger_ones_that_hold_all_of_them() -> None:
    area, cells = Area(), [(16, 32_000 + n % 300, 25_000 + n // 300) for n in range(30_000)]
    for start in range(0, len(cells), 1_000):
        area.add(cells[start : start + 1_000])
        assert len(area._cells) <= CELLS_HELD
    told = area.told()
    assert len(told) <= CELLS_TOLD
    assert all(covers(told, cell) for cell in cells)
    assert min(zoom for zoom, _x, _y in told) >= 10, "coarser than needed"


def test_cells_all_over_the_world_end_at_the_world() -> None:
    area = Area()
    area.add([(16, n * 61 % 65_536, n * 127 % 65_536) for n in range(9_000)])
    told = area.told()
    assert len(told) <= CELLS_TOLD
    assert covers(told, (16, 61, 127))


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "nonsense",
        "[]",
        '{"table": "x"}',
        '{"table": 3, "cells": []}',
        '{"table": "x", "cells": [[16, 1]]}',
        '{"table": "x", "cells": [[16, -1, 0]]}',
        '{"table": "x", "cells": [[16, 65536, 0]]}',
        '{"table": "x", "cells": [[60, 1, 1]]}',
    ],
)
def test_what_is_no_notification_is_refused(payload: str) -> None:
    with pytest.raises(ValueError, match=".*"):
        Changes().add(payload)
