import { expect, test } from "vitest";
import { degreesFrom, officialCrs, utmOf } from "./crs";
import { measure } from "./measure";

test("degrees become the official metres, with the shift of Merchich", () => {
  const [east, north] = officialCrs(26191)?.project([-2.32, 34.92]) ?? [0, 0];
  expect(east).toBeCloseTo(781_261.39, 1);
  expect(north).toBeCloseTo(484_099.07, 1);
});

test("degrees become metres of UTM", () => {
  const [east, north] = officialCrs(32630)?.project([-2.32, 34.92]) ?? [0, 0];
  expect(east).toBeCloseTo(562_111.96, 1);
  expect(north).toBeCloseTo(3_864_382.42, 1);
});

test("a system without a definition is said to be unknown, not guessed", () => {
  expect(officialCrs(2154)).toBeNull();
  expect(utmOf([-2.32, 34.92]).srid).toBe(32630);
});

const plane = { srid: 1, project: ([x, y]: readonly [number, number]) => [x, y] as [number, number] };

test("a line has a length and no area", () => {
  const points = [
    [0, 0],
    [3, 4],
    [3, 10],
  ] as [number, number][];
  expect(measure(points, "distance", plane)).toEqual({ length: 11, area: 0, last: 6 });
});

test("an area has its perimeter closed, whichever way it was drawn", () => {
  const square = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ] as [number, number][];
  expect(measure(square, "area", plane)).toEqual({ length: 40, area: 100, last: 10 });
  expect(measure([...square].reverse(), "area", plane).area).toBe(100);
});

test("two points are no area yet", () => {
  expect(
    measure(
      [
        [0, 0],
        [1, 0],
      ],
      "area",
      plane,
    ),
  ).toEqual({ length: 1, area: 0, last: 1 });
});

test("official metres become the degrees that they came from", () => {
  const [lon, lat] = degreesFrom(26191)?.([781_261.39, 484_099.07]) ?? [0, 0];
  expect(lon).toBeCloseTo(-2.32, 6);
  expect(lat).toBeCloseTo(34.92, 6);
  expect(degreesFrom(2154)).toBeNull();
});
