import type { Language } from "../i18n/language";
import type { components } from "./schema";

/**
 * The API's types, generated from the backend. What the document can only call a string or an object is said
 * more closely here: a value of a known list, a GeoJSON geometry.
 */
type Schemas = components["schemas"];
type Refined<Base, Closer extends { [Key in keyof Closer]: Key extends keyof Base ? unknown : never }> = Omit<
  Base,
  keyof Closer
> &
  Closer;

export type User = Refined<Schemas["SessionUser"], { language: Language }>;
export type Settings = Refined<
  Schemas["SessionSettings"],
  { languages: Language[]; default_language: Language }
>;
export type Session = Refined<Schemas["SessionOut"], { user: User | null; settings: Settings }>;
export type RoleHeld = Schemas["RoleHeld"];

export type Bounds = [west: number, south: number, east: number, north: number];
export type Position = [longitude: number, latitude: number];

export type Commune = Schemas["CommuneOut"];
export type Category = Schemas["CategoryOut"];
export type ManifestLayer = Refined<Schemas["LayerOut"], { kind: "point" | "line" | "polygon" }>;
/** What the map is drawn from: the layers as this person sees them, lowest first. */
export type Manifest = Refined<Schemas["ManifestOut"], { layers: ManifestLayer[] }>;

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
export type SearchItem = Refined<Schemas["HitOut"], { kind: SearchKind }>;
export type SearchAnswer = Refined<Schemas["SearchOut"], { items: SearchItem[] }>;

export type FacetEntry = Refined<Schemas["EntryOut"], { level: "" | "ok" | "waiting" | "late" | "info" }>;
export type FacetTable = Refined<
  Schemas["TableOut"],
  {
    columns: { id: string; title: string }[];
    rows: Record<string, string | number | boolean | null>[];
  }
>;
export type Facet = Refined<
  Schemas["FacetOut"],
  { entries: FacetEntry[]; table: FacetTable | null; shapes: GeoJSON.Feature[] }
>;
export type Parcel = Refined<Schemas["ParcelOut"], { geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon }>;
export type Dossier = Refined<Schemas["DossierOut"], { parcel: Parcel; facets: Facet[] }>;
