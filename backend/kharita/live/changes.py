"""What changed where since it was last told: merged, bounded, and read from what the database says."""

import json
from dataclasses import dataclass, field

Cell = tuple[int, int, int]
"""Zoom, column and row of a web-mercator tile."""

CELLS_TOLD = 256
"""So many cells at most are told of one table; more are told as the larger ones that hold them."""
CELLS_HELD = 4_096
"""So many are held until they are told."""
ZOOM_MAX = 22


class Area:
    """Cells that cover what changed. It grows coarser before it grows large, and forgets no place."""

    def __init__(self) -> None:
        self._cells: set[Cell] = set()
        self._finest = ZOOM_MAX

    def add(self, cells: "list[Cell] | frozenset[Cell]") -> None:
        self._cells.update(_lifted(cell, self._finest) for cell in cells)
        if len(self._cells) > CELLS_HELD:
            self._cells = self._at_most(CELLS_HELD)

    def _at_most(self, number: int) -> set[Cell]:
        cells = self._cells
        while len(cells) > number:
            self._finest = max(zoom for zoom, _x, _y in cells) - 1
            cells = {_lifted(cell, self._finest) for cell in cells}
        return cells

    def told(self) -> frozenset[Cell]:
        """At most `CELLS_TOLD` cells that cover it all."""
        return frozenset(self._at_most(CELLS_TOLD))


def _lifted(cell: Cell, zoom: int) -> Cell:
    """The cell, or the one of a coarser `zoom` that holds it."""
    own, x, y = cell
    up = own - zoom
    return (zoom, x >> up, y >> up) if up > 0 else cell


@dataclass
class Changes:
    """Changed areas by table. `anywhere` names tables that changed in no certain place; `everything` says
    that changes may have been missed."""

    areas: dict[str, Area] = field(default_factory=dict)
    anywhere: set[str] = field(default_factory=set)
    everything: bool = False

    def __bool__(self) -> bool:
        return self.everything or bool(self.anywhere or self.areas)

    @property
    def tables(self) -> frozenset[str]:
        return frozenset(self.areas) | self.anywhere

    def add(self, payload: str) -> None:
        """Merge one notification. Raises `ValueError` for what is none."""
        table, cells = parse(payload)
        if cells:
            self.areas.setdefault(table, Area()).add(cells)
        else:
            self.anywhere.add(table)


def parse(payload: str) -> tuple[str, list[Cell]]:
    """Table and cells of a notification; no cells stand for anywhere. Raises `ValueError`."""
    try:
        read = json.loads(payload)
        table, cells = read["table"], [(int(z), int(x), int(y)) for z, x, y in read["cells"]]
    except (KeyError, TypeError) as error:
        raise ValueError(payload[:200]) from error
    if not isinstance(table, str) or not all(
        0 <= z <= ZOOM_MAX and 0 <= x < 1 << z and 0 <= y < 1 << z for z, x, y in cells
    ):
        raise ValueError(payload[:200])
    return table, cells
