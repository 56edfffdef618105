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

export type Counts = Record<"read" | RowClass, number>;

export type Problem = { type: string; title: string; status: number; detail?: string };

export type SourceColumn = { name: string; kind: string; samples: string[] };

export type Crs = { code: string; name: string };

export type Source = {
  driver: string;
  layer: string;
  crs: (Crs & { confidence: string; reason: string }) | null;
  crs_candidates: Crs[];
  features: number;
  geometry_types: string[];
  columns: SourceColumn[];
  encoding: string;
  bbox: [number, number, number, number] | null;
  table?: { name: string; columns: SourceColumn[] } | null;
};

/** A field is filled by a column, by a column whose values are translated, or by one value for all rows. */
export type FieldSource =
  | string
  | { column: string; values: Record<string, string>; default?: string | null }
  | { value: string };

export type JoinTable = { key: string; other: string };

export type Mapping = {
  layer: string;
  crs: string;
  swap_axes: boolean;
  fields: Record<string, FieldSource>;
  key: string;
  table: JoinTable | null;
  options: { repair: boolean; move_tolerance_m: number; retire_missing: boolean };
};

export type Import = {
  id: number;
  number: string;
  commune_id: number;
  target: string;
  state: ImportState;
  file: { name: string; size: number; sha256: string; layers: string[] };
  source: Source | null;
  mapping: Mapping | null;
  progress: { step: string; title: string; done: number; total: number | null } | null;
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
  kind: "text" | "number" | "choice" | "fraction";
  choices: { value: string; title: string }[] | null;
  help: string;
};

export type Target = {
  id: string;
  title: string;
  description: string;
  geometry: "polygon" | "line" | "point" | "none";
  fields: TargetField[];
};

export type ReportRow = {
  row: number;
  class: RowClass;
  reason: string | null;
  detail: string;
  reference: string;
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
