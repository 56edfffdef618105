import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { components } from "../../api/schema";
import { useLocale } from "../../i18n/language";

type Schemas = components["schemas"];

export type Plan = Schemas["PlanOut"];
export type Classes = Schemas["ClassesOut"];

/** The classes of vigour that a survey falls into, before a plan is made of them. */
export function useClasses(survey: number, classes: number) {
  return useQuery({
    queryKey: ["surveys", "vigour", survey, classes],
    queryFn: () => api<Classes>(`/surveys/${survey}/irrigation/classes`, { query: { classes } }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

export function usePlans(survey: number) {
  return useQuery({
    queryKey: ["surveys", "irrigation", survey],
    queryFn: () => api<Schemas["PlanRowOut"][]>(`/surveys/${survey}/irrigation`),
  });
}

export function usePlan(id: number | null) {
  const { language } = useLocale();
  return useQuery({
    queryKey: ["surveys", "irrigation", "plan", id, language],
    queryFn: () => api<Plan>(`/surveys/irrigation/${id}`),
    enabled: id !== null,
  });
}

export function usePlanActions(survey: number) {
  const client = useQueryClient();
  const refresh = {
    onSuccess: () => client.invalidateQueries({ queryKey: ["surveys", "irrigation", survey] }),
  };
  const make = useMutation({
    mutationFn: (
      body: Pick<Schemas["IrrigationPlanIn"], "title" | "rates_mm" | "breaks" | "classes" | "zone_min_m2">,
    ) =>
      api<Plan>(`/surveys/${survey}/irrigation`, {
        method: "POST",
        body: { method: "natural", parcels: [], area: null, ...body },
      }),
    ...refresh,
  });
  const remove = useMutation({
    mutationFn: (id: number) => api(`/surveys/irrigation/${id}`, { method: "DELETE" }),
    ...refresh,
  });
  return { make, remove };
}
