import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../../api/client";
import type { components } from "../../../api/schema";

type Schemas = components["schemas"];
export type Holiday = Schemas["HolidayOut"];
export type Rate = Schemas["RateOut"];
export type Wording = Schemas["WordingOut"];

const LAW = ["permits", "law"] as const;

export function useHolidays(commune: number) {
  return useQuery({
    queryKey: [...LAW, "holidays", commune],
    queryFn: () => api<Holiday[]>("/permits/holidays", { query: { commune } }),
  });
}

export function useRates(commune: number) {
  return useQuery({
    queryKey: [...LAW, "rates", commune],
    queryFn: () => api<Rate[]>("/permits/rates", { query: { commune } }),
  });
}

interface Bodies {
  types: Schemas["VersionIn"];
  holidays: Schemas["HolidayIn"];
  rates: Schemas["RateIn"];
}

/** Writes a rule; `moved` says how many legal dates of open dossiers changed with it. */
export function useSaveRule<Table extends keyof Bodies>(table: Table) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Bodies[Table]) =>
      api<Schemas["SavedOut"]>(`/permits/${table}`, { method: "PUT", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["permits"] }),
  });
}

const wordingsKey = (commune: number) => [...LAW, "wordings", commune] as const;

export function useWordings(commune: number) {
  return useQuery({
    queryKey: wordingsKey(commune),
    queryFn: () => api<Schemas["WordingsOut"]>(`/communes/${commune}/papers/wordings`),
  });
}

export function useReword(commune: number, kind: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { language: "ar" | "fr"; text: string }) =>
      api<Wording>(`/communes/${commune}/papers/wordings/${kind}`, { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: wordingsKey(commune) }),
  });
}
