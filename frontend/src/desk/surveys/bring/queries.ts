import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "../../../api/client";
import { useLocale } from "../../../i18n/language";
import { useSurveyActions } from "../queries";
import type { Survey } from "../types";
import {
  type Fetch,
  type FetchIn,
  isAtWork,
  type OdmIn,
  type OdmTask,
  type Photo,
  type Sources,
} from "./types";

const WORK_MS = 1_000;
/** The server asks the node each minute; between its answers nothing moves. */
const NODE_MS = 5_000;

const key = (survey: number, what: string) => ["surveys", "bring", survey, what] as const;

/** Where files of this survey may come from besides this browser. */
export function useSources(survey: number) {
  return useQuery({
    queryKey: key(survey, "sources"),
    queryFn: () => api<Sources>(`/surveys/${survey}/sources`),
    staleTime: 30_000,
  });
}

/** Files that were asked for, latest first. */
export function useFetches(survey: number, isWanted = true) {
  const { language } = useLocale();
  return useQuery({
    queryKey: [...key(survey, "fetches"), language],
    queryFn: () => api<Fetch[]>(`/surveys/${survey}/fetches`),
    enabled: isWanted,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.some(isAtWork) ? WORK_MS : false),
  });
}

export function useFetchActions(survey: number) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: key(survey, "fetches") });
  const ask = useMutation({
    mutationFn: (body: FetchIn) => api<Fetch>(`/surveys/${survey}/fetches`, { method: "POST", body }),
    onSuccess: refresh,
  });
  const retry = useMutation({
    mutationFn: (id: number) => api<Fetch>(`/surveys/${survey}/fetches/${id}/retry`, { method: "POST" }),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (id: number) => api(`/surveys/${survey}/fetches/${id}`, { method: "DELETE" }),
    onSettled: refresh,
  });
  return { ask, retry, remove };
}

/** Tasks of the photogrammetry node, latest first. */
export function useOdmTasks(survey: number, isWanted = true) {
  const { language } = useLocale();
  return useQuery({
    queryKey: [...key(survey, "odm"), language],
    queryFn: () => api<OdmTask[]>(`/surveys/${survey}/odm`),
    enabled: isWanted,
    staleTime: 0,
    refetchInterval: (query) => {
      const atWork = query.state.data?.find(isAtWork);
      return atWork ? (atWork.state === "running" ? NODE_MS : WORK_MS) : false;
    },
  });
}

export function useOdmActions(survey: number) {
  const client = useQueryClient();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: key(survey, "odm") }),
      client.invalidateQueries({ queryKey: key(survey, "photos") }),
    ]);
  const ask = useMutation({
    mutationFn: (body: OdmIn) => api<OdmTask>(`/surveys/${survey}/odm`, { method: "POST", body }),
    onSuccess: refresh,
  });
  const act = useMutation({
    mutationFn: ({ id, action }: { id: number; action: "retry" | "cancel" }) =>
      api<OdmTask>(`/surveys/${survey}/odm/${id}/${action}`, { method: "POST" }),
    onSettled: refresh,
  });
  return { ask, act };
}

/** Photos that are on the server whole and wait for the node. */
export function useWaitingPhotos(survey: number) {
  return useQuery({
    queryKey: key(survey, "photos"),
    queryFn: () => api<Photo[]>(`/surveys/${survey}/photos`),
    staleTime: 0,
  });
}

export function usePhotoActions(survey: number) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: key(survey, "photos") });
  const leave = useMutation({
    mutationFn: () => api(`/surveys/${survey}/photos`, { method: "DELETE" }),
    onSettled: refresh,
  });
  return { leave, refresh };
}

/** How many files or tasks are on their way to a survey without this browser. */
export function useArriving({ id, may_upload: isWanted }: Survey): number {
  const fetches = useFetches(id, isWanted).data;
  const tasks = useOdmTasks(id, isWanted).data;
  useRefreshOnArrival(id, fetches);
  useRefreshOnArrival(id, tasks);
  return (fetches?.filter(isAtWork).length ?? 0) + (tasks?.filter(isAtWork).length ?? 0);
}

/** What was fetched is a file of the survey from that moment on: the survey is asked for anew. */
function useRefreshOnArrival(survey: number, rows: readonly { state: string }[] | undefined): void {
  const { refresh } = useSurveyActions(survey);
  const done = rows?.filter(({ state }) => state === "done").length;
  const before = useRef(done);
  useEffect(() => {
    const isMore = before.current !== undefined && done !== undefined && done > before.current;
    before.current = done;
    if (isMore) void refresh();
  });
}
