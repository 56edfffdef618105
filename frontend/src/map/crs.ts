import proj4 from "proj4";
import type { Position } from "../api/types";

export interface Crs {
  readonly srid: number;
  /** Degrees to metres east and north. */
  project(position: Position): [east: number, north: number];
}

const MERCHICH = "+proj=lcc +lat_1={lat} +lat_0={lat} +lon_0=-5.4 +k_0={k} +x_0=500000 +y_0={y} {datum}";
// EPSG:1166, which a bare definition of these systems leaves out: without it everything lies 60 m away.
const MERCHICH_DATUM = "+a=6378249.2 +b=6356515 +towgs84=31,146,47,0,0,0,0 +units=m +no_defs";

function merchich(lat: number, k: number, y: number): string {
  return MERCHICH.replaceAll("{lat}", String(lat))
    .replace("{k}", String(k))
    .replace("{y}", String(y))
    .replace("{datum}", MERCHICH_DATUM);
}

const DEFINITIONS: Readonly<Record<number, string>> = {
  26191: merchich(33.3, 0.999625769, 300_000),
  26192: merchich(29.7, 0.999615596, 300_000),
  26194: merchich(26.1, 0.999616304, 1_200_000),
  26195: merchich(22.5, 0.999616437, 1_500_000),
  26986:
    "+proj=lcc +lat_0=41 +lon_0=-71.5 +lat_1=42.6833333333333 +lat_2=41.7166666666667 +x_0=200000 +y_0=750000 +ellps=GRS80 +units=m +no_defs",
};

function definition(srid: number): string | null {
  if (srid > 32_600 && srid <= 32_660)
    return `+proj=utm +zone=${srid - 32_600} +datum=WGS84 +units=m +no_defs`;
  if (srid > 32_700 && srid <= 32_760)
    return `+proj=utm +zone=${srid - 32_700} +south +datum=WGS84 +units=m +no_defs`;
  return DEFINITIONS[srid] ?? null;
}

/** The official system of a deployment; null for one that the browser has no definition of. */
export function officialCrs(srid: number): Crs | null {
  const text = definition(srid);
  if (text === null) return null;
  const converter = proj4("EPSG:4326", text);
  return { srid, project: (position) => converter.forward([...position]) as [number, number] };
}

/** Coordinates of a system as degrees; null for one that the browser has no definition of. */
export function degreesFrom(srid: number): ((place: Position) => Position) | null {
  if (srid === 4326) return (place) => place;
  const text = srid === 3857 ? "EPSG:3857" : definition(srid);
  if (text === null) return null;
  const converter = proj4(text, "EPSG:4326");
  return (place) => converter.forward([...place]) as Position;
}

/** The UTM zone of a place: what is measured in where the official system is not known. */
export function utmOf([lon]: Position): Crs {
  const srid = 32_601 + Math.min(59, Math.max(0, Math.floor((lon + 180) / 6)));
  const converter = proj4("EPSG:4326", definition(srid) ?? "");
  return { srid, project: (position) => converter.forward([...position]) as [number, number] };
}
