import { describe, expect, it } from "vitest";
import type { TargetField } from "./types";
import { unitFor, unitsOf } from "./units";

const field = (id: string, kind: TargetField["kind"] = "number"): TargetField => ({
  id,
  kind,
  title: id,
  required: false,
  choices: null,
  help: "",
});

describe("units of a number", () => {
  it("offers areas for areas, lengths for lengths and nothing else", () => {
    expect(unitsOf(field("declared_area_m2")).map((unit) => unit.id)).toEqual([
      "m2",
      "ca",
      "are",
      "ha",
      "sqft",
    ]);
    expect(unitsOf(field("width_m")).map((unit) => unit.id)).toEqual(["m", "ft"]);
    expect(unitsOf(field("max_cos"))).toEqual([]);
    expect(unitsOf(field("declared_area_m2", "text"))).toEqual([]);
  });

  it("finds the unit again from the scale of a rule", () => {
    const units = unitsOf(field("declared_area_m2"));
    expect(unitFor(units)?.id).toBe("m2");
    expect(unitFor(units, 10_000)?.id).toBe("ha");
    expect(unitFor(units, 0.09290304)?.id).toBe("sqft");
    expect(unitFor(units, 7)).toBeNull();
  });
});
