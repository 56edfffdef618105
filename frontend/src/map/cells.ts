/** Zoom, column and row of a web-mercator tile in which something changed. */
export type Cell = readonly [zoom: number, column: number, row: number];

interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** How far a vector tile reaches beyond its edge, in parts of its side (the server's 64 of 4096 units). */
const BUFFER = 64 / 4096;

/** Whether a tile, its buffer included, shows anything of the cell. */
export function shows(tile: TileAddress, [z, x, y]: Cell): boolean {
  if (tile.z >= z) {
    const finer = tile.z - z;
    return tile.x >> finer === x && tile.y >> finer === y;
  }
  const side = 2 ** (z - tile.z);
  const reach = side * BUFFER;
  const meets = (first: number, cell: number) =>
    cell + 1 > first * side - reach && cell < (first + 1) * side + reach;
  return meets(tile.x, x) && meets(tile.y, y);
}

/** Whether an area of degrees (west, south, east, north) lies in or at the cell. */
export function isNear(bounds: readonly [number, number, number, number], [z, x, y]: Cell): boolean {
  const side = 2 ** z;
  const column = (lon: number) => ((lon + 180) / 360) * side;
  const row = (lat: number) => {
    const sine = Math.sin((lat * Math.PI) / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side;
  };
  const [west, south, east, north] = bounds;
  return column(east) >= x && column(west) <= x + 1 && row(south) >= y && row(north) <= y + 1;
}
