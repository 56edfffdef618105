import { describe, expect, it } from "vitest";
import { type Cell, isNear, shows } from "./cells";

const CELL: Cell = [16, 32345, 25976];

describe("a tile shows a cell", () => {
  it("when it is the cell, lies within it or holds it", () => {
    expect(shows({ z: 16, x: 32345, y: 25976 }, CELL)).toBe(true);
    expect(shows({ z: 18, x: 32345 * 4 + 3, y: 25976 * 4 }, CELL)).toBe(true);
    expect(shows({ z: 12, x: 32345 >> 4, y: 25976 >> 4 }, CELL)).toBe(true);
  });

  it("not when it is another one", () => {
    expect(shows({ z: 16, x: 32346, y: 25976 }, CELL)).toBe(false);
    expect(shows({ z: 18, x: 32345 * 4 + 4, y: 25976 * 4 }, CELL)).toBe(false);
    expect(shows({ z: 12, x: (32345 >> 4) + 1, y: 25976 >> 4 }, CELL)).toBe(false);
  });

  it("when only its buffer reaches into the cell", () => {
    const last: Cell = [16, 15, 8];
    expect(shows({ z: 12, x: 1, y: 0 }, last)).toBe(true);
    expect(shows({ z: 12, x: 2, y: 0 }, last)).toBe(false);
  });
});

describe("an area is near a cell", () => {
  const lon = (column: number) => (column / 2 ** 16) * 360 - 180;
  const middle: [number, number] = [lon(32345.5), 34.921];

  it("when they overlap, not when they are apart", () => {
    const [east, north] = middle;
    const row = Math.floor(
      (0.5 -
        Math.log((1 + Math.sin((north * Math.PI) / 180)) / (1 - Math.sin((north * Math.PI) / 180))) /
          (4 * Math.PI)) *
        2 ** 16,
    );
    const area = [east - 1e-4, north - 1e-4, east + 1e-4, north + 1e-4] as const;
    expect(isNear(area, [16, 32345, row])).toBe(true);
    expect(isNear(area, [16, 32347, row])).toBe(false);
    expect(isNear(area, [16, 32345, row + 2])).toBe(false);
    expect(isNear(area, [10, 32345 >> 6, row >> 6])).toBe(true);
  });
});
