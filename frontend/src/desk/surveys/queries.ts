import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { useLocale } from "../../i18n/language";
import type {
  Authorisation,
  AuthorisationIn,
  Campaign,
  Comparison,
  Survey,
  SurveyIn,
  SurveyRow,
} from "./types";

const SURVEYS = ["surveys"] as const;
const WORK_MS = 1_000;
const LIST_MS = 4_000;

export interface SurveyFilter {
  commune: number | null;
  campaign: number | null;
}

/** The surveys, the latest flight first; asked again while one of them is being prepared. */
export function useSurveys({ commune, campaign }: SurveyFilter) {
  const { language } = useLocale();
  return useQuery({
    queryKey: [...SURVEYS, "list", commune, campaign, language],
    queryFn: () => api<SurveyRow[]>("/surveys", { query: { commune, campaign } }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: (query) =>
      query.state.data?.some((one) => one.state === "processing") ? LIST_MS : false,
  });
}

const surveyKey = (id: number) => [...SURVEYS, "one", id] as const;

/** One survey; asked every second while one of its files is being prepared. */
export function useSurvey(id: number | null) {
  const { language } = useLocale();
  return useQuery({
    queryKey: [...SURVEYS, "one", id, language],
    queryFn: () => api<Survey>(`/surveys/${id}`),
    enabled: id !== null,
    placeholderData: (before) => (before?.id === id ? before : undefined),
    staleTime: 0,
    refetchInterval: (query) => (isAtWork(query.state.data) ? WORK_MS : false),
  });
}

function isAtWork(survey: Survey | undefined): boolean {
  return survey?.products.some(({ state }) => state === "waiting" || state === "working") ?? false;
}

export function useAuthorisations(commune: number | undefined) {
  return useQuery({
    queryKey: [...SURVEYS, "authorisations", commune],
    queryFn: () => api<Authorisation[]>("/surveys/authorisations", { query: { commune } }),
    enabled: commune !== undefined,
  });
}

export function useCampaigns(commune: number | null) {
  return useQuery({
    queryKey: [...SURVEYS, "campaigns", commune],
    queryFn: () => api<Campaign[]>("/surveys/campaigns", { query: { commune } }),
  });
}

/** What is recorded before a flight's files: its authorisation, its campaign, the flight itself. */
export function useAnnounce() {
  const client = useQueryClient();
  const refresh = { onSuccess: () => client.invalidateQueries({ queryKey: SURVEYS }) };
  const authorisation = useMutation({
    mutationFn: (body: AuthorisationIn) =>
      api<Authorisation>("/surveys/authorisations", { method: "POST", body }),
    ...refresh,
  });
  const campaign = useMutation({
    mutationFn: (body: { commune: number; name_ar: string; name_fr: string; name_en: string }) =>
      api<Campaign>("/surveys/campaigns", { method: "POST", body }),
    ...refresh,
  });
  const survey = useMutation({
    mutationFn: (body: SurveyIn) => api<Survey>("/surveys", { method: "POST", body }),
    ...refresh,
  });
  return { authorisation, campaign, survey };
}

/** What is done with a survey that is there; each step answers with the survey as it is then. */
export function useSurveyActions(id: number) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: SURVEYS });
  const act = (path: string, method: "POST" | "PUT" | "DELETE", body?: unknown) =>
    api<Survey>(`/surveys/${id}${path}`, { method, ...(body === undefined ? {} : { body }) });
  const correct = useMutation({
    mutationFn: (body: SurveyIn) => act("", "PUT", body),
    onSuccess: refresh,
  });
  const publish = useMutation({
    mutationFn: (isPublic: boolean) => act("/publication", "PUT", { is_public: isPublic }),
    onSuccess: refresh,
  });
  const retry = useMutation({
    mutationFn: (product: number) => act(`/products/${product}/retry`, "POST"),
    onSettled: refresh,
  });
  const removeProduct = useMutation({
    mutationFn: (product: number) => act(`/products/${product}`, "DELETE"),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: () => act("", "DELETE"),
    onSuccess: () => {
      client.removeQueries({ queryKey: surveyKey(id) });
      return client.invalidateQueries({ queryKey: [...SURVEYS, "list"] });
    },
  });
  return { correct, publish, retry, removeProduct, remove, refresh };
}

/**
 * The comparisons that a survey takes part in; asked every second while one is under way, and anew once the
 * survey's files are ready, which is when one begins by itself.
 */
export function useComparisons(survey: Survey) {
  const { language } = useLocale();
  return useQuery({
    queryKey: [...SURVEYS, "comparisons", survey.id, isAtWork(survey), language],
    queryFn: () => api<Comparison[]>("/surveys/comparisons", { query: { survey: survey.id } }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.some(isComparing) ? WORK_MS : false),
  });
}

export function isComparing({ state }: Comparison): boolean {
  return state === "waiting" || state === "working";
}

export function useComparison(id: number) {
  const { language } = useLocale();
  return useQuery({
    queryKey: [...SURVEYS, "comparison", id, language],
    queryFn: () => api<Comparison>(`/surveys/comparisons/${id}`),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data && isComparing(query.state.data) ? WORK_MS : false),
  });
}

export function useCompare() {
  const client = useQueryClient();
  const refresh = { onSuccess: () => client.invalidateQueries({ queryKey: [...SURVEYS, "comparisons"] }) };
  const ask = useMutation({
    mutationFn: (body: { before: number; after: number }) =>
      api<Comparison>("/surveys/comparisons", { method: "POST", body }),
    ...refresh,
  });
  const again = useMutation({
    mutationFn: (id: number) => api<Comparison>(`/surveys/comparisons/${id}/retry`, { method: "POST" }),
    ...refresh,
  });
  return { ask, again };
}
