import { describe, expect, it } from "vitest";
import { faultOf, MAIN_TYPES } from "./accept";

const rules = { types: MAIN_TYPES, limit: 1000 };

describe("a dropped file", () => {
  it("is taken whatever the case of its ending", () => {
    expect(faultOf({ name: "Parcelles.GeoJSON", size: 10 }, rules)).toBeNull();
  });

  it("is recognised as one part of a shapefile", () => {
    expect(faultOf({ name: "parcelles.shp", size: 10 }, rules)).toBe("shapefile-part");
  });

  it("is refused when empty, too large, of another kind or without an ending", () => {
    expect(faultOf({ name: "a.gpkg", size: 0 }, rules)).toBe("empty");
    expect(faultOf({ name: "a.gpkg", size: 1001 }, rules)).toBe("too-large");
    expect(faultOf({ name: "plan.pdf", size: 10 }, rules)).toBe("type");
    expect(faultOf({ name: "plan", size: 10 }, rules)).toBe("type");
  });
});
