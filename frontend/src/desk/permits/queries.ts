import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api } from "../../api/client";
import type { components } from "../../api/schema";
import { useLocale } from "../../i18n/language";
import type { PermitPage, PermitState } from "../../permits/shared/types";
import type { QueueFilter } from "./queue/filter";
import { queryOf } from "./queue/filter";

type Schemas = components["schemas"];
export type Colleague = Schemas["ColleagueOut"];
export type SavedView = Schemas["ViewOut"];
export type Session = Schemas["SittingOut"];
export type SessionItem = Schemas["ItemOut"];
export type Asked = Omit<Schemas["AskedOut"], "state"> & { state: PermitState };
export type Visit = Schemas["InspectionOut"];
export type Offence = Schemas["OffenceOut"];
export type Figures = Schemas["FiguresOut"];

const QUEUE_MS = 60_000;

/** The queue, a page after the other; each page begins after the last row of the one before. */
export function useQueue(filter: QueueFilter) {
  const { language } = useLocale();
  const query = queryOf(filter);
  return useInfiniteQuery({
    queryKey: ["permits", "queue", query, language],
    queryFn: ({ pageParam, signal }) =>
      api<PermitPage>("/permits", { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next || null,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** How many dossiers fit the filters, by state. */
export function useCounts(filter: QueueFilter) {
  const { sort: _order, state: _any, ...query } = queryOf(filter);
  return useQuery({
    queryKey: ["permits", "counts", query],
    queryFn: () => api<Schemas["QueueCountsOut"]>("/permits/counts", { query }),
    placeholderData: keepPreviousData,
    refetchInterval: QUEUE_MS,
  });
}

export function useColleagues(commune: number | undefined) {
  return useQuery({
    queryKey: ["permits", "colleagues", commune],
    queryFn: () => api<Colleague[]>("/permits/colleagues", { query: { commune } }),
    enabled: commune !== undefined,
    staleTime: 5 * 60_000,
  });
}

export function useAssign() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { permits: number[]; assignee: number | null }) =>
      api<{ changed: number }>("/permits/assignments", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["permits"] }),
  });
}

const VIEWS = ["permits", "views"] as const;

export function useViews() {
  return useQuery({ queryKey: VIEWS, queryFn: () => api<SavedView[]>("/permits/views") });
}

export function useViewActions() {
  const client = useQueryClient();
  const refresh = { onSuccess: () => client.invalidateQueries({ queryKey: VIEWS }) };
  const save = useMutation({
    mutationFn: (body: { name: string; query: Record<string, string> }) =>
      api<SavedView>("/permits/views", { method: "POST", body }),
    ...refresh,
  });
  const remove = useMutation({
    mutationFn: (id: number) => api(`/permits/views/${id}`, { method: "DELETE" }),
    ...refresh,
  });
  return { save, remove };
}

/** The id behind a number, for addresses that name it. */
export function usePermitId(reference: string) {
  return useQuery({
    queryKey: ["permits", "lookup", reference],
    queryFn: () => api<{ id: number }>("/permits/lookup", { query: { reference } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useAsked() {
  return useQuery({ queryKey: ["permits", "asked"], queryFn: () => api<Asked[]>("/permits/asked") });
}

const SESSIONS = ["permits", "sessions"] as const;
const SESSION_MS = 10_000;

export function useSessions() {
  return useQuery({ queryKey: SESSIONS, queryFn: () => api<Session[]>("/permits/sessions") });
}

/** One session; asked again while it is held, since its members follow it. */
export function useSession(id: number) {
  return useQuery({
    queryKey: [...SESSIONS, id],
    queryFn: () => api<Session>(`/permits/sessions/${id}`),
    refetchInterval: SESSION_MS,
  });
}

interface SessionStep {
  path: string;
  method: "POST" | "PUT" | "DELETE";
  body?: unknown;
}

/** Every step of a session answers with the session as it is then. */
export function useSessionStep(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, method, body }: SessionStep) =>
      api<Session>(`/permits/sessions/${id}${path}`, { method, body }),
    onSuccess: async (session) => {
      client.setQueryData([...SESSIONS, id], session);
      await client.invalidateQueries({ queryKey: ["permits"], refetchType: "active" });
    },
  });
}

export function useSessionPapers(id: number, isClosed: boolean) {
  return useQuery({
    queryKey: [...SESSIONS, id, "papers"],
    queryFn: () => api<Schemas["PaperOut"][]>(`/permits/sessions/${id}/papers`),
    enabled: isClosed,
    refetchInterval: (query) => (query.state.data?.length ? false : SESSION_MS / 2),
  });
}

export function usePlanSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["SessionIn"]) => api<Session>("/permits/sessions", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: SESSIONS }),
  });
}

export type VisitFilter = { permit?: number; offence?: number; waiting?: boolean };

export function useVisits(filter: VisitFilter = {}) {
  return useQuery({
    queryKey: ["permits", "visits", filter],
    queryFn: () => api<Visit[]>("/permits/inspections", { query: filter }),
  });
}

export function usePlanVisit() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["PlanIn"]) => api<Visit>("/permits/inspections", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["permits", "visits"] }),
  });
}

export function useOffences(filter: { permit?: number; state?: string } = {}) {
  return useQuery({
    queryKey: ["permits", "offences", filter],
    queryFn: () => api<Offence[]>("/permits/offences", { query: filter }),
  });
}

export function useOffence(id: number) {
  return useQuery({
    queryKey: ["permits", "offences", id],
    queryFn: () => api<Offence>(`/permits/offences/${id}`),
  });
}

export function useOffencePapers(id: number) {
  return useQuery({
    queryKey: ["permits", "offences", id, "papers"],
    queryFn: () => api<Schemas["PaperOut"][]>(`/permits/offences/${id}/papers`),
    refetchInterval: SESSION_MS,
  });
}

export function useObserve() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["OffenceIn"]) => api<Offence>("/permits/offences", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["permits", "offences"] }),
  });
}

export function useMoveOffence(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: "steps" | "remedy"; body: unknown }) =>
      api<Offence>(`/permits/offences/${id}/${path}`, { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["permits", "offences"] }),
  });
}

export function useFigures(query: Record<string, string>) {
  return useQuery({
    queryKey: ["permits", "figures", query],
    queryFn: () => api<Figures>("/permits/figures", { query }),
    placeholderData: keepPreviousData,
  });
}
