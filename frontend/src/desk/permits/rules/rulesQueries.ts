import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../../api/client";
import type { components } from "../../../api/schema";

type Schemas = components["schemas"];
export type Holiday = Schemas["HolidayOut"];
export type Rate = Schemas["RateOut"];
export type Wording = Schemas["WordingOut"];
export type ReasonRule = Schemas["ReasonRuleOut"];
export type EntityRule = Schemas["EntityOut"];
export type Letterhead = Schemas["LetterheadIn"];

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

/** The reasons and entities of a commune, also those that are not in force. */
export function useEveryReason(commune: number) {
  return useEvery<ReasonRule>("reasons", commune);
}

export function useEveryEntity(commune: number) {
  return useEvery<EntityRule>("entities", commune);
}

function useEvery<Row>(what: "reasons" | "entities", commune: number) {
  return useQuery({
    queryKey: [...LAW, what, commune, "every"],
    queryFn: () => api<Row[]>(`/permits/${what}`, { query: { commune, every: true } }),
  });
}

interface Bodies {
  types: Schemas["VersionIn"];
  holidays: Schemas["HolidayIn"];
  rates: Schemas["RateIn"];
  reasons: Schemas["ReasonIn"];
  entities: Schemas["EntityIn"];
  "document-kinds": Schemas["DocumentKindIn"];
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

const membersKey = (commune: number) => ["permits", "members", commune] as const;

export function useMembers(commune: number) {
  return useQuery({
    queryKey: membersKey(commune),
    queryFn: () => api<Schemas["MemberOut"][]>("/permits/entity-members", { query: { commune } }),
  });
}

/** Who has the commission's role in the commune. */
export function useCandidates(commune: number) {
  return useQuery({
    queryKey: [...membersKey(commune), "candidates"],
    queryFn: () => api<Schemas["ActorOut"][]>("/permits/entity-members/candidates", { query: { commune } }),
  });
}

export function useMemberActions(commune: number) {
  const client = useQueryClient();
  const refresh = { onSuccess: () => client.invalidateQueries({ queryKey: membersKey(commune) }) };
  const name = useMutation({
    mutationFn: (body: Schemas["MemberIn"]) => api("/permits/entity-members", { method: "POST", body }),
    ...refresh,
  });
  const end = useMutation({
    mutationFn: (id: number) => api(`/permits/entity-members/${id}`, { method: "DELETE" }),
    ...refresh,
  });
  return { name, end };
}

const letterheadKey = (commune: number) => [...LAW, "letterhead", commune] as const;

export function useLetterhead(commune: number) {
  return useQuery({
    queryKey: letterheadKey(commune),
    queryFn: () => api<Letterhead>(`/communes/${commune}/letterhead`),
  });
}

export function useSaveLetterhead(commune: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Letterhead) =>
      api<Letterhead>(`/communes/${commune}/letterhead`, { method: "PUT", body }),
    onSuccess: (saved) => client.setQueryData(letterheadKey(commune), saved),
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
