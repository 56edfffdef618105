import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { ApiProblem } from "../api/problem";
import type { Bounds } from "../api/types";
import { useLocale } from "../i18n/language";
import type { Imagery, Terrain } from "../map/style";
import { DIFFERENCE, tilejsonPath } from "./looks";
import type { Look, Survey, SurveyRow, TileJson } from "./types";

/** One survey, for who may see it; the key of a shared link is handed over first. */
export function useViewedSurvey(id: number, key: string) {
  const { language } = useLocale();
  return useQuery({
    queryKey: ["surveys", "viewed", id, key, language],
    queryFn: async () => {
      if (key) await api("/surveys/shared", { method: "POST", body: { key } });
      return api<Survey>(`/surveys/${id}`);
    },
  });
}

/** The surveys that show the same ground, oldest first: the time line. */
export function useSurveysOver(survey: Survey | undefined) {
  const [west, south, east, north] = survey?.bbox ?? [0, 0, 0, 0];
  return useQuery({
    queryKey: ["surveys", "over", survey?.id ?? 0],
    queryFn: async () => {
      const place = { lon: (west + east) / 2, lat: (south + north) / 2 };
      const rows = await api<SurveyRow[]>("/surveys", { query: place });
      return rows.filter((row) => row.kinds.length > 0).reverse();
    },
    enabled: Boolean(survey?.bbox),
    placeholderData: keepPreviousData,
  });
}

/** What a survey can be looked at as; nothing while `survey` is null. */
export function useLooks(survey: SurveyRow | null) {
  const { language } = useLocale();
  const id = survey?.id ?? 0;
  return useQuery({
    queryKey: ["surveys", "looks", id, survey?.version, language],
    queryFn: () => api<Look[]>(`/surveys/${id}/looks`),
    enabled: survey !== null,
  });
}

async function tilejson(path: string): Promise<TileJson> {
  const response = await fetch(path, { credentials: "same-origin" });
  if (!response.ok) throw new ApiProblem(response.status, {});
  return (await response.json()) as TileJson;
}

/** The tiles of a look at a survey; nothing while `survey` is null. */
export function useTiles(survey: SurveyRow | null, look: string, before: SurveyRow | null) {
  const { language } = useLocale();
  const path = survey ? tilejsonPath(survey, look, look === DIFFERENCE ? before : null) : "";
  return useQuery({
    queryKey: ["surveys", "tiles", path, survey?.version, language],
    queryFn: () => tilejson(path),
    enabled: path !== "",
    placeholderData: keepPreviousData,
  });
}

export function useTerrain(survey: SurveyRow | null) {
  const path = survey?.kinds.includes("dsm") ? `/imagery/${survey.id}/terrain.json` : "";
  return useQuery({
    queryKey: ["surveys", "tiles", path, survey?.version],
    queryFn: () => tilejson(path),
    enabled: path !== "",
  });
}

export function imageryOf(
  survey: SurveyRow,
  told: TileJson | undefined,
  look: { opacity: number; contrast: number },
): Imagery[] {
  const [tiles] = told?.tiles ?? [];
  if (!told || !tiles) return [];
  return [{ id: String(survey.id), ...placed(told, tiles), ...look }];
}

export function terrainOf(told: TileJson | undefined): Terrain | null {
  const [tiles] = told?.tiles ?? [];
  return told && tiles ? { ...placed(told, tiles), exaggeration: 1 } : null;
}

function placed({ tileSize, minzoom, maxzoom, bounds }: TileJson, tiles: string) {
  const box: Bounds | null = bounds ?? null;
  return { tiles, tileSize, minzoom, maxzoom, bounds: box };
}
