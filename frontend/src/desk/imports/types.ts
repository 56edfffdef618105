import type { components } from "../../api/schema";

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

type Schemas = components["schemas"];

/** `read` is the sum of the outcomes of rows; `retired` are no rows of the file, `repaired` counts across. */
export type Counts = Schemas["CountsOut"] & Record<RowClass, number>;

export type SourceColumn = Schemas["ColumnOut"];

export type Detection = Omit<Schemas["CrsOut"], "confidence"> & { confidence: "high" | "medium" | "low" };

export type Source = Omit<Schemas["SourceOut"], "crs"> & { crs: Detection | null };

/** Where a field's value comes from: a column (in short: its name), several joined, or one value for all rows. */
export type FieldRule = {
  column?: string | null;
  columns?: string[];
  separator?: string;
  values?: Record<string, string>;
  default?: string | null;
  value?: string | null;
  scale?: number;
};

/** The file's `column` holds what the table has in `key`. */
export type JoinTable = { key: string; column: string; aggregate?: Record<string, string> };

export type Coordinates = { x?: string | null; y?: string | null; wkt?: string | null };

/** Layers of a drawing: those whose texts name the outlines, and those of the outlines (none: all). */
export type Labels = { layers: string[]; outlines: string[] };

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
  /** By column: how its texts were garbled before they came. */
  reencode?: Record<string, string>;
  labels?: Labels | null;
  fields: Record<string, string | FieldRule>;
  key: string | null;
  table: JoinTable | null;
  coordinates?: Coordinates | null;
  plan?: Plan | null;
  options: Options;
};

/** As the API gives it, with the names of states and the mapping told more exactly than its document can. */
export type Import = Omit<Schemas["ImportOut"], "state" | "source" | "mapping"> & {
  state: ImportState;
  source: Source | null;
  mapping: Partial<Mapping>;
};

export type TargetField = Omit<Schemas["TargetFieldOut"], "kind"> & {
  kind: "text" | "number" | "integer" | "choice" | "boolean" | "fraction" | "date";
};

export type Target = Omit<Schemas["TargetOut"], "fields" | "geometry"> & {
  geometry: "polygon" | "line" | "point" | "none";
  fields: TargetField[];
};

export type ReportRow = Omit<Schemas["RowOut"], "class" | "differences" | "geometry" | "point"> & {
  class: RowClass;
  /** By field: what was, what comes. */
  differences: Record<string, [unknown, unknown]>;
  geometry: GeoJSON.Geometry | null;
  point: [longitude: number, latitude: number] | null;
};

export type ReportPage = Omit<Schemas["RowsOut"], "items"> & { items: ReportRow[] };

export type Preview = Schemas["PreviewOut"];
