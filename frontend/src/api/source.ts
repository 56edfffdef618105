import type { Language } from "../i18n/language";
import { namePointsOf } from "../map/namePoints";
import { api } from "./client";
import { ApiProblem } from "./problem";
import { isPublished } from "./published";
import type { Manifest, Position, SearchAnswer, Session } from "./types";

/** `slug`, or `slug~commune` where two communes may share it, or `slug~commune~version` once it is retired. */
export type ParcelKey = string;

export function parcelKey(slug: string, commune?: number | null, version?: number | null): ParcelKey {
  return [slug, commune, version].filter((part) => part !== undefined && part !== null).join("~");
}

/** Where the public map has its data from: the server's API, or the files of a publication. */
export interface Source {
  session(): Promise<Session>;
  manifest(language: Language, signal: AbortSignal): Promise<Manifest>;
  /** One point for each large area of a layer, where its name stands. */
  namePoints(layer: string): Promise<GeoJSON.FeatureCollection>;
  search(text: string, language: Language, signal: AbortSignal): Promise<SearchAnswer>;
  /** The parcel with a dossier at a place; null where there is none that this person may see. */
  parcelAt(position: Position): Promise<ParcelKey | null>;
}

const server: Source = {
  session: () => api<Session>("/session"),
  manifest: (_language, signal) => api<Manifest>("/manifest", { signal }),
  namePoints: async (layer) =>
    namePointsOf(await api<GeoJSON.FeatureCollection>(`/layers/${layer}/items`, { query: { limit: 1000 } })),
  search: (text, _language, signal) =>
    api<SearchAnswer>("/search", { query: { q: text, limit: 12 }, signal }),
  parcelAt: async ([lon, lat]) => {
    try {
      const found = await api<{ slug: string; commune_id: number }>("/parcels/at", { query: { lon, lat } });
      return parcelKey(found.slug, found.commune_id);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) return null;
      throw error;
    }
  },
};

const files = async () => (await import("./publishedSource")).publishedSource;

const publication: Source = {
  session: async () => (await files()).session(),
  manifest: async (language, signal) => (await files()).manifest(language, signal),
  namePoints: async (layer) => (await files()).namePoints(layer),
  search: async (text, language, signal) => (await files()).search(text, language, signal),
  parcelAt: () => Promise.resolve(null),
};

export const source: Source = isPublished ? publication : server;
