import type { components } from "../../../api/schema";
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

type Schemas = components["schemas"];

/** A line of the list: areas in square metres, heights in metres, null where they are not known. */
export type FindingRow = Omit<
  Schemas["FindingRowOut"],
  "verdict" | "state" | "reason" | "bbox" | "place" | "verdict_title" | "state_title" | "reason_title"
> & {
  verdict: Verdict;
  state: FindingState;
  reason: Reason | "";
  bbox: Bounds | null;
  place: Position | null;
};

export interface FindingPage {
  items: FindingRow[];
  next: string;
  counts: { verdicts: Partial<Record<Verdict, number>>; states: Partial<Record<FindingState, number>> };
}

/** A finding with all that it rests on. */
export type Finding = Omit<Schemas["SurveyFindingOut"], keyof FindingRow | "geometry" | "before" | "after"> &
  FindingRow & { geometry: GeoJSON.MultiPolygon; before: SurveyRow; after: SurveyRow };

export type Thresholds = Schemas["ThresholdsOut"];
export type Suggestion = Schemas["SuggestionOut"];
