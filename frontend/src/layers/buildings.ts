import type { ExpressionSpecification } from "maplibre-gl";
import { byZoom } from "./expressions";
import type { LayerStyle } from "./types";

const HEIGHT: ExpressionSpecification = ["coalesce", ["get", "height_m"], 3];

/** Footprints with a darker edge and a short shadow as a hint of height; blocks when the map is tilted. */
export const buildings: LayerStyle = ({ palette, look, opacity, isThemed, isTilted }) => {
  const strength = look === "imagery" ? 0.15 : isThemed ? 0.4 : 1;
  const appear = byZoom(
    [
      [14.8, 0],
      [15.6, 1],
    ],
    strength * opacity,
  );
  if (isTilted)
    return [
      {
        slot: "mass",
        spec: {
          id: "buildings-mass",
          type: "fill-extrusion",
          "source-layer": "buildings",
          minzoom: 14.8,
          paint: {
            "fill-extrusion-color": palette.building,
            "fill-extrusion-height": HEIGHT,
            "fill-extrusion-opacity": 0.92 * opacity,
            "fill-extrusion-vertical-gradient": true,
          },
        },
      },
    ];
  return [
    {
      slot: "mass",
      spec: {
        id: "buildings-shadow",
        type: "fill",
        "source-layer": "buildings",
        minzoom: 15.5,
        paint: {
          "fill-color": palette.buildingEdge,
          "fill-antialias": false,
          "fill-translate": [1.6, 2],
          "fill-opacity": byZoom(
            [
              [15.5, 0],
              [16.5, 0.55],
            ],
            strength < 1 ? 0 : opacity,
          ),
        },
      },
    },
    {
      slot: "mass",
      spec: {
        id: "buildings",
        type: "fill",
        "source-layer": "buildings",
        minzoom: 14.8,
        paint: {
          "fill-color": palette.building,
          "fill-outline-color": palette.buildingEdge,
          "fill-opacity": appear,
        },
      },
    },
  ];
};
