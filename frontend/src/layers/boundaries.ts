import { bothNames, byZoom, FONT } from "./expressions";
import type { Drawing, LayerStyle, Stroke } from "./types";

function border(
  { layer, opacity }: Drawing,
  color: string,
  width: number,
  dashes: number[],
  strength = 0.8,
): Stroke {
  return {
    slot: "edge",
    spec: {
      id: layer.id,
      type: "line",
      "source-layer": layer.id,
      layout: { "line-join": "round" },
      paint: {
        "line-color": color,
        "line-width": byZoom([
          [9, width * 0.6],
          [16, width * 1.4],
        ]),
        "line-dasharray": dashes,
        "line-opacity": strength * opacity,
      },
    },
  };
}

function name(drawing: Drawing, color: string, zooms: readonly [number, number], size: number): Stroke {
  const { layer, palette, language, opacity } = drawing;
  const [first, last] = zooms;
  return {
    slot: "label",
    isOnNamePoints: true,
    spec: {
      id: `${layer.id}-names`,
      type: "symbol",
      minzoom: first,
      maxzoom: last,
      layout: {
        "text-field": bothNames(language),
        "text-font": FONT.bold,
        "text-size": byZoom([
          [first, size],
          [last, size + 5],
        ]),
        "text-max-width": 9,
        "text-line-height": 1.25,
        "text-padding": 8,
      },
      paint: {
        "text-color": color,
        "text-halo-color": palette.halo,
        "text-halo-width": 1.6,
        "text-opacity": byZoom(
          [
            [first, 0],
            [first + 0.4, 1],
            [last - 0.6, 1],
            [last, 0],
          ],
          opacity,
        ),
      },
    },
  };
}

export const communes: LayerStyle = (drawing) => [
  border(drawing, drawing.palette.boundary, 1.6, [6, 2, 1.5, 2]),
  name(drawing, drawing.palette.label, [7, 12.5], 13),
];

export const districts: LayerStyle = (drawing) => [
  border(drawing, drawing.palette.district, 0.8, [3, 2.5], 0.5),
  name(drawing, drawing.palette.district, [12, 16.5], 12),
];
