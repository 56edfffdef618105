"""The web-mercator tile grid (OGC WebMercatorQuad): arithmetic only."""

from dataclasses import dataclass

HALF = 20037508.342789244
"""Half the circumference of the web-mercator world, in its metres."""
EXTENT = 4096
"""Units along the side of a vector tile."""
BUFFER = 64
"""Units by which a tile reaches beyond its edge, so that outlines are not cut where tiles meet."""
ZOOM_MAX = 22

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Tile:
    """One tile; x grows eastward from the antimeridian, y southward from the north edge."""

    z: int
    x: int
    y: int

    @property
    def exists(self) -> bool:
        return 0 <= self.z <= ZOOM_MAX and 0 <= self.x < 1 << self.z and 0 <= self.y < 1 << self.z

    @property
    def side(self) -> float:
        """Its side in web-mercator metres."""
        return 2 * HALF / (1 << self.z)

    @property
    def unit(self) -> float:
        """Web-mercator metres of one unit of its grid."""
        return self.side / EXTENT

    @property
    def box(self) -> Box:
        """Its west, south, east and north edges in web-mercator metres."""
        west, north = -HALF + self.x * self.side, HALF - self.y * self.side
        return west, north - self.side, west + self.side, north

    @property
    def buffered_box(self) -> Box:
        """`box` with the buffer around it."""
        margin = self.unit * BUFFER
        west, south, east, north = self.box
        return west - margin, south - margin, east + margin, north + margin
