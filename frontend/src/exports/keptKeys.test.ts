// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { forgetKey, keptKeys, rememberKey } from "./keptKeys";

beforeEach(() => localStorage.clear());

test("the latest key comes first, each once, and no more than twenty are kept", () => {
  for (let number = 0; number < 25; number++) rememberKey(`key-${number}`);
  rememberKey("key-10");
  expect(keptKeys()).toHaveLength(20);
  expect(keptKeys().slice(0, 2)).toEqual(["key-10", "key-24"]);
});

test("a forgotten key is gone, and what is no list is none", () => {
  rememberKey("one");
  forgetKey("one");
  expect(keptKeys()).toEqual([]);
  localStorage.setItem("kharita.exports", '{"broken":');
  expect(keptKeys()).toEqual([]);
});
