import type { ExpressionSpecification } from "maplibre-gl";
import { byZoom, FONT, nameIn, widthByZoom } from "./expressions";
import type { Palette } from "./palette";
import type { LayerStyle, Stroke } from "./types";

type Part = "casing" | "fill";

interface Grade {
  readonly id: string;
  /** First zoom, then the width in pixels at zooms 12, 15 and 18. */
  readonly from: number;
  readonly widths: readonly [number, number, number];
  readonly isMain: boolean;
}

/** Lowest first, so that a main road is drawn over the streets that meet it. */
const GRADES: readonly Grade[] = [
  { id: "track", from: 13.5, widths: [0.5, 1.2, 5], isMain: false },
  { id: "alley", from: 14.5, widths: [0.3, 1.6, 9], isMain: false },
  { id: "residential", from: 13, widths: [0.4, 3.4, 18], isMain: false },
  { id: "tertiary", from: 12, widths: [1.2, 4.8, 24], isMain: false },
  { id: "secondary", from: 10, widths: [2, 6.6, 30], isMain: true },
  { id: "primary", from: 8, widths: [2.8, 8.6, 38], isMain: true },
];

const isGrade = (id: string): ExpressionSpecification => ["==", ["get", "grade"], id];

function width([low, middle, high]: Grade["widths"], casing: number): ExpressionSpecification {
  return widthByZoom([
    [10, low * 0.6 + casing * 0.4],
    [12, low + casing * 0.6],
    [15, middle + casing],
    [18, high + casing * 1.4],
  ]);
}

function color(palette: Palette, grade: Grade, part: Part): string {
  if (part === "casing") return grade.isMain ? palette.mainCasing : palette.casing;
  if (grade.id === "track") return palette.track;
  return grade.isMain ? palette.mainStreet : palette.street;
}

/** White ways with a casing by grade: all casings first, so that crossings stay open. */
export const streets: LayerStyle = ({ palette, look, language, opacity }) => {
  const strength = look === "imagery" ? 0.25 * opacity : opacity;
  const line = (grade: Grade, part: Part): Stroke => ({
    slot: "way",
    spec: {
      id: `streets-${grade.id}-${part}`,
      type: "line",
      "source-layer": "streets",
      minzoom: part === "casing" ? Math.max(grade.from, 12) : grade.from,
      filter: isGrade(grade.id),
      layout: { "line-cap": part === "casing" ? "butt" : "round", "line-join": "round" },
      paint: {
        "line-color": color(palette, grade, part),
        "line-width": width(grade.widths, part === "casing" ? 1.6 : 0),
        "line-opacity": byZoom(
          [
            [grade.from, 0],
            [grade.from + 0.7, 1],
          ],
          strength,
        ),
        ...(grade.id === "track" ? { "line-dasharray": [3, 1.5] } : {}),
      },
    },
  });
  const ways = GRADES.filter((grade) => grade.id !== "track");
  return [
    ...ways.map((grade) => line(grade, "casing")),
    ...GRADES.map((grade) => line(grade, "fill")),
    {
      slot: "label",
      spec: {
        id: "streets-names",
        type: "symbol",
        "source-layer": "streets",
        minzoom: 14,
        layout: {
          "symbol-placement": "line",
          "symbol-spacing": 340,
          "symbol-sort-key": ["match", ["get", "grade"], "primary", 0, "secondary", 1, "tertiary", 2, 3],
          "text-field": nameIn(language),
          "text-font": FONT.medium,
          "text-size": byZoom([
            [14, 10.5],
            [18, 14],
          ]),
          "text-max-angle": 35,
          "text-padding": 6,
        },
        paint: {
          "text-color": palette.label,
          "text-halo-color": look === "imagery" ? palette.halo : palette.street,
          "text-halo-width": 1.4,
          "text-opacity": opacity,
        },
      },
    },
  ];
};
