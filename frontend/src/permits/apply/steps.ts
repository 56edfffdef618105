import type { PermitType, Project } from "../shared/types";

/** The questions of an application, one a page, in their order. */
const STEPS = [
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
] as const;
export type Step = (typeof STEPS)[number];

/** Families whose projects build or divide ground: their use and their checks are asked for. */
const ON_GROUND: ReadonlySet<string> = new Set(["building", "subdivision", "occupation"]);
const BUILDS: ReadonlySet<string> = new Set(["building", "subdivision"]);

/** The steps of a type: what it does not need is not asked. */
export function stepsOf({ family, version }: PermitType): Step[] {
  const asked: Partial<Record<Step, boolean>> = {
    use: BUILDS.has(family),
    figures: ON_GROUND.has(family),
    footprint: version.needs_footprint,
    checks: ON_GROUND.has(family),
    documents: version.documents.length > 0,
    architect: version.needs_architect,
  };
  return STEPS.filter((step) => asked[step] ?? true);
}

export function isStep(text: string): text is Step {
  return (STEPS as readonly string[]).includes(text);
}

/** The step at which something that lacks is given (`permits.services.submission.missing_of`). */
export function stepOfLack(what: string): Step {
  if (what.startsWith("document:")) return "documents";
  return STEP_OF_LACK[what] ?? "summary";
}

const STEP_OF_LACK: Readonly<Record<string, Step>> = {
  title: "kind",
  parcels: "place",
  use: "use",
  covered_area_m2: "figures",
  footprint: "footprint",
  owner_name: "owner",
  architect_name: "architect",
};

export const NUMBERS = [
  "floors",
  "basements",
  "height_m",
  "covered_area_m2",
  "floor_area_m2",
  "overhang_m2",
  "dwellings",
  "parking_places",
  "court_m2",
  "lots",
] as const satisfies readonly (keyof Project)[];
export type NumberField = (typeof NUMBERS)[number];

export const UNITS: Readonly<Partial<Record<NumberField, "m" | "m²">>> = {
  height_m: "m",
  covered_area_m2: "m²",
  floor_area_m2: "m²",
  overhang_m2: "m²",
  court_m2: "m²",
};

/** Counts are whole; the others may have decimals. */
export const WHOLE: ReadonlySet<NumberField> = new Set([
  "floors",
  "basements",
  "dwellings",
  "parking_places",
  "lots",
]);

/** The largest value that the API takes. */
export const LARGEST: Readonly<Record<NumberField, number>> = {
  floors: 60,
  basements: 10,
  height_m: 300,
  covered_area_m2: 1_000_000,
  floor_area_m2: 5_000_000,
  overhang_m2: 100_000,
  dwellings: 10_000,
  parking_places: 100_000,
  court_m2: 100_000,
  lots: 10_000,
};

const HOUSING: ReadonlySet<string> = new Set(["individual_housing", "collective_housing", "villa", "mixed"]);

/** The numbers that a project of this type and use has. */
export function numbersOf(type: PermitType, project: Project): NumberField[] {
  if (type.family === "occupation") return ["covered_area_m2"];
  if (type.family === "subdivision" && !type.version.needs_footprint) return ["lots"];
  const use = project.use ?? "";
  const left: ReadonlySet<NumberField> = new Set<NumberField>([
    ...(type.family === "subdivision" ? [] : (["lots"] as const)),
    ...(use === "" || HOUSING.has(use) ? [] : (["dwellings"] as const)),
    ...(use === "individual_housing" || use === "villa" ? (["parking_places"] as const) : []),
  ]);
  return NUMBERS.filter((field) => !left.has(field));
}

export type Read = { value: number | null } | { fault: "number" | "whole" | "negative" | "large" };

/** A number as people type it: comma or point, spaces between thousands, Arabic digits; "" is not known. */
export function readNumber(text: string, field: NumberField): Read {
  const plain = text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\s\u00a0\u202f٬]/g, "")
    .replace(/[,٫]/, ".");
  if (plain === "") return { value: null };
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return { fault: "number" };
  const value = Number(plain);
  if (value < 0 || (field === "height_m" && value === 0)) return { fault: "negative" };
  if (value > LARGEST[field]) return { fault: "large" };
  if (WHOLE.has(field) && !Number.isInteger(value)) return { fault: "whole" };
  return { value };
}
