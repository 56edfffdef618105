import type { ExpressionSpecification } from "maplibre-gl";
import { byCategory, byZoom, FONT, textOf } from "./expressions";
import type { Drawing, LayerStyle, Stroke } from "./types";

const isHovered: ExpressionSpecification = ["boolean", ["feature-state", "hover"], false];

/**
 * The cadastre. Far away the blocks stand for their parcels; both have one fill, so that nothing pops where
 * one takes over from the other, and the hairlines come in slowly from zoom 15.
 */
export const parcels: LayerStyle = (drawing) => [...fills(drawing), ...lines(drawing), label(drawing)];

function fills({ layer, palette, look, opacity, isClassified }: Drawing): Stroke[] {
  const isClear = look === "imagery";
  const color = isClassified ? byCategory(layer) : palette.town;
  return [
    {
      slot: "soil",
      spec: {
        id: "parcels-blocks",
        type: "fill",
        "source-layer": "parcels_blocks",
        paint: { "fill-color": palette.town, "fill-opacity": isClear ? 0 : opacity },
      },
    },
    {
      // Plain parcels are the soil that water and green lie on; a classified layer is a theme above them.
      slot: isClassified ? "area" : "soil",
      spec: {
        id: "parcels",
        type: "fill",
        "source-layer": "parcels",
        paint: {
          "fill-color": color,
          "fill-opacity": isClassified ? 0.55 * palette.thematic * opacity : isClear ? 0.01 : opacity,
        },
      },
    },
    {
      slot: "edge",
      spec: {
        id: "parcels-hover",
        type: "fill",
        "source-layer": "parcels",
        minzoom: 15,
        paint: { "fill-color": palette.accent, "fill-opacity": ["case", isHovered, 0.14, 0] },
      },
    },
  ];
}

function lines({ palette, opacity }: Drawing): Stroke[] {
  return [
    {
      slot: "area",
      spec: {
        id: "parcels-blocks-edge",
        type: "line",
        "source-layer": "parcels_blocks",
        paint: {
          "line-color": palette.blockEdge,
          "line-width": byZoom([
            [11, 0.3],
            [15, 1],
          ]),
          "line-opacity": byZoom(
            [
              [11, 0.4],
              [13, 1],
              [15, 0.4],
            ],
            opacity,
          ),
        },
      },
    },
    {
      slot: "edge",
      spec: {
        id: "parcels-edge",
        type: "line",
        "source-layer": "parcels",
        minzoom: 15,
        layout: { "line-join": "round" },
        paint: {
          "line-color": palette.parcelEdge,
          "line-width": byZoom([
            [15, 0.3],
            [17, 0.7],
            [20, 1.6],
          ]),
          "line-opacity": byZoom(
            [
              [15, 0.1],
              [16, 0.55],
              [18, 0.9],
            ],
            opacity,
          ),
        },
      },
    },
  ];
}

function label({ layer, palette, opacity }: Drawing): Stroke {
  return {
    slot: "label",
    spec: {
      id: "parcels-references",
      type: "symbol",
      "source-layer": "parcels",
      minzoom: 17.8,
      layout: {
        "text-field": textOf(layer.label ?? "reference"),
        "text-font": FONT.regular,
        "text-size": byZoom([
          [17.8, 10],
          [20, 14],
        ]),
        "text-max-width": 6,
        "text-padding": 3,
      },
      paint: {
        "text-color": palette.quietLabel,
        "text-halo-color": palette.halo,
        "text-halo-width": 1.2,
        "text-opacity": opacity,
      },
    },
  };
}
