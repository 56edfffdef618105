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

export type Area = GeoJSON.Polygon | GeoJSON.MultiPolygon;

/** The project in numbers (`permits.project`): metres, m², floors above the ground one. */
export interface Project {
  use?: string | null;
  works?: string;
  floors?: number | null;
  basements?: number;
  height_m?: number | null;
  covered_area_m2?: number | null;
  floor_area_m2?: number | null;
  overhang_m2?: number;
  dwellings?: number | null;
  parking_places?: number | null;
  lots?: number | null;
  court_m2?: number | null;
  is_open_to_public?: boolean;
  is_tax_exempt?: boolean;
  from_on?: string | null;
  until_on?: string | null;
}

export type PermitRow = Omit<Schemas["PermitRowOut"], "state"> & { state: PermitState };
export type PermitPage = Omit<Schemas["PermitPageOut"], "items"> & { items: PermitRow[] };
export type PermitDocument = Omit<Schemas["DocumentOut"], "state"> & { state: DocumentState };
export type DocumentState = "attached" | "accepted" | "refused" | "replaced";
export type Verdict = "favourable" | "with_reservations" | "unfavourable";
export type Opinion = Omit<Schemas["OpinionOut"], "verdict"> & { verdict: Verdict };
export type Permit = Omit<
  Schemas["PermitOut"],
  "state" | "documents" | "opinions" | "site" | "footprint" | "history" | "project"
> & {
  state: PermitState;
  documents: PermitDocument[];
  opinions: Opinion[];
  site: Area | null;
  footprint: Area | null;
  project: Project;
  history: (Schemas["MoveOut"] & { source: PermitState; target: PermitState })[];
};
export type Circulation = Schemas["CirculationOut"];
export type Annotation = Schemas["AnnotationOut"];
export type Reason = Schemas["RefusalReasonOut"];
export type Entity = Schemas["EntityOut"];
export type Paper = Schemas["PaperOut"];
export type PermitType = Schemas["TypeOut"];
export type Outcome = "pass" | "warn" | "fail" | "unknown";
export interface Measure {
  given: number | null;
  limit: number | null;
  unit: string;
  sense: "at_most" | "at_least" | "equal";
}
export type Finding = Omit<Schemas["FindingOut"], "outcome" | "shapes" | "measure" | "part"> & {
  outcome: Outcome;
  /** Tells the findings of one check apart: a zone, a side; "" where there is one. */
  part: string;
  shapes: GeoJSON.FeatureCollection;
  measure: Measure | null;
};
export type CheckRun = Omit<Schemas["CheckRunOut"], "findings"> & { findings: Finding[] };
export type DocumentKind = Schemas["DocumentKindOut"];
