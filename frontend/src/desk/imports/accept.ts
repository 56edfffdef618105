/** What may be dropped: the same list is read by the file dialog, by the check and by the words on the page. */
export const MAIN_TYPES = [
  ".gpkg",
  ".geojson",
  ".json",
  ".topojson",
  ".zip",
  ".fgb",
  ".dxf",
  ".kml",
  ".kmz",
  ".xlsx",
  ".geojsonl",
  ".geojsons",
  ".csv",
  ".tsv",
] as const;
export const TABLE_TYPES = [".csv", ".tsv", ".txt", ".xlsx"] as const;
export const MAPPING_TYPES = [".yaml", ".yml"] as const;

const SHAPEFILE_PARTS = new Set([".shp", ".shx", ".dbf", ".prj", ".cpg"]);

export type FileFault = "empty" | "too-large" | "shapefile-part" | "type";

export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot).toLowerCase();
}

/** Why a file cannot be sent, found before a single byte travels; null when it may go. */
export function faultOf(
  file: { name: string; size: number },
  { types, limit }: { types: readonly string[]; limit: number },
): FileFault | null {
  const extension = extensionOf(file.name);
  if (!types.includes(extension)) return SHAPEFILE_PARTS.has(extension) ? "shapefile-part" : "type";
  if (file.size === 0) return "empty";
  return file.size > limit ? "too-large" : null;
}
