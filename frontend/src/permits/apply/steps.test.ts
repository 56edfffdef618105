import { describe, expect, test } from "vitest";
import type { PermitType } from "../shared/types";
import { numbersOf, readNumber, stepOfLack, stepsOf } from "./steps";

function type(family: string, version: Partial<PermitType["version"]> = {}): PermitType {
  return {
    code: "X",
    family,
    name: { ar: "", fr: "", en: "" },
    version: {
      needs_footprint: false,
      needs_architect: false,
      documents: [{ kind: "application", required: true, when: {} }],
      ...version,
    } as PermitType["version"],
  };
}

describe("the steps of an application", () => {
  test("a building is asked everything, in order", () => {
    expect(stepsOf(type("building", { needs_footprint: true, needs_architect: true }))).toEqual([
      "kind",
      "place",
      "use",
      "figures",
      "footprint",
      "checks",
      "documents",
      "owner",
      "architect",
      "summary",
    ]);
  });

  test("a note of information is asked where and for whom, and nothing of a project", () => {
    expect(stepsOf(type("information", { documents: [] }))).toEqual(["kind", "place", "owner", "summary"]);
  });

  test("each lack leads to the page that asks for it", () => {
    expect(stepOfLack("document:site_plan")).toBe("documents");
    expect(stepOfLack("parcels")).toBe("place");
    expect(stepOfLack("something new")).toBe("summary");
  });
});

describe("the numbers of a project", () => {
  test("a house has dwellings, a workshop has none", () => {
    const building = type("building", { needs_footprint: true });
    expect(numbersOf(building, { use: "individual_housing" })).toContain("dwellings");
    expect(numbersOf(building, { use: "industrial" })).not.toContain("dwellings");
    expect(numbersOf(building, { use: "industrial" })).not.toContain("lots");
    expect(numbersOf(type("subdivision"), {})).toEqual(["lots"]);
  });

  test("are read as people write them", () => {
    expect(readNumber("182,3", "covered_area_m2")).toEqual({ value: 182.3 });
    expect(readNumber("1 250.5", "floor_area_m2")).toEqual({ value: 1250.5 });
    expect(readNumber("١٢٫٥", "height_m")).toEqual({ value: 12.5 });
    expect(readNumber(" ", "floors")).toEqual({ value: null });
  });

  test("what cannot be is named", () => {
    expect(readNumber("R+2", "floors")).toEqual({ fault: "number" });
    expect(readNumber("2,5", "floors")).toEqual({ fault: "whole" });
    expect(readNumber("-1", "overhang_m2")).toEqual({ fault: "negative" });
    expect(readNumber("0", "height_m")).toEqual({ fault: "negative" });
    expect(readNumber("61", "floors")).toEqual({ fault: "large" });
  });
});
