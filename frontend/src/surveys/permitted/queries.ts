import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { Bounds } from "../../api/types";
import { useLocale } from "../../i18n/language";
import { snapped } from "./shapes";
import type { PermittedList } from "./types";

/** What was permitted on a survey's ground, or in a part of it where that is too much at once. */
export function usePermitted(survey: number | null, area: Bounds | null) {
  const whole = useBox(survey, null);
  const isCut = whole.data?.is_whole === false;
  const part = useBox(isCut && area ? survey : null, area);
  return (isCut ? part.data : undefined) ?? whole.data;
}

function useBox(survey: number | null, area: Bounds | null) {
  const { language } = useLocale();
  const box = area ? snapped(area) : null;
  const [west, south, east, north] = box ?? [];
  return useQuery({
    queryKey: ["surveys", "permitted", survey, box, language],
    queryFn: () =>
      api<PermittedList>(`/surveys/${survey}/permitted`, { query: { west, south, east, north } }),
    enabled: survey !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
