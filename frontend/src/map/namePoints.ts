import type { Position } from "../api/types";

type Ring = readonly GeoJSON.Position[];

interface Centroid {
  readonly area: number;
  readonly at: Position;
}

/** Centroid of a ring by the shoelace formula, in degrees: good enough to place a name. */
function centroid(ring: Ring): Centroid {
  let doubled = 0;
  let x = 0;
  let y = 0;
  for (const [index, [ax = 0, ay = 0]] of ring.entries()) {
    const [bx = 0, by = 0] = ring[(index + 1) % ring.length] ?? [];
    const cross = ax * by - bx * ay;
    doubled += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  const [fx = 0, fy = 0] = ring[0] ?? [];
  return {
    area: Math.abs(doubled) / 2,
    at: doubled === 0 ? [fx, fy] : [x / (3 * doubled), y / (3 * doubled)],
  };
}

function ringsOf(geometry: GeoJSON.Geometry | null): Ring[] {
  if (geometry?.type === "Polygon") return geometry.coordinates.slice(0, 1);
  if (geometry?.type === "MultiPolygon")
    return geometry.coordinates.flatMap((polygon) => polygon.slice(0, 1));
  return [];
}

/** One point for each area, in the middle of its largest part. */
export function namePointsOf(areas: GeoJSON.FeatureCollection): GeoJSON.FeatureCollection {
  const features = areas.features.flatMap((area): GeoJSON.Feature[] => {
    const largest = ringsOf(area.geometry)
      .map(centroid)
      .sort((a, b) => b.area - a.area)[0];
    if (!largest) return [];
    return [
      {
        type: "Feature",
        properties: area.properties,
        geometry: { type: "Point", coordinates: largest.at },
      },
    ];
  });
  return { type: "FeatureCollection", features };
}
