import type { Bounds } from "../../../api/types";
import { boundsOf } from "../../../map/places";

/** Geometries as the map takes them. */
export function collection(areas: readonly GeoJSON.Geometry[]): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: areas.map((geometry) => ({ type: "Feature", properties: {}, geometry })),
  };
}

/** Where a map is to look so that the area fills it; null without one. */
export function targetOf(area: GeoJSON.Geometry | null): { bounds: Bounds } | null {
  const bounds = area && boundsOf(collection([area]).features);
  return bounds ? { bounds } : null;
}
