import { byCategory, byZoom, FONT, labelOf } from "./expressions";
import type { Drawing, LayerStyle, Stroke } from "./types";

function shape({ layer, palette, opacity, isClassified }: Drawing): Stroke[] {
  const color = isClassified ? byCategory(layer) : layer.color;
  if (layer.kind === "point")
    return [
      {
        slot: "mark",
        spec: {
          id: layer.id,
          type: "circle",
          "source-layer": layer.id,
          paint: {
            "circle-color": color,
            "circle-radius": byZoom([
              [12, 2.5],
              [18, 7],
            ]),
            "circle-stroke-color": palette.halo,
            "circle-stroke-width": 1.5,
            "circle-opacity": opacity,
            "circle-stroke-opacity": opacity,
          },
        },
      },
    ];
  const line: Stroke = {
    slot: layer.kind === "line" ? "way" : "edge",
    spec: {
      id: `${layer.id}-line`,
      type: "line",
      "source-layer": layer.id,
      layout: { "line-join": "round", "line-cap": "round" },
      paint: {
        "line-color": color,
        "line-width": byZoom([
          [11, 0.8],
          [18, layer.kind === "line" ? 4 : 1.6],
        ]),
        "line-opacity": opacity,
      },
    },
  };
  if (layer.kind === "line") return [line];
  return [
    {
      slot: "area",
      spec: {
        id: layer.id,
        type: "fill",
        "source-layer": layer.id,
        paint: { "fill-color": color, "fill-opacity": 0.3 * palette.thematic * opacity },
      },
    },
    line,
  ];
}

/** How a layer is drawn that has no file of its own: from its kind, colour, classes and label alone. */
export const generic: LayerStyle = (drawing) => {
  const { layer, palette, language, opacity } = drawing;
  if (!layer.label) return shape(drawing);
  return [
    ...shape(drawing),
    {
      slot: "label",
      spec: {
        id: `${layer.id}-labels`,
        type: "symbol",
        "source-layer": layer.id,
        minzoom: 13,
        layout: {
          "symbol-placement": layer.kind === "line" ? "line" : "point",
          "text-field": labelOf(layer, language),
          "text-font": FONT.medium,
          "text-size": 12,
          ...(layer.kind === "point" ? { "text-anchor": "top" as const, "text-offset": [0, 0.7] } : {}),
        },
        paint: {
          "text-color": palette.label,
          "text-halo-color": palette.halo,
          "text-halo-width": 1.4,
          "text-opacity": opacity,
        },
      },
    },
  ];
};
