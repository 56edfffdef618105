import type { components } from "../../api/schema";

/** Permits as the API gives them; values of known lists are said more closely than its document can. */
type Schemas = components["schemas"];

export const STATES = [
  "draft",
  "submitted",
  "complement_requested",
  "complement_answered",
  "complete",
  "circulated",
  "in_commission",
  "favourable",
  "with_reservations",
  "revised",
  "unfavourable",
  "refused",
  "appealed",
  "fee_due",
  "fee_paid",
  "signed",
  "issued",
  "works_declared",
  "works_under_way",
  "suspended",
  "completed",
  "not_conforming",
  "surveyed",
  "conforming",
  "withdrawn",
  "expired",
] as const;
export type PermitState = (typeof STATES)[number];

export type PermitRow = Omit<Schemas["PermitRowOut"], "state"> & { state: PermitState };
export type PermitPage = Omit<Schemas["PermitPageOut"], "items"> & { items: PermitRow[] };
export type PermitDocument = Omit<Schemas["DocumentOut"], "state"> & { state: DocumentState };
export type DocumentState = "attached" | "accepted" | "refused" | "replaced";
export type Verdict = "favourable" | "with_reservations" | "unfavourable";
export type Opinion = Omit<Schemas["OpinionOut"], "verdict"> & { verdict: Verdict };
export type Permit = Omit<
  Schemas["PermitOut"],
  "state" | "documents" | "opinions" | "site" | "footprint" | "history"
> & {
  state: PermitState;
  documents: PermitDocument[];
  opinions: Opinion[];
  site: GeoJSON.Geometry | null;
  footprint: GeoJSON.Geometry | null;
  history: (Schemas["MoveOut"] & { source: PermitState; target: PermitState })[];
};
export type Circulation = Schemas["CirculationOut"];
export type Annotation = Schemas["AnnotationOut"];
export type Reason = Schemas["ReasonOut"];
export type Entity = Schemas["EntityOut"];
export type Paper = Schemas["PaperOut"];
export type PermitType = Schemas["TypeOut"];
export type Outcome = "pass" | "warn" | "fail" | "unknown";
export type Finding = Omit<Schemas["FindingOut"], "outcome" | "shapes" | "measure"> & {
  outcome: Outcome;
  shapes: GeoJSON.FeatureCollection;
  measure: { given: number | null; limit: number | null; unit: string; sense: string } | null;
};
export type CheckRun = Omit<Schemas["CheckRunOut"], "findings"> & { findings: Finding[] };
