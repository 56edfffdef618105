import { describe, expect, it } from "vitest";
import { missingFields, normalCrs, readColumn, readValue, tidy, unusedColumns, withRule } from "./mapping";
import type { Mapping, Source, Target } from "./types";

const source = {
  columns: [
    { name: "NUM", kind: "text", samples: ["12345/40"] },
    { name: "REGIME", kind: "text", samples: ["Titre foncier", "REQ"] },
    { name: "NOTE", kind: "text", samples: [] },
  ],
} as unknown as Source;

const target: Target = {
  id: "parcels",
  title: "Parcels",
  description: "",
  geometry: "polygon",
  needs_key: false,
  needs_plan: false,
  fields: [
    { id: "reference", title: "Reference", required: true, kind: "text", choices: null, help: "" },
    {
      id: "tenure",
      title: "Tenure",
      required: false,
      kind: "choice",
      choices: [{ value: "title", title: "Titre foncier" }],
      help: "",
    },
  ],
};

const mapping: Mapping = {
  layer: "parcels",
  crs: "EPSG:26191",
  swap_axes: false,
  fields: {},
  key: "reference",
  table: null,
  options: { repair: true, move_tolerance_m: 0.05, retire_missing: false },
};

const tenure = target.fields[1] as Target["fields"][number];

describe("the mapping of columns to fields", () => {
  it("asks for the fields that must be filled until they are", () => {
    expect(missingFields(mapping, target).map((field) => field.id)).toEqual(["reference"]);
    expect(missingFields(withRule(mapping, "reference", { column: "NUM" }), target)).toEqual([]);
    expect(missingFields(withRule(mapping, "reference", { value: "1/40" }), target)).toEqual([]);
  });

  it("recognises values that name a choice and leaves the others to a person", () => {
    expect(readColumn(tenure, "REGIME", source)).toEqual({
      column: "REGIME",
      values: { "Titre foncier": "title", REQ: "" },
    });
  });

  it("sends no value that nobody translated", () => {
    const sent = tidy(withRule(mapping, "tenure", readColumn(tenure, "REGIME", source)));
    expect(sent.fields.tenure).toEqual({ column: "REGIME", values: { "Titre foncier": "title" } });
  });

  it("sends no empty field", () => {
    expect(tidy(withRule(mapping, "tenure", { value: "" })).fields).toEqual({});
  });

  it("names the columns that nobody reads", () => {
    expect(unusedColumns(withRule(mapping, "reference", { column: "NUM" }), source)).toEqual([
      "REGIME",
      "NOTE",
    ]);
  });
});

describe("the preview of a field", () => {
  it("translates values, joins columns and falls back to the default", () => {
    const row = { REGIME: "TF", NUM: "12345", INDEX: 40 };
    expect(readValue({ column: "REGIME", values: { TF: "title" } }, row)).toBe("title");
    expect(readValue({ column: "REGIME", values: { REQ: "requisition" }, default: "melk" }, row)).toBe(
      "melk",
    );
    expect(readValue({ columns: ["NUM", "INDEX"], separator: "/" }, row)).toBe("12345/40");
    expect(readValue({ value: "state" }, row)).toBe("state");
  });
});

describe("a coordinate system typed by hand", () => {
  it.each(["26191", "EPSG:26191", " epsg 26191 "])("%s is EPSG:26191", (text) => {
    expect(normalCrs(text)).toBe("EPSG:26191");
  });

  it.each(["Lambert", "", "12", "EPSG:26191;4326"])("%s is none", (text) => {
    expect(normalCrs(text)).toBeNull();
  });
});
