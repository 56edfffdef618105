import { describe, expect, test } from "vitest";
import type { Position } from "../../../api/types";
import {
  add,
  choose,
  close,
  crossesItself,
  EMPTY,
  insertAfter,
  inset,
  moveChosen,
  outlineOf,
  polygonOf,
  removeAt,
  sidesOf,
} from "./outline";
import { Plane, type Point, turned } from "./plane";
import { cornerAt, edgeAt, snap } from "./snapping";

const PLANE = new Plane([-2.32, 34.92]);
const at = (x: number, y: number): Position => PLANE.from([x, y]);
const metres = (place: Position): Point => {
  const [x, y] = PLANE.to(place);
  return [Math.round(x * 1000) / 1000 + 0, Math.round(y * 1000) / 1000 + 0];
};
/** A plot of 20 m by 10 m. */
const PLOT = [at(0, 0), at(20, 0), at(20, 10), at(0, 10)];

describe("snapping", () => {
  test("a corner within reach wins over a nearer edge", () => {
    expect(metres(snap(at(19.4, 0.1), [PLOT], PLANE, 1).at)).toEqual([20, 0]);
    expect(snap(at(19.4, 0.1), [PLOT], PLANE, 1).kind).toBe("corner");
  });

  test("an edge catches what is near it, square to the edge", () => {
    const caught = snap(at(7, 0.6), [PLOT], PLANE, 1);
    expect([caught.kind, metres(caught.at)]).toEqual(["edge", [7, 0]]);
  });

  test("what is far from everything stays", () => {
    expect(snap(at(10, 5), [PLOT], PLANE, 1)).toEqual({ at: at(10, 5), kind: null });
    expect(snap(at(10, 5), [], PLANE, 1).kind).toBeNull();
  });

  test("corners and edges of the own outline are found", () => {
    expect(cornerAt(at(0.2, 9.9), PLOT, PLANE, 0.5)).toBe(3);
    expect(cornerAt(at(5, 5), PLOT, PLANE, 0.5)).toBe(-1);
    expect(edgeAt(at(20.1, 6), PLOT, PLANE, 0.5)).toBe(1);
    expect(edgeAt(at(10, 5), PLOT, PLANE, 0.5)).toBe(-1);
  });
});

describe("an outline", () => {
  const drawn = [at(2, 2), at(18, 2), at(18, 8)].reduce(add, EMPTY);

  test("grows by corners, and a double tap leaves one", () => {
    expect(add(drawn, at(18, 8)).corners).toHaveLength(3);
    expect(close(add(EMPTY, at(0, 0))).isClosed).toBe(false);
    expect(close(drawn).isClosed).toBe(true);
  });

  test("has its corners moved, added and taken away", () => {
    const closed = close(drawn);
    expect(metres(moveChosen(choose(closed, 1), at(16, 2)).corners[1] ?? at(0, 0))).toEqual([16, 2]);
    const more = insertAfter(closed, 0, at(10, 1));
    expect([more.corners.length, more.chosen]).toEqual([4, 1]);
    expect(removeAt(more, 1).corners).toEqual(closed.corners);
    expect(removeAt(closed, 0).isClosed).toBe(false);
  });

  test("is sent counter-clockwise and read back", () => {
    const sent = polygonOf([...PLOT].reverse(), PLANE);
    const ring = (sent.coordinates[0] ?? []) as Position[];
    expect(turned(ring.slice(0, -1).map((corner) => PLANE.to(corner)))).toBeGreaterThan(0);
    expect(outlineOf(sent)?.corners).toHaveLength(4);
    expect(outlineOf({ type: "MultiPolygon", coordinates: [sent.coordinates, sent.coordinates] })).toBeNull();
  });

  test("tells the length of its sides and whether it crosses itself", () => {
    expect(sidesOf(PLOT, PLANE).map(Math.round)).toEqual([20, 10, 20, 10]);
    expect(crossesItself(PLOT, PLANE)).toBe(false);
    expect(crossesItself([at(0, 0), at(10, 10), at(10, 0), at(0, 10)], PLANE)).toBe(true);
  });

  test("is set back from the plot's edges, while something is left", () => {
    expect(inset(PLOT, 2, PLANE)?.map(metres)).toEqual([
      [2, 2],
      [18, 2],
      [18, 8],
      [2, 8],
    ]);
    expect(inset([...PLOT].reverse(), 2, PLANE)).toHaveLength(4);
    expect(inset(PLOT, 5.5, PLANE)).toBeNull();
  });
});
