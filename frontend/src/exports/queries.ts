import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { ApiProblem } from "../api/problem";
import type { components } from "../api/schema";
import { useSession } from "../api/session";
import type { Bounds } from "../api/types";
import { useLocale } from "../i18n/language";
import { forgetKey, keptKeys, rememberKey } from "./keptKeys";

export type Offer = components["schemas"]["OfferOut"];
export type Export = components["schemas"]["ExportOut"];
type Estimate = components["schemas"]["EstimateOut"];

/** What is asked for, as the form holds it. */
export interface Wanted {
  layer: string;
  format: string;
  crs: string;
  bbox: Bounds | null;
  filter: string;
  columns: string[] | null;
}

const POLL_MS = 1000;

export const isAtWork = (item: Export) => item.state === "waiting" || item.state === "writing";

export function useOffer() {
  const { language } = useLocale();
  return useQuery({
    queryKey: ["exports", "offer", language],
    queryFn: () => api<Offer>("/exports/offer"),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** How many rows it would be, and the columns to choose from. A filter with a fault is a problem that says so. */
export function useEstimate({ layer, bbox, filter }: Pick<Wanted, "layer" | "bbox" | "filter">) {
  const { language } = useLocale();
  return useQuery({
    queryKey: ["exports", "estimate", layer, bbox, filter, language],
    queryFn: ({ signal }) =>
      api<Estimate>(`/layers/${layer}/export/rows`, {
        query: { bbox: bbox?.join(","), filter: filter || undefined },
        signal,
      }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** A person's exports; without an account those that this browser asked for. */
export function useMyExports() {
  const { language } = useLocale();
  const { data: session } = useSession();
  const isKnown = Boolean(session?.user);
  return useQuery({
    queryKey: ["exports", "mine", isKnown, language],
    queryFn: () => (isKnown ? api<Export[]>("/exports") : keptExports()),
    enabled: session !== undefined,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.some(isAtWork) ? POLL_MS : false),
  });
}

async function keptExports(): Promise<Export[]> {
  const found = await Promise.all(
    keptKeys().map(async (key) => {
      try {
        return await api<Export>(`/exports/${key}`);
      } catch (error) {
        if (!(error instanceof ApiProblem && error.status === 404)) throw error;
        forgetKey(key);
        return null;
      }
    }),
  );
  return found.filter((item) => item !== null);
}

export function useExportActions() {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["exports", "mine"] });
  const ask = useMutation({
    mutationFn: (wanted: Wanted) => api<Export>("/exports", { method: "POST", body: wanted }),
    onSuccess: (made) => {
      rememberKey(made.id);
      return refresh();
    },
  });
  const remove = useMutation({
    mutationFn: (key: string) => api(`/exports/${key}`, { method: "DELETE" }),
    onSuccess: (_answer, key) => {
      forgetKey(key);
      return refresh();
    },
  });
  return { ask, remove };
}
