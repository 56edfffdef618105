import { expect, test } from "vitest";
import { chosen, offered, tilejsonPath, titleOf } from "./looks";
import type { Look, SurveyRow } from "./types";

const row = (id: number, ...kinds: string[]) => ({ id, kinds }) as unknown as SurveyRow;
const look = (name: string, title = name) => ({ name, title }) as Look;
const LOOKS = ["rgb", "ndvi", "band-red-edge", "dsm", "relief", "terrain"].map((name) => look(name));

test("what the server offers is offered, but what no eye reads", () => {
  expect(offered(LOOKS, row(1, "ortho", "dsm"), null)).toEqual(["rgb", "ndvi", "band-red-edge", "relief"]);
});

test("a difference needs heights at both dates", () => {
  expect(offered(LOOKS, row(2, "dsm"), row(1, "ortho"))).not.toContain("difference");
  expect(offered(LOOKS, row(2, "dsm"), row(1, "dsm"))).toContain("difference");
});

test("a link's look is kept until the server says that there is none", () => {
  expect(chosen("slope", undefined)).toBe("slope");
  expect(chosen("slope", ["rgb", "slope"])).toBe("slope");
  expect(chosen("slope", ["hillshade", "relief"])).toBe("relief");
});

test("a look has the words of this page, an index those of the server", () => {
  const t = ((key: string, { band = "" } = {}) => `${key}${band}`) as Parameters<typeof titleOf>[2];
  expect(titleOf("contrast", [look("contrast", "Colours")], t)).toBe("surveys.look.contrast");
  expect(titleOf("band-nir", [], t)).toBe("surveys.look.bandsurveys.band.nir");
  expect(titleOf("gndvi", [look("gndvi", "Chlorophyll (GNDVI)")], t)).toBe("Chlorophyll (GNDVI)");
});

test("the address names the look and the earlier date", () => {
  expect(tilejsonPath(row(2, "ortho"), "rgb", null)).toBe("/imagery/2.json");
  expect(tilejsonPath(row(2, "multispectral"), "rgb", null)).toBe("/imagery/2/rgb.json");
  expect(tilejsonPath(row(2), "slope", null)).toBe("/imagery/2/slope.json");
  expect(tilejsonPath(row(2), "difference", row(1))).toBe("/imagery/2/difference/1.json");
});
