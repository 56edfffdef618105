import type {
  CircleLayerSpecification,
  ExpressionSpecification,
  LayerSpecification,
  LineLayerSpecification,
} from "maplibre-gl";
import { FONT } from "../layers/expressions";
import type { Palette } from "../layers/palette";

/** What is drawn over the layers from GeoJSON at hand, each in a source of its own. */
export const OVERLAYS = ["permitted", "shapes", "selection", "measure", "here"] as const;
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

const is = (what: "footprint" | "plan" | "site"): ExpressionSpecification => ["==", ["get", "what"], what];

/** What was permitted over an imagery: a footprint in a full line, a drawn plan in dashes, and in dots the site
 * of a permit that says no footprint. */
function permitted(halo: string, label: string): LayerSpecification[] {
  const [color, source] = [["get", "color"] as ExpressionSpecification, "permitted" as const];
  const line = (what: "footprint" | "plan" | "site", width: number, dashes?: number[]) =>
    ({
      ...edge(`permitted-${what}`, source, {
        "line-color": color,
        "line-width": width,
        ...(dashes ? { "line-dasharray": dashes } : {}),
      }),
      filter: is(what),
    }) as LayerSpecification;
  return [
    { ...area(source, color, 0.14), filter: is("footprint") } as LayerSpecification,
    {
      ...edge("permitted-halo", source, { "line-color": halo, "line-width": 5, "line-opacity": 0.85 }),
      filter: ["!", is("site")],
    } as LayerSpecification,
    line("site", 1.6, [1, 2]),
    line("footprint", 2.4),
    line("plan", 2, [3, 1.6]),
    {
      id: "overlay-permitted-labels",
      type: "symbol",
      source,
      minzoom: 17,
      filter: ["has", "label"],
      layout: { "text-field": ["get", "label"], "text-font": FONT.medium, "text-size": 12 },
      paint: { "text-color": label, "text-halo-color": halo, "text-halo-width": 1.5 },
    },
  ];
}

export function overlayLayers({ accent, halo, selected, label }: Palette): LayerSpecification[] {
  const own: ExpressionSpecification = ["coalesce", ["get", "color"], accent];
  const corner: ExpressionSpecification = ["case", ["to-boolean", ["get", "snapped"]], 6, 4];
  return [
    ...permitted(halo, label),
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
