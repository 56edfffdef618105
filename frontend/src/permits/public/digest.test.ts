import { expect, test } from "vitest";
import { sha256Of } from "./digest";

test("the digest is the one that everybody computes", async () => {
  expect(await sha256Of(new Blob(["abc"]))).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

test("one byte more is another digest", async () => {
  expect(await sha256Of(new Blob(["abc "]))).not.toBe(await sha256Of(new Blob(["abc"])));
});
