import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useLocale } from "../i18n/language";
import { api } from "./client";
import { isPublished } from "./published";
import { type ParcelKey, source } from "./source";
import type { Dossier, Manifest } from "./types";

/** The layers of the map. Its titles are in the reader's language, so a switch reads it again. */
export function useManifest() {
  const { language } = useLocale();
  return useQuery({
    queryKey: ["manifest", language],
    queryFn: ({ signal }) => source.manifest(language, signal),
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
      queryFn: () => source.namePoints(id),
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

/** The dossier of a parcel. Switching the language keeps the old text until the new one is here. */
export function useDossier(key: ParcelKey | null) {
  const { language } = useLocale();
  const [slug = "", commune, version] = key?.split("~") ?? [];
  return useQuery({
    queryKey: ["dossier", key, language],
    queryFn: ({ signal }) =>
      api<Dossier>(`/parcels/${encodeURIComponent(slug)}`, { query: { commune, version }, signal }),
    enabled: key !== null && !isPublished,
    placeholderData: (previous) => (previous?.parcel.slug === slug ? previous : undefined),
  });
}

export function useSearch(text: string) {
  const { language } = useLocale();
  return useQuery({
    queryKey: ["search", text, language],
    queryFn: ({ signal }) => source.search(text, language, signal),
    enabled: text.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
