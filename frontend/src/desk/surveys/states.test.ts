import { expect, test } from "vitest";
import { type Circumstances, nextStepOf, thumbnailOf } from "./states";
import type { Product, ProductState } from "./types";

const NONE: Circumstances = { sending: 0, comparing: 0, compared: 0, open: 0 };
const survey = (...states: ProductState[]) => ({ products: states.map((state) => ({ state }) as Product) });

test("the next step goes from the first file to the last judgement", () => {
  expect(nextStepOf(survey(), NONE)).toBe("upload");
  expect(nextStepOf(survey(), { ...NONE, sending: 1 })).toBe("sending");
  expect(nextStepOf(survey("ready", "working"), NONE)).toBe("prepare");
  expect(nextStepOf(survey("ready"), NONE)).toBe("fly");
  expect(nextStepOf(survey("ready"), { ...NONE, comparing: 1 })).toBe("comparing");
  expect(nextStepOf(survey("ready"), { ...NONE, compared: 1, open: 3 })).toBe("judge");
  expect(nextStepOf(survey("ready"), { ...NONE, compared: 1 })).toBe("judged");
});

test("a refused file comes before everything that goes on by itself", () => {
  expect(nextStepOf(survey("working", "refused"), NONE)).toBe("mend");
});

test("the picture of a survey is its orthophoto, of this version", () => {
  expect(thumbnailOf({ id: 7, kinds: ["dsm", "ortho"], version: 3 })).toMatch(
    /7\/products\/ortho\.webp\?v=3$/,
  );
  expect(thumbnailOf({ id: 7, kinds: [], version: 1 })).toBeNull();
});
