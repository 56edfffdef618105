import type { PermitType } from "../shared/types";

/** What people want, in plain words, for the types that the law has; a commune's own type keeps its name. */
const PLAIN = {
  BUILD_SMALL: "build",
  SUBDIVIDE: "subdivide",
  HOUSING_GROUP: "housingGroup",
  PARCEL_OUT: "parcelOut",
  OCCUPANCY: "occupancy",
  CONFORMITY: "conformity",
  REPAIR: "repair",
  DEMOLISH: "demolish",
  REGULARISE: "regularise",
  OTDP: "occupation",
  INFO_NOTE: "infoNote",
} as const;

type Plain = (typeof PLAIN)[keyof typeof PLAIN] | "other";
export type KindChoice = PermitType & { plain: Plain };

/** Whether a building is large is the table's to say when it is sent; an amendment begins from its permit. */
const NOT_CHOSEN: ReadonlySet<string> = new Set(["BUILD_LARGE", "AMEND"]);

export function choicesOf(types: readonly PermitType[]): KindChoice[] {
  return types
    .filter((type) => !NOT_CHOSEN.has(type.code))
    .map((type) => ({ ...type, plain: PLAIN[type.code as keyof typeof PLAIN] ?? "other" }))
    .sort((one, other) => rank(one.code) - rank(other.code));
}

function rank(code: string): number {
  const place = Object.keys(PLAIN).indexOf(code);
  return place < 0 ? Number.MAX_SAFE_INTEGER : place;
}
