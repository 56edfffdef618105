/** Geometries as the map takes them. */
export function collection(areas: readonly GeoJSON.Geometry[]): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: areas.map((geometry) => ({ type: "Feature", properties: {}, geometry })),
  };
}
