export const PURPOSES = ["routine", "foundations", "completion", "complaint", "offence"] as const;
export type Purpose = (typeof PURPOSES)[number];
/** What a visit can be for: the last is planned from a finding alone. */
export type VisitPurpose = Purpose | "finding";

export const RESULTS = ["conforming", "remarks", "offence", "impossible"] as const;
export type VisitResult = (typeof RESULTS)[number];

export const OFFENCE_KINDS = [
  "no_permit",
  "beyond_permit",
  "forbidden_zone",
  "public_domain",
  "no_declaration",
  "site_rules",
] as const;
export type OffenceKind = (typeof OFFENCE_KINDS)[number];

/** What is looked at on every site. */
export const CHECK_ITEMS = ["panel", "plans", "alignment", "setbacks", "height", "safety"] as const;
