import type { components } from "../../api/schema";
import type { Bounds } from "../../api/types";

type Schemas = components["schemas"];

export const KINDS = ["ortho", "dsm", "dtm", "multispectral"] as const;
export type Kind = (typeof KINDS)[number];
export type SurveyState = "announced" | "processing" | "ready" | "failed";
export type ProductState = "waiting" | "working" | "ready" | "refused" | "failed";
export type ComparisonState = "waiting" | "working" | "ready" | "failed";
export type FindingState = "open" | "accepted" | "visit" | "rejected";

export type Authorisation = Omit<Schemas["AuthorisationOut"], "area"> & { area: GeoJSON.MultiPolygon | null };
export type AuthorisationIn = Schemas["AuthorisationIn"];
export type Campaign = Schemas["CampaignOut"];
export type SurveyRow = Omit<Schemas["SurveyRowOut"], "state" | "bbox" | "kinds"> & {
  state: SurveyState;
  bbox: Bounds | null;
  kinds: Kind[];
};
export type SurveyIn = Schemas["SurveyIn"];

/** What the server found in the file; the numbers are those of the file's own reference system. */
export interface RasterFacts {
  width?: number;
  height?: number;
  bands?: number;
  dtype?: string;
  epsg?: number | null;
  pixel_size_m?: [number, number];
  notices?: string[];
}
export type Product = Omit<Schemas["ProductOut"], "state" | "facts"> & {
  state: ProductState;
  facts: RasterFacts;
};
export type Survey = Omit<
  Schemas["SurveyOut"],
  keyof SurveyRow | "footprint" | "products" | "authorisation"
> &
  SurveyRow & {
    footprint: GeoJSON.MultiPolygon | null;
    products: Product[];
    authorisation: Authorisation | null;
  };

export interface ComparisonReport {
  method?: "heights" | "images";
  shift_m?: [number, number];
  noise_m?: number | null;
  confidence?: number;
}
export type Comparison = Omit<
  Schemas["SurveyComparisonOut"],
  "state" | "before" | "after" | "findings" | "report"
> & {
  state: ComparisonState;
  before: SurveyRow;
  after: SurveyRow;
  findings: Record<FindingState, number>;
  report: ComparisonReport;
};
