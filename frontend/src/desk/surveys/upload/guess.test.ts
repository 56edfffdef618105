import { expect, test } from "vitest";
import { guessKindByName } from "./guess";

test("a name says what a file most likely is", () => {
  expect(guessKindByName("2026/massira_dsm.tif")).toBe("dsm");
  expect(guessKindByName("odm_dem/dtm.tif")).toBe("dtm");
  expect(guessKindByName("MNT-nord.tiff")).toBe("dtm");
  expect(guessKindByName("parc_multispectral.tif")).toBe("multispectral");
  expect(guessKindByName("odm_orthophoto.tif")).toBe("ortho");
});
