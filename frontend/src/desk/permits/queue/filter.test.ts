import { expect, test } from "vitest";
import { filterOf, queryOf, toggled } from "./filter";

test("a filter comes back from the address as it was put there", () => {
  const filter = {
    states: ["submitted", "complete"],
    kinds: ["BUILD_SMALL"],
    assignee: "me",
    isLate: true,
    entity: "4",
    commune: "",
    text: "12345/40",
    sort: "entry" as const,
  };
  const query = queryOf(filter);
  expect(query).toEqual({
    state: "submitted,complete",
    kind: "BUILD_SMALL",
    assignee: "me",
    late: "true",
    entity: "4",
    q: "12345/40",
    sort: "entry",
  });
  expect(filterOf(new URLSearchParams(query))).toEqual(filter);
});

test("an address that says nothing, or nonsense, is the whole queue by legal date", () => {
  expect(queryOf(filterOf(new URLSearchParams("")))).toEqual({});
  expect(filterOf(new URLSearchParams("sort=price")).sort).toBe("due");
});

test("a state is put in and taken out", () => {
  expect(toggled(["a"], "b")).toEqual(["a", "b"]);
  expect(toggled(["a", "b"], "a")).toEqual(["b"]);
});
