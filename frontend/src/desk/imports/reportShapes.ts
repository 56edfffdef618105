import { CLASS_LOOK } from "./classLook";
import type { ReportRow } from "./types";

/** What names a row within a report: its line in the file; a retired record has none and is named by itself. */
export function keyOf(row: ReportRow): string {
  return row.row === null ? `~${row.reference}` : String(row.row);
}

/** The rows of a page as they are drawn: in the colour of their class. */
export function shapesOf(rows: readonly ReportRow[]): GeoJSON.FeatureCollection {
  return collection(rows.flatMap((row) => featureOf(row, { color: CLASS_LOOK[row.class].color })));
}

/** The selected row with the parcels it comes from and those it becomes. */
export function selectionOf(
  row: ReportRow | null,
  kin: readonly GeoJSON.Geometry[],
): GeoJSON.FeatureCollection {
  const relatives = kin.map((geometry): GeoJSON.Feature => ({ type: "Feature", properties: {}, geometry }));
  return collection(row ? [...featureOf(row, {}), ...relatives] : []);
}

function featureOf(row: ReportRow, properties: Record<string, unknown>): GeoJSON.Feature[] {
  const geometry: GeoJSON.Geometry | null =
    row.geometry ?? (row.point ? { type: "Point", coordinates: row.point } : null);
  return geometry ? [{ type: "Feature", properties: { ...properties, key: keyOf(row) }, geometry }] : [];
}

function collection(features: GeoJSON.Feature[]): GeoJSON.FeatureCollection {
  return { type: "FeatureCollection", features };
}
