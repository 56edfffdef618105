import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import type { components } from "../api/schema";
import type { Bounds } from "../api/types";
import { useLocale } from "../i18n/language";

type Schemas = components["schemas"];
export type Dataset = Omit<Schemas["DatasetOut"], "bounds" | "kind"> & {
  bounds: Bounds | null;
  kind: "point" | "line" | "polygon";
};
export type Catalogue = Omit<Schemas["CatalogueOut"], "datasets"> & { datasets: Dataset[] };

export function useCatalogue() {
  const { language } = useLocale();
  return useQuery({
    queryKey: ["catalogue", language],
    queryFn: ({ signal }) => api<Catalogue>("/catalogue", { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useDataset(id: string) {
  const { language } = useLocale();
  return useQuery({
    queryKey: ["catalogue", id, language],
    queryFn: ({ signal }) => api<Dataset>(`/catalogue/${encodeURIComponent(id)}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** The outlines of the communes, on which the extent of a layer is shown. */
export function useOutlines() {
  return useQuery({
    queryKey: ["outlines"],
    queryFn: () => api<GeoJSON.FeatureCollection>("/layers/communes/items", { query: { limit: 200 } }),
    staleTime: 60 * 60_000,
  });
}
