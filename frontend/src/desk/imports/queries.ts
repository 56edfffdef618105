import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { api } from "../../api/client";
import { isAtWork, pollDelay } from "./states";
import type { Import, Mapping, Preview, ReportPage, Target } from "./types";

export const PAGE_SIZE = 25;
export const ROWS_SIZE = 100;

export function useTargets() {
  return useQuery({
    queryKey: ["imports", "targets"],
    queryFn: () => api<Target[]>("/imports/targets"),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

type ImportList = { items: Import[]; total: number };

/** One page of imports; asked again while one of them is at work, so that the list tells the truth. */
export function useImports({ commune, page }: { commune: number | null; page: number }) {
  return useQuery({
    queryKey: ["imports", "list", commune, page],
    queryFn: () => api<ImportList>("/imports", { query: { commune, page } }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.items.some((item) => isAtWork(item.state)) ? 4000 : false),
  });
}

const importKey = (id: number) => ["imports", "one", id] as const;

/** One import, asked again with growing pauses while the worker is at it; progress makes it quick again. */
export function useImport(id: number) {
  const quiet = useRef({ seen: "", asked: 0 });
  return useQuery({
    queryKey: importKey(id),
    queryFn: () => api<Import>(`/imports/${id}`),
    staleTime: 0,
    refetchInterval: (query) => {
      const item = query.state.data;
      if (!item || !isAtWork(item.state)) return false;
      const seen = `${item.state} ${item.progress?.step} ${item.progress?.done}`;
      quiet.current = { seen, asked: quiet.current.seen === seen ? quiet.current.asked + 1 : 0 };
      return pollDelay(quiet.current.asked);
    },
  });
}

export type Act = "check" | "apply" | "undo";

/** The verbs of an import; each answers with the import in its new state. */
export function useImportActions(id: number) {
  const client = useQueryClient();
  const accept = (item: Import) => {
    client.setQueryData(importKey(id), item);
    return client.invalidateQueries({ queryKey: ["imports", "list"] });
  };
  const act = useMutation({
    mutationFn: (verb: Act) => api<Import>(`/imports/${id}/${verb}`, { method: "POST" }),
    onSuccess: accept,
    // A refusal mostly means that the import moved on meanwhile: show what it is now.
    onError: () => client.invalidateQueries({ queryKey: importKey(id) }),
  });
  const map = useMutation({
    mutationFn: (mapping: Mapping) => api<Import>(`/imports/${id}/mapping`, { method: "PUT", body: mapping }),
    onSuccess: async (item) => {
      client.removeQueries({ queryKey: ["imports", "rows", id] });
      await accept(item);
    },
  });
  const cancel = useMutation({
    mutationFn: () => api(`/imports/${id}`, { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["imports"] }),
  });
  return { act, map, cancel };
}

export type RowQuery = { class: string | null; reason: string | null; page: number };

export function useRows(id: number, version: string, query: RowQuery) {
  return useQuery({
    queryKey: ["imports", "rows", id, version, query],
    queryFn: () => api<ReportPage>(`/imports/${id}/rows`, { query: { ...query, size: ROWS_SIZE } }),
    placeholderData: keepPreviousData,
  });
}

/** The first rows as the file has them; only another layer or encoding makes them other rows. */
export function usePreview(id: number, mapping: Mapping) {
  return useQuery({
    queryKey: ["imports", "preview", id, mapping.layer, mapping.encoding],
    queryFn: () => api<Preview>(`/imports/${id}/preview`, { query: { layer: mapping.layer } }),
    placeholderData: keepPreviousData,
  });
}

/** The first shapes where this mapping puts them. */
export function usePreviewShapes(id: number, mapping: Mapping) {
  const reading = { layer: mapping.layer, crs: mapping.crs, swap_axes: mapping.swap_axes };
  return useQuery({
    queryKey: ["imports", "shapes", id, reading],
    queryFn: () => api<GeoJSON.FeatureCollection>(`/imports/${id}/preview.geojson`, { query: reading }),
    placeholderData: keepPreviousData,
  });
}
