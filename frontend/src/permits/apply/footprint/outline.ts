import type { Position } from "../../../api/types";
import type { Area } from "../../shared/types";
import { distance, type Plane, type Point, turned } from "./plane";

/** An outline being drawn: open until its first corner is met again. `chosen` is the corner to be moved. */
export interface Outline {
  readonly corners: readonly Position[];
  readonly isClosed: boolean;
  readonly chosen: number | null;
}

export const EMPTY: Outline = { corners: [], isClosed: false, chosen: null };

export function add(outline: Outline, at: Position): Outline {
  const last = outline.corners.at(-1);
  // A double tap must not leave two corners in one place.
  if (last && last[0] === at[0] && last[1] === at[1]) return outline;
  return { ...outline, corners: [...outline.corners, at] };
}

export function close(outline: Outline): Outline {
  return outline.corners.length < 3 ? outline : { ...outline, isClosed: true, chosen: null };
}

export function choose(outline: Outline, index: number): Outline {
  return { ...outline, chosen: outline.chosen === index ? null : index };
}

export function moveChosen(outline: Outline, at: Position): Outline {
  const corners = outline.corners.map((corner, index) => (index === outline.chosen ? at : corner));
  return { ...outline, corners, chosen: null };
}

/** A corner more, after the one at `index`; it is chosen, to be moved at once. */
export function insertAfter(outline: Outline, index: number, at: Position): Outline {
  const corners = [...outline.corners.slice(0, index + 1), at, ...outline.corners.slice(index + 1)];
  return { ...outline, corners, chosen: index + 1 };
}

/** Below three corners there is no area: the outline is open again. */
export function removeAt(outline: Outline, index: number): Outline {
  const corners = outline.corners.filter((_corner, other) => other !== index);
  return { corners, isClosed: outline.isClosed && corners.length >= 3, chosen: null };
}

/** The stored area as an outline; null where it has several parts or courts, which are not edited by hand. */
export function outlineOf(area: Area): Outline | null {
  const polygons = area.type === "Polygon" ? [area.coordinates] : area.coordinates;
  const [rings] = polygons;
  const [ring] = rings ?? [];
  if (!ring || polygons.length !== 1 || rings?.length !== 1) return null;
  const corners = ring.slice(0, -1).map(([lon = 0, lat = 0]): Position => [lon, lat]);
  return { corners, isClosed: true, chosen: null };
}

/** As GeoJSON wants it: closed, counter-clockwise (RFC 7946). */
export function polygonOf(corners: readonly Position[], plane: Plane): GeoJSON.Polygon {
  const ring = turned(corners.map((corner) => plane.to(corner))) < 0 ? [...corners].reverse() : [...corners];
  const [first] = ring;
  return { type: "Polygon", coordinates: [first ? [...ring, first] : ring] };
}

export function sidesOf(corners: readonly Position[], plane: Plane): number[] {
  const flat = corners.map((corner) => plane.to(corner));
  return flat.map((point, index) => distance(point, flat[(index + 1) % flat.length] ?? point));
}

/** Whether two sides that are no neighbours meet: such an outline encloses nothing certain. */
export function crossesItself(corners: readonly Position[], plane: Plane): boolean {
  const flat = corners.map((corner) => plane.to(corner));
  const side = (index: number): [Point, Point] => [
    flat[index % flat.length] ?? [0, 0],
    flat[(index + 1) % flat.length] ?? [0, 0],
  ];
  for (let one = 0; one < flat.length; one++)
    for (let other = one + 2; other < flat.length; other++) {
      const areNeighbours = one === 0 && other === flat.length - 1;
      if (!areNeighbours && cross(side(one), side(other))) return true;
    }
  return false;
}

function cross([a, b]: [Point, Point], [c, d]: [Point, Point]): boolean {
  const turn = (p: Point, q: Point, r: Point) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);
}

/**
 * The ring moved inwards by `metres` on all sides, for plots without deep notches; null where nothing is left.
 * Corners are where the moved sides meet.
 */
export function inset(corners: readonly Position[], metres: number, plane: Plane): Position[] | null {
  const flat = corners.map((corner) => plane.to(corner));
  if (flat.length < 3) return null;
  const ring = turned(flat) < 0 ? flat.reverse() : flat;
  const lines = ring.map((from, index) => movedLine(from, ring[(index + 1) % ring.length] ?? from, metres));
  const met = lines.map((line, index) => meeting(lines.at(index - 1) ?? line, line));
  const inner = met.filter((point): point is Point => point !== null);
  const isInside = inner.every((point) => lines.every((line) => aside(line, point) >= -0.01));
  if (inner.length < 3 || !isInside || turned(inner) <= 0) return null;
  return inner.map((point) => plane.from(point));
}

type Line = readonly [through: Point, along: Point];

function movedLine(from: Point, to: Point, metres: number): Line {
  const length = distance(from, to) || 1;
  const along: Point = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  return [[from[0] - along[1] * metres, from[1] + along[0] * metres], along];
}

/** Metres to the left of a line: inside, for a counter-clockwise ring. */
function aside([through, along]: Line, point: Point): number {
  return along[0] * (point[1] - through[1]) - along[1] * (point[0] - through[0]);
}

function meeting([p, u]: Line, [q, v]: Line): Point | null {
  const spread = u[0] * v[1] - u[1] * v[0];
  // Sides in one line have no meeting point of their own: the corner between them falls away.
  if (Math.abs(spread) < 1e-6) return null;
  const along = ((q[0] - p[0]) * v[1] - (q[1] - p[1]) * v[0]) / spread;
  return [p[0] + along * u[0], p[1] + along * u[1]];
}
