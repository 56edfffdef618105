import type { Position } from "../api/types";
import type { Crs } from "./crs";

export type MeasureMode = "distance" | "area";

export interface Measured {
  /** Length of the line, or of the ring around an area; metres in the projected system. */
  readonly length: number;
  readonly area: number;
  readonly last: number;
}

function distance([x1, y1]: [number, number], [x2, y2]: [number, number]): number {
  return Math.hypot(x2 - x1, y2 - y1);
}

/** Length and area in the plane of the official system, as surveyors state them; never from degrees. */
export function measure(points: readonly Position[], mode: MeasureMode, crs: Crs): Measured {
  const plane = points.map((point) => crs.project(point));
  const legs = plane.slice(1).map((point, index) => distance(plane[index] ?? point, point));
  const first = plane[0];
  const final = plane.at(-1);
  const closing = mode === "area" && first && final && plane.length > 2 ? distance(final, first) : 0;
  let doubled = 0;
  for (const [index, [x, y]] of plane.entries()) {
    const [nextX, nextY] = plane[(index + 1) % plane.length] ?? [x, y];
    doubled += x * nextY - nextX * y;
  }
  return {
    length: legs.reduce((sum, leg) => sum + leg, closing),
    area: mode === "area" && plane.length > 2 ? Math.abs(doubled) / 2 : 0,
    last: legs.at(-1) ?? 0,
  };
}

/** What is drawn while measuring: the line or the area, and a dot on each corner. */
export function measureShapes(
  points: readonly Position[],
  mode: MeasureMode,
  snapped: readonly boolean[],
): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = points.map((point, index) => ({
    type: "Feature",
    properties: { snapped: snapped[index] ?? false },
    geometry: { type: "Point", coordinates: point },
  }));
  const [first] = points;
  if (points.length > 1 && first) {
    const ring = mode === "area" && points.length > 2 ? [...points, first] : [...points];
    features.unshift({
      type: "Feature",
      properties: {},
      geometry:
        mode === "area" && points.length > 2
          ? { type: "Polygon", coordinates: [ring] }
          : { type: "LineString", coordinates: ring },
    });
  }
  return { type: "FeatureCollection", features };
}
