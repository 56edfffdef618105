import type { Bounds, Position } from "../api/types";

const METRES_PER_DEGREE = 111_320;

/** The box around all features (WGS 84); null where there is no coordinate. */
export function boundsOf(features: readonly GeoJSON.Feature[]): Bounds | null {
  const box: Bounds = [180, 90, -180, -90];
  for (const [x, y] of features.flatMap((feature) => positionsOf(feature.geometry))) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box[0] <= box[2] ? box : null;
}

function positionsOf(geometry: GeoJSON.Geometry | null): Position[] {
  if (!geometry) return [];
  if (geometry.type === "GeometryCollection") return geometry.geometries.flatMap(positionsOf);
  if (geometry.type === "Point") return [geometry.coordinates as Position];
  return geometry.coordinates.flat(DEPTH[geometry.type]) as unknown as Position[];
}

const DEPTH = { MultiPoint: 0, LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 } as const;

/** The feature under a click: the polygon around it, else the nearest line or point within `reach` metres. */
export function featureAt(
  position: Position,
  features: readonly GeoJSON.Feature[],
  reach: number,
): GeoJSON.Feature | null {
  const around = features.find((feature) =>
    polygonsOf(feature.geometry).some((rings) => isInside(position, rings)),
  );
  if (around) return around;
  let nearest: GeoJSON.Feature | null = null;
  let least = reach;
  for (const feature of features) {
    const away = Math.min(...positionsOf(feature.geometry).map((other) => distance(position, other)));
    if (away <= least) {
      least = away;
      nearest = feature;
    }
  }
  return nearest;
}

function polygonsOf(geometry: GeoJSON.Geometry | null): Position[][][] {
  if (geometry?.type === "Polygon") return [geometry.coordinates as Position[][]];
  return geometry?.type === "MultiPolygon" ? (geometry.coordinates as Position[][][]) : [];
}

/** Even-odd rule over all rings, so that a hole is outside. */
function isInside([x, y]: Position, rings: readonly Position[][]): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i] as Position;
      const [bx, by] = ring[j] as Position;
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

/** Metres between two places close to each other. */
function distance([ax, ay]: Position, [bx, by]: Position): number {
  const east = (bx - ax) * Math.cos((ay * Math.PI) / 180);
  return Math.hypot(east, by - ay) * METRES_PER_DEGREE;
}
