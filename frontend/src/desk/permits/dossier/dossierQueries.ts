import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../../api/client";
import { useLocale } from "../../../i18n/language";
import { permitKey } from "../../../permits/shared/queries";
import type { Annotation, Opinion, Permit, PermitDocument } from "../../../permits/shared/types";
import { toast } from "../../../ui/Toast";

export interface StepRequest {
  path: string;
  method: "POST" | "DELETE";
  body?: unknown;
}

/** A step of a dossier: the answer is the dossier as it is then. Two officers at once: the second is told. */
export function useStep(id: number) {
  const client = useQueryClient();
  const { language } = useLocale();
  return useMutation({
    mutationFn: ({ path, method, body }: StepRequest) =>
      api<Permit>(`/permits/${id}/${path}`, { method, body }),
    onSuccess: async (permit) => {
      client.setQueryData([...permitKey(id), language], permit);
      await client.invalidateQueries({ queryKey: ["permits"], refetchType: "active" });
    },
    onError: () => client.invalidateQueries({ queryKey: permitKey(id) }),
  });
}

export function usePutOnAgenda(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (session: number) =>
      api(`/permits/sessions/${session}/agenda`, { method: "POST", body: { permit: id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["permits"] }),
  });
}

export function useJudge(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ document, ...body }: { document: number; accepted: boolean; note: string }) =>
      api<PermitDocument>(`/permits/${id}/documents/${document}/judgement`, { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: permitKey(id) }),
    onError: (error) => toast(error.message, "late"),
  });
}

type Remark = Pick<Annotation, "page" | "x" | "y" | "text" | "is_internal">;

export function useAnnotate(id: number, document: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Remark) =>
      api<Annotation>(`/permits/${id}/documents/${document}/annotations`, { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: [...permitKey(id), "annotations"] }),
  });
}

export function useResolve(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (annotation: number) =>
      api<Annotation>(`/permits/annotations/${annotation}/resolution`, { method: "POST" }),
    onSuccess: () => client.invalidateQueries({ queryKey: [...permitKey(id), "annotations"] }),
    onError: (error) => toast(error.message, "late"),
  });
}

export function useGiveOpinion(id: number, circulation: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: unknown) =>
      api<Opinion>(`/permits/${id}/circulations/${circulation}/opinion`, { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["permits"] }),
  });
}
