import type { Bounds, Position } from "../../../api/types";
import type { FindingState, SurveyRow } from "../types";

export const VERDICTS = [
  "no_permit",
  "footprint_exceeds",
  "height_exceeds",
  "in_servitude",
  "demolished",
  "authorised",
] as const;
export type Verdict = (typeof VERDICTS)[number];

export const STATES = ["open", "visit", "accepted", "rejected"] as const satisfies readonly FindingState[];

export const REASONS = [
  "vegetation",
  "vehicle",
  "temporary",
  "roof_object",
  "shadow",
  "misplaced",
  "public_works",
  "permitted",
  "other",
] as const;
export type Reason = (typeof REASONS)[number];

interface Person {
  id: number;
  name: string;
  name_ar: string;
}

/** A line of the list: areas in square metres, heights in metres, null where they are not known. */
export interface FindingRow {
  id: number;
  number: number;
  comparison_id: number;
  commune_id: number;
  verdict: Verdict;
  state: FindingState;
  area_m2: number;
  outside_m2: number;
  height_m: number | null;
  built_height_m: number | null;
  permitted_height_m: number | null;
  volume_m3: number | null;
  confidence: number;
  reason: Reason | "";
  note: string;
  parcel: { id: number; reference: string; slug: string } | null;
  permit: { id: number; reference: string } | null;
  bbox: Bounds | null;
  place: Position | null;
  pictures: { before: string | null; after: string | null };
}

export interface FindingPage {
  items: FindingRow[];
  next: string;
  counts: { verdicts: Partial<Record<Verdict, number>>; states: Partial<Record<FindingState, number>> };
}

/** A finding with all that it rests on. */
export interface Finding extends FindingRow {
  geometry: GeoJSON.MultiPolygon;
  explained: { code: string; text: string }[];
  before: SurveyRow;
  after: SurveyRow;
  sources: Record<string, Record<string, string>>;
  thresholds: number | null;
  offence: { id: number; number: string } | null;
  visit: { id: number; planned_on: string | null; held_at: string | null; result: string; inspector: Person | null } | null;
  history: { at: string; action: string; source: string; target: string; note: string; actor: Person | null }[];
  evidence: { code: string; made_at: string; href: string; sha256: string; is_withdrawn: boolean }[];
  may_judge: boolean;
  may_open_offence: boolean;
}

export interface Threshold {
  name: string;
  title: string;
  unit: string;
  default: number;
  least: number;
  most: number;
  step: number;
  value: number;
}

export interface Thresholds {
  fields: Threshold[];
  versions: {
    version: number;
    values: Record<string, number>;
    reason: string;
    basis: Record<string, unknown>;
    set_by: Person | null;
    set_at: string;
  }[];
}

export interface Suggestion {
  accepted: number;
  rejected: number;
  other: number;
  is_enough: boolean;
  advice: { name: string; value: number; suggested: number | null; would_drop: number }[];
  values: Record<string, number>;
}
