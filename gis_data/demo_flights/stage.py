"""A scene on one of its dates, ready to be drawn on any block: surfaces, labels, canopies."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
import shapely.geometry
from numpy.typing import NDArray
from rasterio.features import rasterize
from shapely.geometry.base import BaseGeometry

from gis_data.demo_flights.grid import Grid
from gis_data.demo_flights.noise import Singles
from gis_data.demo_flights.objects import Dome, Patch, Solid
from gis_data.demo_flights.scene import Scene
from gis_data.demo_flights.vegetation import stamp

Labels = NDArray[np.int32]


@dataclass(frozen=True)
class Surface:
    """A block as it is: `height` (m above the sea), and as labels the ground (`patch`), what stands on it
    (`solid`) and the crown over it (`crown`): 1 + the index, or 0. `leaf`: noise that crowns are rough by.
    """

    height: Singles
    patch: Labels
    solid: Labels
    crown: Labels
    leaf: Singles


class _Shapes:
    """Shapes in painter's order, found by place, as the plain coordinates that the rasteriser takes."""

    def __init__(self, shapes: list[BaseGeometry]) -> None:
        self._shapes = shapes
        self._tree = shapely.STRtree(np.array(shapes, dtype=object))
        self._plain: dict[int, dict[str, Any]] = {}

    def drawn(self, grid: Grid) -> Labels:
        """Labels, 1 + the index: a pixel belongs to the last shape that holds its centre."""
        hits = np.sort(self._tree.query(grid.area))
        if not len(hits):
            return np.zeros(grid.shape, dtype=np.int32)
        labels: Labels = rasterize(
            [(self._coordinates(int(i)), int(i) + 1) for i in hits],
            out_shape=grid.shape,
            transform=grid.transform,
            fill=0,
            dtype="int32",
        )
        return labels

    def _coordinates(self, index: int) -> dict[str, Any]:
        if index not in self._plain:
            self._plain[index] = shapely.geometry.mapping(self._shapes[index])
        return self._plain[index]


class Stage:
    """What of a scene is there on a date, with an index to find what touches a block."""

    def __init__(self, scene: Scene, epoch: str) -> None:
        self.scene, self.epoch = scene, epoch
        self.terrain = scene.district.terrain
        self.origin = np.array(scene.district.centre)
        self.solids: list[Solid] = [solid for solid in scene.solids if solid.on(epoch)]
        self.patches: list[Patch] = [patch for patch in scene.ground.patches if patch.on(epoch)]
        self.domes: list[Dome] = [dome for dome in scene.domes if dome.size(epoch)[0] > 0]
        self._solid_index = _Shapes([solid.outline for solid in self.solids])
        self._patch_index = _Shapes([patch.outline for patch in self.patches])
        self._dome_xy = np.array([(dome.x, dome.y) for dome in self.domes]).reshape(-1, 2)
        self._dome_reach = np.array([dome.size(epoch)[0] * 1.35 for dome in self.domes])
        self._raised = np.array([0.0, *(patch.raised for patch in self.patches)], dtype=np.float32)
        self._mast = np.array([False, *(s.material == "mast" for s in self.solids)], dtype=bool)
        self._planes = self._plane_table()

    def _plane_table(self) -> Singles:
        """Height = a + b (x − origin) + c (y − origin) of each solid's top; row 0 is for none."""
        table = np.zeros((len(self.solids) + 1, 3))
        for number, solid in enumerate(self.solids, 1):
            if solid.tilt == (0.0, 0.0):
                table[number, 0] = solid.top
                continue
            middle = solid.outline.centroid
            offset = np.array([middle.x, middle.y]) - self.origin
            table[number] = solid.top - float(np.dot(solid.tilt, offset)), *solid.tilt
        return table.astype(np.float32)

    def surface(self, grid: Grid, *, masts: bool) -> Surface:
        """Everything on a block, edges sharp; thin masts have their height only when `masts`."""
        area = grid.area
        patch = self._patch_index.drawn(grid)
        solid = self._solid_index.drawn(grid)
        height = self.terrain.over(grid.xs, grid.ys)
        height += self._raised[patch]
        self._raise_solids(height, solid, grid, masts)
        crown = np.zeros(grid.shape, dtype=np.int32)
        west, south, east, north = area.bounds
        x, y = self._dome_xy[:, 0], self._dome_xy[:, 1]
        reach = self._dome_reach
        near = (x > west - reach) & (x < east + reach) & (y > south - reach) & (y < north + reach)
        leaf = stamp(height, crown, grid, [(int(i), self.domes[i]) for i in np.flatnonzero(near)], self.epoch)
        return Surface(height, patch, solid, crown, leaf)

    def _raise_solids(self, height: Singles, solid: Labels, grid: Grid, masts: bool) -> None:
        covered = solid > 0
        if not masts and self._mast.any():
            covered &= ~self._mast[solid]
        rows, columns = np.nonzero(covered)
        if not len(rows):
            return
        plane = self._planes[solid[rows, columns]]
        top = plane[:, 0].copy()
        tilted = (plane[:, 1] != 0) | (plane[:, 2] != 0)
        if tilted.any():
            x = (grid.xs - self.origin[0]).astype(np.float32)[columns[tilted]]
            y = (grid.ys - self.origin[1]).astype(np.float32)[rows[tilted]]
            top[tilted] += plane[tilted, 1] * x + plane[tilted, 2] * y
        height[rows, columns] = top
