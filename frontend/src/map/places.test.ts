import { describe, expect, it } from "vitest";
import { boundsOf, featureAt } from "./places";

const square = (x: number, y: number, id: string): GeoJSON.Feature => ({
  type: "Feature",
  properties: { id },
  geometry: {
    type: "Polygon",
    coordinates: [
      [
        [x, y],
        [x + 1, y],
        [x + 1, y + 1],
        [x, y + 1],
        [x, y],
      ],
      [
        [x + 0.4, y + 0.4],
        [x + 0.6, y + 0.4],
        [x + 0.6, y + 0.6],
        [x + 0.4, y + 0.6],
        [x + 0.4, y + 0.4],
      ],
    ],
  },
});
const lamp: GeoJSON.Feature = {
  type: "Feature",
  properties: { id: "lamp" },
  geometry: { type: "Point", coordinates: [5, 5] },
};
const features = [square(0, 0, "a"), square(1, 0, "b"), lamp];

describe("the row under a click", () => {
  it("is the polygon around it, not its neighbour", () => {
    expect(featureAt([1.2, 0.2], features, 1)?.properties?.id).toBe("b");
  });

  it("is nothing in a hole or on open ground", () => {
    expect(featureAt([0.5, 0.5], features, 1)).toBeNull();
    expect(featureAt([3, 3], features, 1)).toBeNull();
  });

  it("is a point within reach", () => {
    expect(featureAt([5.00001, 5], features, 5)?.properties?.id).toBe("lamp");
    expect(featureAt([5.001, 5], features, 5)).toBeNull();
  });
});

describe("the box around rows", () => {
  it("holds them all", () => {
    expect(boundsOf(features)).toEqual([0, 0, 5, 5]);
  });

  it("is none without coordinates", () => {
    expect(boundsOf([])).toBeNull();
    expect(
      boundsOf([{ type: "Feature", properties: {}, geometry: null as unknown as GeoJSON.Geometry }]),
    ).toBeNull();
  });
});
