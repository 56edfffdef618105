/** The life of one import, as the API tells it. */
export type ImportState =
  | "reading"
  | "mapping"
  | "checking"
  | "checked"
  | "applying"
  | "applied"
  | "undoing"
  | "undone"
  | "failed"
  | "cancelled";

/** What a row of the file turns out to be beside the present cadastre. */
export type RowClass =
  | "unchanged"
  | "added"
  | "changed"
  | "moved"
  | "split"
  | "merged"
  | "retired"
  | "repaired"
  | "refused";

export type JoinCounts = Record<
  "read" | "keys" | "matched" | "unmatched" | "several" | "without_key",
  number
>;

/** `read` is the sum of the outcomes of rows; `retired` are no rows of the file, `repaired` counts across. */
export type Counts = Record<"read" | RowClass, number> & { table?: JoinCounts | null };

export type Problem = { type: string; title: string; status: number; detail?: string };

export type SourceColumn = { name: string; kind: string; samples: string[] };

export type Crs = { code: string; name: string };

export type Detection = {
  code: string | null;
  name: string;
  confidence: "high" | "medium" | "low";
  reason: string;
  swapped?: boolean;
};

export type Source = {
  driver: string;
  layer: string | null;
  crs: Detection | null;
  crs_candidates: Crs[];
  features: number;
  geometry_types: Record<string, number>;
  columns: SourceColumn[];
  encoding: string;
  bbox: [number, number, number, number] | null;
  remarks: string[];
  /** Columns of the second table. */
  table_columns?: SourceColumn[];
};

/** Where a field's value comes from: a column (in short: its name), several joined, or one value for all rows. */
export type FieldRule = {
  column?: string | null;
  columns?: string[];
  separator?: string;
  values?: Record<string, string>;
  default?: string | null;
  value?: string | null;
};

/** The file's `column` holds what the table has in `key`. */
export type JoinTable = { key: string; column: string; aggregate?: Record<string, string> };

export type Coordinates = { x?: string | null; y?: string | null; wkt?: string | null };

export type Options = {
  repair: boolean;
  move_tolerance_m: number;
  retire_missing: boolean;
  duplicates?: "refuse" | "first";
};

export type Plan = {
  name_fr?: string;
  name_ar?: string;
  name_en?: string;
  kind?: string;
  state?: string;
  approved_on?: string | null;
  legal_ref?: string;
};

/** Parts that this page does not show (further columns to keep) pass through it unchanged. */
export type Mapping = {
  layer: string | null;
  crs: string | null;
  swap_axes: boolean;
  encoding?: string | null;
  fields: Record<string, string | FieldRule>;
  key: string | null;
  table: JoinTable | null;
  coordinates?: Coordinates | null;
  plan?: Plan | null;
  options: Options;
};

export type Import = {
  id: number;
  number: string;
  commune_id: number;
  target: string;
  state: ImportState;
  file: { name: string; size: number; sha256: string; layers: string[]; table: string | null };
  source: Source | null;
  /** Defaults are left out: `complete` writes them in. */
  mapping: Partial<Mapping> | null;
  progress: { step: string; title?: string; done: number | null; total: number | null } | null;
  counts: Counts | null;
  error: Problem | null;
  created_by: { id: number; name: string } | null;
  created_at: string;
  checked_at: string | null;
  applied_at: string | null;
  undone_at: string | null;
  can: Record<"map" | "check" | "apply" | "undo" | "cancel", boolean>;
};

export type TargetField = {
  id: string;
  title: string;
  required: boolean;
  kind: "text" | "number" | "integer" | "choice" | "boolean" | "fraction" | "date";
  choices: { value: string; title: string }[] | null;
  help: string;
};

export type Target = {
  id: string;
  title: string;
  description: string;
  geometry: "polygon" | "line" | "point" | "none";
  needs_key: boolean;
  needs_plan: boolean;
  fields: TargetField[];
};

export type ReportRow = {
  row: number | null;
  class: RowClass;
  reference: string;
  /** "" where there is nothing to explain. */
  reason: string;
  title: string;
  detail: string;
  /** What was repaired about the geometry, in words. */
  repair: string;
  parents: string[];
  children: string[];
  differences: Record<string, [unknown, unknown]>;
  geometry: GeoJSON.Geometry | null;
  point: [number, number] | null;
};

export type ReportPage = {
  items: ReportRow[];
  total: number;
  reasons: { reason: string; title: string; count: number }[];
};

export type Preview = { columns: string[]; rows: Record<string, unknown>[] };
