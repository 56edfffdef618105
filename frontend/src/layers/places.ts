import { byZoom, FONT, nameIn } from "./expressions";
import type { LayerStyle } from "./types";

/** What is found first from far away: the kinds that people orient themselves by. */
const IMPORTANT = ["town_hall", "hospital", "bus_station", "stadium"];

export const places: LayerStyle = ({ layer, palette, language, opacity }) => [
  {
    slot: "label",
    spec: {
      id: "places",
      type: "symbol",
      "source-layer": layer.id,
      minzoom: 13.5,
      filter: ["any", [">=", ["zoom"], 15], ["in", ["get", "kind"], ["literal", IMPORTANT]]],
      layout: {
        "icon-image": ["concat", "place:", ["get", "kind"]],
        "icon-size": byZoom([
          [13.5, 0.7],
          [17, 1],
        ]),
        "symbol-sort-key": ["case", ["in", ["get", "kind"], ["literal", IMPORTANT]], 0, 1],
        "text-field": ["step", ["zoom"], "", 14.5, nameIn(language)],
        "text-font": FONT.medium,
        "text-size": byZoom([
          [14, 10.5],
          [18, 13.5],
        ]),
        "text-variable-anchor": ["top", "bottom", "left", "right"],
        "text-radial-offset": 1.1,
        "text-justify": "auto",
        "text-max-width": 8,
        "text-optional": true,
      },
      paint: {
        "icon-opacity": opacity,
        "text-color": palette.label,
        "text-halo-color": palette.halo,
        "text-halo-width": 1.5,
        "text-opacity": opacity,
      },
    },
  },
];
