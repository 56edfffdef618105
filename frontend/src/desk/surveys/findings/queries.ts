import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api } from "../../../api/client";
import { useLocale } from "../../../i18n/language";
import type { FindingState } from "../types";
import type { Finding, FindingPage, Reason, Suggestion, Thresholds, Verdict } from "./types";

const FINDINGS = ["surveys", "findings"] as const;
const PAPER_MS = 3_000;

export interface FindingFilter {
  verdicts: readonly Verdict[];
  states: readonly FindingState[];
}

/** The findings of a comparison, the gravest first, a page after the other. */
export function useFindings(comparison: number, { verdicts, states }: FindingFilter) {
  const { language } = useLocale();
  const search = new URLSearchParams([
    ["comparison", String(comparison)],
    ...verdicts.map((one) => ["verdict", one]),
    ...states.map((one) => ["state", one]),
  ]).toString();
  return useInfiniteQuery({
    queryKey: [...FINDINGS, search, language],
    queryFn: ({ pageParam, signal }) =>
      api<FindingPage>(`/surveys/findings?${search}&cursor=${encodeURIComponent(pageParam)}`, { signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next || null,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** One finding; asked again while the evidence of an accepted one is being printed. */
export function useFinding(id: number | null) {
  const { language } = useLocale();
  return useQuery({
    queryKey: [...FINDINGS, "one", id, language],
    queryFn: () => api<Finding>(`/surveys/findings/${id}`),
    enabled: id !== null,
    placeholderData: (before) => (before?.id === id ? before : undefined),
    refetchInterval: (query) => {
      const found = query.state.data;
      return found?.state === "accepted" && found.evidence.length === 0 ? PAPER_MS : false;
    },
  });
}

export type Judgement =
  | { step: "acceptance"; body: { offence: boolean; note: string } }
  | { step: "rejection"; body: { reason: Reason; note: string } }
  | { step: "visit"; body: { planned_on: string; inspector: number | null; note: string } }
  | { step: "reopening"; body: { note: string } };

export function useJudge(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ step, body }: Judgement) =>
      api<Finding>(`/surveys/findings/${id}/${step}`, { method: "POST", body }),
    onSettled: () => client.invalidateQueries({ queryKey: ["surveys"] }),
  });
}

export function useAskEvidence(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(`/surveys/findings/${id}/evidence`, { method: "POST" }),
    onSuccess: () => client.invalidateQueries({ queryKey: FINDINGS }),
  });
}

const THRESHOLDS = ["surveys", "thresholds"] as const;

export function useThresholds(commune: number) {
  const { language } = useLocale();
  return useQuery({
    queryKey: [...THRESHOLDS, commune, language],
    queryFn: () => api<Thresholds>("/surveys/thresholds", { query: { commune } }),
  });
}

export function useSuggestion(commune: number) {
  return useQuery({
    queryKey: [...THRESHOLDS, "suggestion", commune],
    queryFn: () => api<Suggestion>("/surveys/thresholds/suggestion", { query: { commune } }),
  });
}

export function useSetThresholds() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: {
      commune: number;
      values: Record<string, number>;
      reason: string;
      by_suggestion: boolean;
    }) => api("/surveys/thresholds", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: THRESHOLDS }),
  });
}
