import { expect, test } from "vitest";
import { permittedAt, permittedShapes, snapped } from "./shapes";
import type { Permitted } from "./types";

const square = (west: number, south: number, side: number) => ({
  type: "Polygon",
  coordinates: [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ],
  ],
});
const permit = (id: number, change: object) =>
  ({
    id,
    reference: `PC-${id}`,
    standing: "in_force",
    footprint: null,
    site: null,
    plans: [],
    ...change,
  }) as unknown as Permitted;

const BUILT = permit(1, {
  footprint: square(0, 0, 1),
  site: square(0, 0, 3),
  plans: [{ id: 5, footprint: square(0, 0, 2) }],
});
const UNSAID = permit(2, { site: square(0, 0, 3), standing: "ended" });
const BOTH = { footprints: true, plans: true };
const drawn = (what: typeof BOTH) =>
  permittedShapes([BUILT, UNSAID], what, ({ reference }) => reference).features.map(
    ({ properties }) => `${properties?.id} ${properties?.what}`,
  );

test("a permit is drawn by its footprint, and by its site where it says none", () => {
  expect(drawn(BOTH)).toEqual(["1 footprint", "2 site", "1 plan"]);
  expect(drawn({ footprints: false, plans: true })).toEqual(["1 plan"]);
  expect(drawn({ footprints: true, plans: false })).toEqual(["1 footprint", "2 site"]);
});

test("a click finds all permits that are drawn there", () => {
  const shapes = permittedShapes([BUILT, UNSAID], BOTH, () => "");
  const at = (x: number) => permittedAt([x, 0.5], [BUILT, UNSAID], shapes).map(({ id }) => id);
  expect(at(0.5)).toEqual([1, 2]);
  expect(at(1.5)).toEqual([1, 2]);
  expect(at(2.5)).toEqual([2]);
  expect(at(4)).toEqual([]);
});

test("a box grows to the grid and stays while the map moves within it", () => {
  expect(snapped([-2.3195, 34.9201, -2.3161, 34.9237])).toEqual([-2.32, 34.92, -2.316, 34.924]);
  expect(snapped([-2.3199, 34.9203, -2.3163, 34.9239])).toEqual([-2.32, 34.92, -2.316, 34.924]);
});
