import { expect, test } from "vitest";
import { hashesOf } from "./sources";

test("the fingerprints are found among what is told of each source", () => {
  const hash = "0".repeat(64);
  expect(
    hashesOf({ before: { ortho: { sha256: hash, survey: 3 } }, after: { dsm: hash, size: 12 } }),
  ).toEqual([
    { epoch: "before", kind: "ortho", hash },
    { epoch: "after", kind: "dsm", hash },
  ]);
  expect(hashesOf({})).toEqual([]);
});
