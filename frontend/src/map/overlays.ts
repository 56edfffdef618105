import type {
  CircleLayerSpecification,
  ExpressionSpecification,
  LayerSpecification,
  LineLayerSpecification,
} from "maplibre-gl";
import type { Palette } from "../layers/palette";

/** What is drawn over the layers from GeoJSON at hand, each in a source of its own. */
export const OVERLAYS = ["shapes", "selection", "measure", "here"] as const;
export type Overlay = (typeof OVERLAYS)[number];

export const NOTHING: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

/** Where the reader stands: the blue that people know it by. */
const HERE = "#2B5FA8";

type Color = string | ExpressionSpecification;

function area(source: Overlay, color: Color, opacity: number): LayerSpecification {
  return {
    id: `overlay-${source}`,
    type: "fill",
    source,
    filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "fill-color": color, "fill-opacity": opacity },
  };
}

function edge(id: string, source: Overlay, paint: LineLayerSpecification["paint"]): LayerSpecification {
  return { id: `overlay-${id}`, type: "line", source, layout: { "line-join": "round" }, paint: { ...paint } };
}

function points(source: Overlay, paint: CircleLayerSpecification["paint"]): LayerSpecification {
  return {
    id: `overlay-${source}-points`,
    type: "circle",
    source,
    filter: ["==", ["geometry-type"], "Point"],
    paint: { ...paint },
  };
}

function disc(color: Color, rim: string, radius: number, width: number): CircleLayerSpecification["paint"] {
  return {
    "circle-color": color,
    "circle-radius": radius,
    "circle-stroke-color": rim,
    "circle-stroke-width": width,
  };
}

export function overlayLayers({ accent, halo, selected }: Palette): LayerSpecification[] {
  const own: ExpressionSpecification = ["coalesce", ["get", "color"], accent];
  const corner: ExpressionSpecification = ["case", ["to-boolean", ["get", "snapped"]], 6, 4];
  return [
    area("shapes", own, 0.18),
    edge("shapes-edge", "shapes", { "line-color": own, "line-width": 1.8 }),
    points("shapes", disc(own, halo, 5, 1.5)),
    area("selection", selected, 0.14),
    edge("selection-halo", "selection", { "line-color": halo, "line-width": 5.5, "line-opacity": 0.85 }),
    edge("selection-edge", "selection", { "line-color": selected, "line-width": 2.5 }),
    points("selection", disc(selected, halo, 8, 3)),
    area("measure", accent, 0.12),
    edge("measure-line", "measure", { "line-color": accent, "line-width": 2.5, "line-dasharray": [2, 1.5] }),
    points("measure", { ...disc(halo, accent, 4, 2), "circle-radius": corner }),
    area("here", HERE, 0.12),
    points("here", disc(HERE, halo, 7, 3)),
  ];
}
