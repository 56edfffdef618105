import { byCategory, byZoom, FONT, nameIn } from "./expressions";
import type { Palette } from "./palette";
import type { LayerStyle } from "./types";

function coverColor(palette: Palette, kind: string, fallback: string): string {
  if (kind === "water" || kind === "oued") return palette.water;
  return palette.green[kind as keyof Palette["green"]] ?? fallback;
}

/** Water and green: the largest shapes of the basemap, named in the middle. */
export const landCover: LayerStyle = ({ layer, palette, look, language, opacity }) => {
  if (look === "imagery") return [];
  return [
    {
      slot: "ground",
      spec: {
        id: "land_cover",
        type: "fill",
        "source-layer": "land_cover",
        paint: {
          "fill-color": byCategory(layer, ({ value, color }) => coverColor(palette, value, color)),
          "fill-opacity": opacity,
          "fill-antialias": true,
        },
      },
    },
    {
      slot: "label",
      spec: {
        id: "land_cover-names",
        type: "symbol",
        "source-layer": "land_cover",
        minzoom: 12.5,
        layout: {
          "text-field": nameIn(language),
          "text-font": FONT.regular,
          "text-size": byZoom([
            [12, 11],
            [17, 14],
          ]),
          "text-max-width": 7,
          "text-letter-spacing": language === "ar" ? 0 : 0.04,
        },
        paint: {
          "text-color": ["match", ["get", "kind"], ["water", "oued"], palette.waterLabel, palette.quietLabel],
          "text-halo-color": palette.halo,
          "text-halo-width": 1.2,
          "text-opacity": opacity,
        },
      },
    },
  ];
};
