import type { LayerSpecification } from "maplibre-gl";
import type { Palette } from "../layers/palette";

/** What is drawn over the layers from GeoJSON at hand, each in a source of its own. */
export const OVERLAYS = ["shapes", "selection", "measure", "here"] as const;
export type Overlay = (typeof OVERLAYS)[number];

export const NOTHING: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

function shapes(palette: Palette): LayerSpecification[] {
  const color = ["coalesce", ["get", "color"], palette.accent] as unknown as string;
  return [
    {
      id: "overlay-shapes",
      type: "fill",
      source: "shapes",
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": color, "fill-opacity": 0.18 },
    },
    {
      id: "overlay-shapes-edge",
      type: "line",
      source: "shapes",
      layout: { "line-join": "round" },
      paint: { "line-color": color, "line-width": 1.8 },
    },
    {
      id: "overlay-shapes-points",
      type: "circle",
      source: "shapes",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-color": color,
        "circle-radius": 5,
        "circle-stroke-color": palette.halo,
        "circle-stroke-width": 1.5,
      },
    },
  ];
}

function selection(palette: Palette): LayerSpecification[] {
  return [
    {
      id: "overlay-selection",
      type: "fill",
      source: "selection",
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": palette.selected, "fill-opacity": 0.14 },
    },
    {
      id: "overlay-selection-halo",
      type: "line",
      source: "selection",
      layout: { "line-join": "round" },
      paint: { "line-color": palette.halo, "line-width": 5.5, "line-opacity": 0.85 },
    },
    {
      id: "overlay-selection-edge",
      type: "line",
      source: "selection",
      layout: { "line-join": "round" },
      paint: { "line-color": palette.selected, "line-width": 2.5 },
    },
    {
      id: "overlay-selection-point",
      type: "circle",
      source: "selection",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-color": palette.selected,
        "circle-radius": 8,
        "circle-stroke-color": palette.halo,
        "circle-stroke-width": 3,
      },
    },
  ];
}

function measure(palette: Palette): LayerSpecification[] {
  return [
    {
      id: "overlay-measure",
      type: "fill",
      source: "measure",
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": palette.accent, "fill-opacity": 0.12 },
    },
    {
      id: "overlay-measure-line",
      type: "line",
      source: "measure",
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": palette.accent, "line-width": 2.5, "line-dasharray": [2, 1.5] },
    },
    {
      id: "overlay-measure-points",
      type: "circle",
      source: "measure",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-color": palette.halo,
        "circle-radius": ["case", ["to-boolean", ["get", "snapped"]], 6, 4],
        "circle-stroke-color": palette.accent,
        "circle-stroke-width": 2,
      },
    },
  ];
}

function here(palette: Palette): LayerSpecification[] {
  return [
    {
      id: "overlay-here-accuracy",
      type: "fill",
      source: "here",
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": "#2B5FA8", "fill-opacity": 0.12 },
    },
    {
      id: "overlay-here",
      type: "circle",
      source: "here",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-color": "#2B5FA8",
        "circle-radius": 7,
        "circle-stroke-color": palette.halo,
        "circle-stroke-width": 3,
      },
    },
  ];
}

export function overlayLayers(palette: Palette): LayerSpecification[] {
  return [...shapes(palette), ...selection(palette), ...measure(palette), ...here(palette)];
}
