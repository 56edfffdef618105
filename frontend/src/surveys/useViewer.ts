import { useMemo, useState } from "react";
import { useSearchParams } from "wouter";
import { useManifest } from "../api/queries";
import type { Bounds } from "../api/types";
import { useI18n } from "../i18n/t";
import { type Camera, parseCamera } from "../map/camera";
import type { LayerChoice, MapView } from "../map/style";
import { imageryOf, terrainOf, useSurveysOver, useTerrain, useViewedSurvey } from "./queries";

import type { SurveyRow } from "./types";
import { useLook } from "./useLook";
import { formatViewer, parseViewer, type ViewerAddress } from "./viewerAddress";

const PLAIN = { opacity: 1, contrast: 0 };
const HEIGHT_LAYER = "buildings";
const NONE: readonly string[] = [];
const NO_NAMES = {};
/** What is drawn over a survey when it opens: where parcels lie and what is permitted, not what hides it. */
const OPENING: Readonly<Record<string, LayerChoice>> = {
  parcels: { visible: true, opacity: 1 },
  buildings: { visible: false, opacity: 1 },
  streets: { visible: true, opacity: 0.4 },
  permits: { visible: false, opacity: 1 },
  findings: { visible: false, opacity: 1 },
};

/** The state of the viewer: which dates, how laid out, how drawn. What a link can carry is in the address. */
export function useViewer(id: number) {
  const { language } = useI18n();
  const [search, setSearch] = useSearchParams();
  const address = parseViewer(search.toString());
  const [adjust, setAdjust] = useState(PLAIN);
  const [choices, setChoices] = useState(OPENING);
  const [start] = useState<Camera | null>(() => parseCamera(location.hash.replace(/^#/, "")));
  const { data: manifest } = useManifest();
  const survey = useViewedSurvey(id, address.key);
  const over = useSurveysOver(survey.data);
  const dates = useMemo(() => withOwn(over.data ?? [], survey.data), [over.data, survey.data]);
  const before = dates.find((row) => row.id === address.before) ?? null;
  const { look, looks, after, earlier } = useLook(address.look, survey.data ?? null, before);

  const change = (next: Partial<ViewerAddress>) =>
    setSearch(new URLSearchParams(formatViewer({ ...address, ...next })), { replace: true });
  const choose = (layer: string, isVisible: boolean) =>
    setChoices((held) => ({ ...held, [layer]: { visible: isVisible, opacity: 1 } }));

  const terrain = useTerrain(address.is3d ? (survey.data ?? null) : null);
  const views = useMemo(() => {
    if (!manifest || !survey.data) return null;
    // The surface model raises each roof as it was flown over: blocks upon it would stand there twice.
    const hasBlocks = address.is3d && !survey.data.kinds.includes("dsm");
    const shared = {
      manifest,
      look: "imagery" as const,
      language,
      choices: hasBlocks ? { ...choices, [HEIGHT_LAYER]: { visible: true, opacity: 1 } } : choices,
      classified: NONE,
      isTilted: hasBlocks,
      namePoints: NO_NAMES,
      basemapUrl: "",
    };
    const own: MapView = {
      ...shared,
      imagery: imageryOf(survey.data, after.data, adjust),
      terrain: address.is3d ? terrainOf(terrain.data) : null,
    };
    const other: MapView | null = before
      ? { ...shared, imagery: imageryOf(before, earlier.data, adjust) }
      : null;
    return { after: own, before: other };
  }, [
    manifest,
    survey.data,
    before,
    after.data,
    earlier.data,
    terrain.data,
    adjust,
    choices,
    language,
    address.is3d,
  ]);

  return {
    survey,
    dates,
    before,
    looks,
    look,
    legend: after.data,
    address,
    change,
    adjust,
    setAdjust,
    choices,
    choose,
    views,
    start: start ?? (survey.data?.bbox ? cameraOver(survey.data.bbox) : null),
    manifest,
  };
}

const CLOSEST = 19.5;
const TILE_PX = 512;
const ROOM = 0.7;

/** A whole survey in the middle of the map, as near as it fits. */
function cameraOver([west, south, east, north]: Bounds): Camera {
  const pixels = ROOM * Math.min(innerWidth, innerHeight);
  const span = Math.max(east - west, north - south, 1e-5);
  const zoom = Math.min(CLOSEST, Math.log2((360 * pixels) / (TILE_PX * span)));
  return { lon: (west + east) / 2, lat: (south + north) / 2, zoom, bearing: 0, pitch: 0 };
}

/** A survey that is only shared is in no list of its reader's: it stands on the time line all the same. */
function withOwn(rows: readonly SurveyRow[], own: SurveyRow | undefined): readonly SurveyRow[] {
  return own && !rows.some((row) => row.id === own.id) ? [...rows, own] : rows;
}

export type Viewer = ReturnType<typeof useViewer>;
