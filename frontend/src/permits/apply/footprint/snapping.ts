import type { Position } from "../../../api/types";
import { distance, nearestOn, type Plane, type Point } from "./plane";

export type SnapKind = "corner" | "edge" | null;

export interface Snapped {
  readonly at: Position;
  readonly kind: SnapKind;
}

/**
 * A place drawn onto the nearest corner of `rings` within `tolerance` metres, else onto the nearest edge.
 * Corners come first, even where an edge is nearer: a plot's corner is surveyed, a place on its edge is not.
 */
export function snap(
  place: Position,
  rings: readonly (readonly Position[])[],
  plane: Plane,
  tolerance: number,
): Snapped {
  const point = plane.to(place);
  const flat = rings.map((ring) => ring.map((corner) => plane.to(corner)));
  const corner = nearest(point, flat.flat(), tolerance);
  if (corner) return { at: plane.from(corner), kind: "corner" };
  const edge = nearest(
    point,
    flat.flatMap((ring) => feet(ring, point)),
    tolerance,
  );
  return edge ? { at: plane.from(edge), kind: "edge" } : { at: place, kind: null };
}

/** The nearest place on each edge of a ring. */
function feet(ring: readonly Point[], point: Point): Point[] {
  return ring.map((corner, index) => nearestOn(corner, ring[(index + 1) % ring.length] ?? corner, point));
}

function nearest(point: Point, candidates: readonly Point[], tolerance: number): Point | null {
  let found: Point | null = null;
  let away = tolerance;
  for (const candidate of candidates) {
    const there = distance(point, candidate);
    if (there <= away) {
      away = there;
      found = candidate;
    }
  }
  return found;
}

/** The edge of a closed ring that a place lies on, by the index of its first corner; -1 on none. */
export function edgeAt(place: Position, ring: readonly Position[], plane: Plane, tolerance: number): number {
  const point = plane.to(place);
  const distances = feet(
    ring.map((corner) => plane.to(corner)),
    point,
  ).map((foot) => distance(point, foot));
  const least = Math.min(...distances);
  return least <= tolerance ? distances.indexOf(least) : -1;
}

/** The corner that a place lies on, within `tolerance` metres; -1 on none. */
export function cornerAt(
  place: Position,
  ring: readonly Position[],
  plane: Plane,
  tolerance: number,
): number {
  const point = plane.to(place);
  const distances = ring.map((corner) => distance(point, plane.to(corner)));
  const least = Math.min(...distances);
  return least <= tolerance ? distances.indexOf(least) : -1;
}
