import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { useLocale } from "../../i18n/language";
import type {
  Annotation,
  CheckRun,
  DocumentKind,
  Entity,
  Paper,
  Permit,
  PermitRow,
  PermitType,
  Reason,
} from "./types";

const LAW_FRESH_MS = 5 * 60_000;
/** Remarks of others appear by themselves; so does what a colleague does to the dossier. */
const OTHERS_MS = 5_000;
const DOSSIER_MS = 20_000;

export const permitKey = (id: number) => ["permits", "one", id] as const;

/** A dossier; asked again now and then, since several people work on it. */
export function usePermit(id: number) {
  const { language } = useLocale();
  return useQuery({
    queryKey: [...permitKey(id), language],
    queryFn: ({ signal }) => api<Permit>(`/permits/${id}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: DOSSIER_MS,
  });
}

/** The kept runs of the checks, latest first; the worker makes the first one when a dossier has been sent. */
export function useCheckRuns(id: number) {
  const { language } = useLocale();
  return useQuery({
    queryKey: [...permitKey(id), "checks", language],
    queryFn: () => api<CheckRun[]>(`/permits/${id}/checks`),
    refetchInterval: (query) => (query.state.data?.length ? false : OTHERS_MS),
  });
}

export function useRunChecks(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<CheckRun>(`/permits/${id}/checks`, { method: "POST" }),
    onSuccess: () => client.invalidateQueries({ queryKey: [...permitKey(id), "checks"] }),
  });
}

/** Papers are made by the worker: asked again until the one that was ordered is there. */
export function usePapers(id: number) {
  return useQuery({
    queryKey: [...permitKey(id), "papers"],
    queryFn: () => api<Paper[]>(`/permits/${id}/papers`),
    refetchInterval: OTHERS_MS,
  });
}

export function useAnnotations(id: number) {
  return useQuery({
    queryKey: [...permitKey(id), "annotations"],
    queryFn: () => api<Annotation[]>(`/permits/${id}/annotations`),
    refetchInterval: OTHERS_MS,
  });
}

function useLaw<T>(what: string, commune: number | undefined) {
  return useQuery({
    queryKey: ["permits", "law", what, commune],
    queryFn: () => api<T>(`/permits/${what}`, { query: { commune } }),
    enabled: commune !== undefined,
    staleTime: LAW_FRESH_MS,
  });
}

export const usePermitTypes = (commune: number | undefined) => useLaw<PermitType[]>("types", commune);
export const useEntities = (commune: number | undefined) => useLaw<Entity[]>("entities", commune);
export const useReasons = (commune: number | undefined) => useLaw<Reason[]>("reasons", commune);

export function useDocumentKinds() {
  return useQuery({
    queryKey: ["permits", "document-kinds"],
    queryFn: () => api<DocumentKind[]>("/permits/document-kinds"),
    staleTime: LAW_FRESH_MS,
  });
}

/** The dossiers of which the reader is the applicant or the architect; of nobody, none. */
export function useMine(isKnown: boolean) {
  return useQuery({
    queryKey: ["permits", "mine"],
    queryFn: () => api<PermitRow[]>("/permits/mine"),
    enabled: isKnown,
    staleTime: OTHERS_MS,
  });
}

/** The checks of a draft as it was saved at `version`: they say beforehand what the desk would find. */
export function useDraftChecks(id: number, version: number) {
  const { language } = useLocale();
  return useQuery({
    queryKey: [...permitKey(id), "draft-checks", version, language],
    queryFn: () => api<CheckRun>(`/permits/${id}/checks`, { method: "POST" }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
