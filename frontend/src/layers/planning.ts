import { byCategory, byZoom, FONT, labelOf } from "./expressions";
import type { Drawing, LayerStyle, Stroke } from "./types";

interface Overlay {
  readonly fill: number;
  readonly width: number;
  readonly dashes?: number[];
}

function overlay(drawing: Drawing, { fill, width, dashes }: Overlay): Stroke[] {
  const { layer, palette, opacity } = drawing;
  const color = byCategory(layer);
  return [
    {
      slot: "area",
      spec: {
        id: layer.id,
        type: "fill",
        "source-layer": layer.id,
        paint: {
          "fill-color": color,
          "fill-opacity": fill * palette.thematic * opacity,
          "fill-antialias": false,
        },
      },
    },
    {
      slot: "edge",
      spec: {
        id: `${layer.id}-edge`,
        type: "line",
        "source-layer": layer.id,
        layout: { "line-join": "round" },
        paint: {
          "line-color": color,
          "line-width": byZoom([
            [12, width * 0.5],
            [17, width],
          ]),
          "line-opacity": 0.9 * opacity,
          ...(dashes ? { "line-dasharray": dashes } : {}),
        },
      },
    },
  ];
}

function label({ layer, palette, language, opacity }: Drawing, minzoom: number): Stroke {
  return {
    slot: "label",
    spec: {
      id: `${layer.id}-labels`,
      type: "symbol",
      "source-layer": layer.id,
      minzoom,
      layout: {
        "text-field": labelOf(layer, language),
        "text-font": FONT.medium,
        "text-size": byZoom([
          [13, 11],
          [17, 14],
        ]),
        "text-max-width": 8,
      },
      paint: {
        "text-color": palette.label,
        "text-halo-color": palette.halo,
        "text-halo-width": 1.5,
        "text-opacity": opacity,
      },
    },
  };
}

export const zones: LayerStyle = (drawing) => [
  ...overlay(drawing, { fill: 0.5, width: 1.2 }),
  label(drawing, 13.5),
];

export const easements: LayerStyle = (drawing) => [
  ...overlay(drawing, { fill: 0.18, width: 1.8, dashes: [4, 2] }),
  label(drawing, 14),
];

export const reservations: LayerStyle = (drawing) => [
  ...overlay(drawing, { fill: 0.28, width: 1.8, dashes: [1.5, 1.2] }),
  label(drawing, 14),
];
