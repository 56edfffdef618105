import type { Dossier } from "../api/types";

/** The parcel itself, to be drawn as the selection. */
export function selectionOf({ parcel }: Dossier): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: [{ type: "Feature", properties: {}, geometry: parcel.geometry }],
  };
}

/** What the facets drew: footprints, setbacks, neighbours. */
export function shapesOf({ facets }: Dossier): GeoJSON.FeatureCollection {
  return { type: "FeatureCollection", features: facets.flatMap((facet) => facet.shapes) };
}
