import type { Names } from "../i18n/format";
import type { Language } from "../i18n/language";

export interface RoleHeld {
  role: string;
  title: string;
  commune_id: number;
}

export interface User {
  id: number;
  username: string;
  full_name: string;
  full_name_ar: string;
  email: string;
  language: Language;
  arabic_digits: boolean;
  must_change_password: boolean;
  is_superuser: boolean;
  roles: RoleHeld[];
  permissions: Record<string, number[] | "all">;
}

export interface Settings {
  srid: number;
  crs_name: string;
  languages: Language[];
  default_language: Language;
  basemap_url: string;
  max_upload_bytes: number;
  demo: boolean;
}

export interface Session {
  user: User | null;
  settings: Settings;
  csrf_token: string;
}

export type Bounds = [west: number, south: number, east: number, north: number];
export type Position = [longitude: number, latitude: number];

export interface Commune {
  id: number;
  code: string;
  name: Names;
  population: number | null;
  bbox: Bounds | null;
  center: Position | null;
  serves: boolean;
  parcels: number;
}

export interface Category {
  value: string;
  title: string;
  color: string;
}

export interface ManifestLayer {
  id: string;
  title: string;
  description: string;
  group: string;
  kind: "point" | "line" | "polygon";
  basemap: boolean;
  visible: boolean;
  zooms: [number, number];
  fields: string[];
  label: string | null;
  classify_by: string | null;
  categories: Category[];
  color: string;
  tiles: string;
  bounds: Bounds | null;
  licence: string;
  generalise_below: number | null;
}

/** What the map is drawn from: the layers as this person sees them, lowest first. */
export interface Manifest {
  groups: { id: string; title: string }[];
  layers: ManifestLayer[];
  revision: number;
}

export type SearchKind =
  | "parcel"
  | "address"
  | "owner"
  | "street"
  | "place"
  | "district"
  | "commune"
  | "zone"
  | "coordinates";

export interface SearchItem {
  kind: SearchKind;
  id: number | null;
  title: Names;
  subtitle: Names;
  bbox: Bounds | null;
  center: Position | null;
  slug: string | null;
  commune_id: number | null;
}

export interface SearchAnswer {
  items: SearchItem[];
  took_ms: number;
}

export interface FacetEntry {
  id: string;
  label: string;
  value: string | number | boolean | null;
  unit: string;
  level: "" | "ok" | "waiting" | "late" | "info";
}

export interface FacetTable {
  columns: { id: string; title: string }[];
  rows: Record<string, string | number | boolean | null>[];
}

export interface Facet {
  id: string;
  title: string;
  entries: FacetEntry[];
  table: FacetTable | null;
  notes: string[];
  shapes: GeoJSON.Feature[];
}

export interface Parcel {
  id: number;
  slug: string;
  reference: string;
  commune: { id: number; code: string; name: Names };
  tenure: string | null;
  address: Names | null;
  area_m2: number;
  declared_area_m2: number | null;
  valid_from: string | null;
  valid_to: string | null;
  geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon;
  bbox: Bounds;
  center: Position;
  districts: { kind: string; name: Names }[];
}

export interface Dossier {
  parcel: Parcel;
  facets: Facet[];
  links: { page: string; print: string; html: string; geojson: string };
}
