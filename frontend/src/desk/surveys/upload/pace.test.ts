import { expect, test } from "vitest";
import { Pace } from "./pace";

test("speed is what arrived over the last seconds, not since the beginning", () => {
  const pace = new Pace();
  for (let second = 0; second <= 60; second++) pace.add(second * 1_000, second * 1_000);
  for (let second = 61; second <= 120; second++) pace.add(60_000 + (second - 60) * 5_000, second * 1_000);
  expect(pace.speed(120_000)).toBeCloseTo(5_000, 0);
  expect(pace.secondsLeft(460_000, 120_000)).toBeCloseTo(20, 0);
});

test("what stands still has no speed and no end", () => {
  const pace = new Pace();
  pace.add(0, 0);
  pace.add(8_000, 1_000);
  expect(pace.speed(40_000)).toBe(0);
  expect(pace.secondsLeft(16_000, 40_000)).toBeNull();
});
