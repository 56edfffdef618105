import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { components } from "../../api/schema";
import { useLocale } from "../../i18n/language";
import { permitKey } from "../shared/queries";
import type { Area, Finding, Permit } from "../shared/types";

type Schemas = components["schemas"];

export function useBegin() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: { commune: number; kind: string }) =>
      api<Permit>("/permits/drafts", { method: "POST", body: wanted }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["permits", "mine"] }),
  });
}

export function useThrowAway() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(`/permits/${id}/draft`, { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["permits", "mine"] }),
  });
}

/** What the application lacks and the documents it may hold, as it was last stored. */
export function useLacking({ id, version, changed_at }: Permit) {
  const { language } = useLocale();
  return useQuery({
    queryKey: [...permitKey(id), "missing", version, changed_at, language],
    queryFn: () => api<Schemas["LackingOut"]>(`/permits/${id}/missing`),
    placeholderData: keepPreviousData,
  });
}

export function useEstimate({ id, version }: Permit) {
  return useQuery({
    queryKey: [...permitKey(id), "estimate", version],
    queryFn: () => api<Schemas["FeeEstimateOut"]>(`/permits/${id}/fee-estimate`),
  });
}

export function useSubmit(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<Permit>(`/permits/${id}/submit`, { method: "POST" }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["permits"] }),
  });
}

export function useReceipt(id: number) {
  const { language } = useLocale();
  return useQuery({
    queryKey: [...permitKey(id), "receipt", language],
    queryFn: () => api<Schemas["ReceiptOut"]>(`/permits/${id}/receipt`),
  });
}

export type FootprintRead = Omit<Schemas["FootprintOut"], "footprint" | "findings"> & {
  footprint: Area | null;
  findings: Finding[];
};
