import type { TargetField } from "./types";

export type Unit = { id: "m2" | "are" | "ha" | "ca" | "sqft" | "m" | "ft"; scale: number };

// A centiare is a square metre: papers of the land registry write areas as hectares, ares and centiares.
const AREA: readonly Unit[] = [
  { id: "m2", scale: 1 },
  { id: "ca", scale: 1 },
  { id: "are", scale: 100 },
  { id: "ha", scale: 10_000 },
  { id: "sqft", scale: 0.09290304 },
];
const LENGTH: readonly Unit[] = [
  { id: "m", scale: 1 },
  { id: "ft", scale: 0.3048 },
];

/** The units in which a file may give a field; none where it has none. The field's own name ends in its unit. */
export function unitsOf(field: TargetField): readonly Unit[] {
  if (field.kind !== "number") return [];
  if (field.id.endsWith("_m2")) return AREA;
  return field.id.endsWith("_m") ? LENGTH : [];
}

/** The unit that a scale means; null for one that only a mapping file can say. */
export function unitFor(units: readonly Unit[], scale = 1): Unit | null {
  return units.find((unit) => unit.scale === scale) ?? null;
}
