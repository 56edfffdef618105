import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useLocale } from "../i18n/language";
import { namePointsOf } from "../map/namePoints";
import { api } from "./client";
import { ApiProblem } from "./problem";
import type { Dossier, Manifest, Position, SearchAnswer } from "./types";

/** The layers of the map. Its titles are in the reader's language, so a switch reads it again. */
export function useManifest() {
  const { language } = useLocale();
  return useQuery({
    queryKey: ["manifest", language],
    queryFn: ({ signal }) => api<Manifest>("/manifest", { signal }),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  });
}

const NAMED_AREAS = ["communes", "districts"] as const;

/** Where the names of large areas stand; the map is drawn without waiting for them. */
export function useNamePoints(manifest: Manifest | undefined): Record<string, GeoJSON.FeatureCollection> {
  const ids = NAMED_AREAS.filter((id) => manifest?.layers.some((layer) => layer.id === id));
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ["name-points", id, manifest?.layers.find((layer) => layer.id === id)?.revision],
      placeholderData: keepPreviousData,
      queryFn: async () =>
        namePointsOf(await api<GeoJSON.FeatureCollection>(`/layers/${id}/items`, { query: { limit: 1000 } })),
      staleTime: 5 * 60_000,
    })),
    combine: (results) =>
      Object.fromEntries(
        results.flatMap(({ data }, index) => {
          const id = ids[index];
          return data && id ? [[id, data] as const] : [];
        }),
      ),
  });
}

/** `slug`, or `slug~commune` where two communes may share it, or `slug~commune~version` once it is retired. */
export type ParcelKey = string;

export function parcelKey(slug: string, commune?: number | null, version?: number | null): ParcelKey {
  return [slug, commune, version].filter((part) => part !== undefined && part !== null).join("~");
}

/** The dossier of a parcel. Switching the language keeps the old text until the new one is here. */
export function useDossier(key: ParcelKey | null) {
  const { language } = useLocale();
  const [slug = "", commune, version] = key?.split("~") ?? [];
  return useQuery({
    queryKey: ["dossier", key, language],
    queryFn: ({ signal }) =>
      api<Dossier>(`/parcels/${encodeURIComponent(slug)}`, { query: { commune, version }, signal }),
    enabled: key !== null,
    placeholderData: (previous) => (previous?.parcel.slug === slug ? previous : undefined),
  });
}

export function useSearch(text: string) {
  const { language } = useLocale();
  return useQuery({
    queryKey: ["search", text, language],
    queryFn: ({ signal }) => api<SearchAnswer>("/search", { query: { q: text, limit: 12 }, signal }),
    enabled: text.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** The parcel at a place, or null where there is none that this person may see. */
export async function parcelAt([lon, lat]: Position): Promise<ParcelKey | null> {
  try {
    const found = await api<{ slug: string; commune_id: number }>("/parcels/at", { query: { lon, lat } });
    return parcelKey(found.slug, found.commune_id);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}
