import { expect, test } from "vitest";
import { looksOf, tilejsonPath } from "./looks";
import type { SurveyRow } from "./types";

const row = (id: number, ...kinds: string[]) => ({ id, kinds }) as unknown as SurveyRow;

test("a survey offers the looks that its files allow", () => {
  expect(looksOf(row(1, "ortho"), null)).toEqual(["rgb", "contrast", "vari"]);
  expect(looksOf(row(1, "dsm"), null)).toEqual(["relief", "hillshade", "slope"]);
});

test("a difference needs heights at both dates", () => {
  expect(looksOf(row(2, "dsm"), row(1, "ortho"))).not.toContain("difference");
  expect(looksOf(row(2, "dsm"), row(1, "dsm"))).toContain("difference");
});

test("the address names the look and the earlier date", () => {
  expect(tilejsonPath(row(2), "rgb", null)).toBe("/imagery/2.json");
  expect(tilejsonPath(row(2), "slope", null)).toBe("/imagery/2/slope.json");
  expect(tilejsonPath(row(2), "difference", row(1))).toBe("/imagery/2/difference/1.json");
});
