import { expect, test } from "vitest";
import { filterFrom, queryOf } from "./figuresFilter";

test("an address says what is counted, and the API is asked for just that", () => {
  const filter = filterFrom(new URLSearchParams("commune=3&since=2026-07&holder=desk"));
  expect(filter).toEqual({ commune: "3", since: "2026-07", until: "", holder: "desk" });
  expect(queryOf(filter)).toEqual({ commune: "3", since: "2026-07", holder: "desk" });
});

test("what makes no sense in an address is left out", () => {
  const filter = filterFrom(new URLSearchParams("commune=x&since=2026-13&until=soon&holder=mayor"));
  expect(queryOf(filter)).toEqual({});
});
