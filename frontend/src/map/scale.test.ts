import { expect, test } from "vitest";
import { namePointsOf } from "./namePoints";
import { scaleBar, scaleDenominator } from "./scale";

test.each([
  [1, 100, 100],
  [0.3, 20, 66.7],
  [7, 500, 71.4],
])("at %d m to the pixel the bar is %d m long", (metresPerPixel, metres, pixels) => {
  const bar = scaleBar(metresPerPixel);
  expect(bar.metres).toBe(metres);
  expect(bar.pixels).toBeCloseTo(pixels, 1);
});

test("the scale is told to two figures", () => {
  expect(scaleDenominator(0.5)).toBe(1900);
});

test("a name stands in the largest part of its area, whose hole does not count", () => {
  const square = (x: number, size: number) => [
    [x, 0],
    [x + size, 0],
    [x + size, size],
    [x, size],
    [x, 0],
  ];
  const { features } = namePointsOf({
    type: "FeatureCollection",
    features: [
      {
        type: "Feature",
        properties: { name_fr: "Centre" },
        geometry: { type: "MultiPolygon", coordinates: [[square(0, 1)], [square(10, 4), square(11, 1)]] },
      },
      { type: "Feature", properties: {}, geometry: { type: "MultiPolygon", coordinates: [] } },
    ],
  });
  expect(features).toEqual([
    { type: "Feature", properties: { name_fr: "Centre" }, geometry: { type: "Point", coordinates: [12, 2] } },
  ]);
});
