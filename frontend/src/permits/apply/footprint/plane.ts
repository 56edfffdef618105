import type { Position } from "../../../api/types";

const METRES_PER_DEGREE = 111_319.49;

export type Point = readonly [x: number, y: number];

/** Metres east and north of `origin`: good to a millimetre over a plot, for working on an outline.
 * Areas that are stated come from the official system. */
export class Plane {
  private readonly stretch: number;

  constructor(private readonly origin: Position) {
    this.stretch = Math.cos((origin[1] * Math.PI) / 180);
  }

  to([lon, lat]: Position): Point {
    const [lon0, lat0] = this.origin;
    return [(lon - lon0) * METRES_PER_DEGREE * this.stretch, (lat - lat0) * METRES_PER_DEGREE];
  }

  from([x, y]: Point): Position {
    const [lon0, lat0] = this.origin;
    return [lon0 + x / (METRES_PER_DEGREE * this.stretch), lat0 + y / METRES_PER_DEGREE];
  }
}

export function distance([x1, y1]: Point, [x2, y2]: Point): number {
  return Math.hypot(x2 - x1, y2 - y1);
}

/** The place of a segment that is nearest to a point. */
export function nearestOn(from: Point, to: Point, point: Point): Point {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length2 = dx * dx + dy * dy;
  if (length2 === 0) return from;
  const along = ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / length2;
  const part = Math.min(1, Math.max(0, along));
  return [from[0] + part * dx, from[1] + part * dy];
}

/** Twice the signed area of a ring: above zero where it runs counter-clockwise. */
export function turned(ring: readonly Point[]): number {
  let doubled = 0;
  for (const [index, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    doubled += x * nextY - nextX * y;
  }
  return doubled;
}
