import { expect, test } from "vitest";
import type { Kind } from "../types";
import { type Ground, remarksOn } from "./checks";
import type { FileHead, HeadFacts } from "./fileHead";
import { guessKind } from "./guess";

const GROUND: Ground = {
  bbox: [-2.4, 34.8, -2.2, 35],
  commune: "Berkane",
  bytesMax: 5_000,
  bytes: (size) => `${size} B`,
};
const ORTHO: HeadFacts = {
  width: 600,
  height: 600,
  bands: 4,
  bits: 8,
  format: "unsigned",
  epsg: 26191,
  bounds: [-2.33, 34.91, -2.32, 34.92],
  isPlaced: true,
  pixelM: 0.05,
  needs: 900,
};
const HEIGHTS: HeadFacts = { ...ORTHO, bands: 1, bits: 32, format: "float" };

const tiff = (facts: HeadFacts): FileHead => ({ what: "tiff", facts });
const keys = (facts: HeadFacts, kind: Kind = "ortho", size = 1_000) =>
  remarksOn(size, tiff(facts), kind, GROUND).map((one) => `${one.level} ${one.key.split(".").at(-1)}`);

test("a sound orthophoto of the commune needs no word", () => {
  expect(keys(ORTHO)).toEqual([]);
  expect(keys(HEIGHTS, "dsm")).toEqual([]);
});

test("what would be refused is said before it travels", () => {
  expect(keys({ ...ORTHO, needs: 2_000 })).toEqual(["stop cutOff"]);
  expect(keys(ORTHO, "ortho", 6_000)).toEqual(["stop tooLarge"]);
  expect(keys({ ...ORTHO, isPlaced: false, bounds: null })).toEqual(["stop noPlace"]);
  expect(keys({ ...ORTHO, bounds: [-7.6, 33.5, -7.5, 33.6] })).toEqual(["stop elsewhere"]);
  expect(remarksOn(10, { what: "photo" }, "ortho", GROUND)[0]?.key).toBe("surveys.check.photo");
});

test("what only the server can judge is sent, with a word", () => {
  expect(keys({ ...ORTHO, epsg: null, bounds: null })).toEqual(["mind noSystem"]);
  expect(keys({ ...ORTHO, epsg: 2154, bounds: null })).toEqual(["mind otherSystem"]);
  expect(keys({ ...ORTHO, pixelM: 10 })).toEqual(["mind coarse"]);
});

test("a kind that cannot be is refused when it is chosen by hand", () => {
  expect(keys(ORTHO, "dsm")).toEqual(["stop coloursForHeights"]);
  expect(keys(HEIGHTS, "ortho")).toEqual(["stop noColours"]);
  expect(keys({ ...ORTHO, bands: 3 }, "multispectral")).toEqual(["stop fewBands"]);
});

test("the kind is guessed by bands first, then by name", () => {
  expect(guessKind("odm_orthophoto.tif", tiff(ORTHO))).toBe("ortho");
  expect(guessKind("dsm.tif", tiff(HEIGHTS))).toBe("dsm");
  expect(guessKind("MNT_2026.tif", tiff(HEIGHTS))).toBe("dtm");
  expect(guessKind("terms.tif", tiff(HEIGHTS))).toBe("dsm");
  expect(guessKind("champ.tif", tiff({ ...ORTHO, bands: 5, bits: 16 }))).toBe("multispectral");
  expect(guessKind("champ-nir.tif", tiff({ ...ORTHO, bits: 16 }))).toBe("multispectral");
});
