import { useMemo } from "react";
import type { Bounds } from "../../api/types";
import { useI18n } from "../../i18n/t";
import { ShapesMap } from "../../map/ShapesMap";
import { useSurvey } from "./queries";
import { SURVEY_COLOR } from "./states";
import type { SurveyRow } from "./types";

interface SurveysMapProps {
  rows: readonly SurveyRow[];
  selected: number | null;
  home: Bounds | null;
  onSelect: (id: number) => void;
}

const NEAR_ZOOM = 17.5;

/** Where the flights were; the smallest under the pointer is the one that is picked. */
export function SurveysMap({ rows, selected, home, onSelect }: SurveysMapProps) {
  const { t } = useI18n();
  const survey = useSurvey(selected).data;
  const shapes = useMemo(() => collection(rows.flatMap(boxOf).toSorted(bySize)), [rows]);
  const footprint = survey?.id === selected ? survey?.footprint : null;
  const selection = useMemo(
    () => collection(footprint ? [{ type: "Feature", properties: {}, geometry: footprint }] : []),
    [footprint],
  );
  const bounds = rows.find((one) => one.id === selected)?.bbox ?? null;
  const target = useMemo(() => (bounds ? { bounds, zoom: NEAR_ZOOM } : null), [bounds]);
  return (
    <ShapesMap
      label={t("surveys.map")}
      home={home}
      shapes={shapes}
      selection={selection}
      target={target}
      onPick={(feature) => onSelect(Number(feature.properties?.id))}
    />
  );
}

const collection = (features: GeoJSON.Feature[]): GeoJSON.FeatureCollection => ({
  type: "FeatureCollection",
  features,
});

function boxOf({ id, bbox, state }: SurveyRow): GeoJSON.Feature[] {
  if (!bbox) return [];
  const [west, south, east, north] = bbox;
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return [
    {
      type: "Feature",
      properties: { id, color: SURVEY_COLOR[state], size: (east - west) * (north - south) },
      geometry: { type: "Polygon", coordinates: [ring] },
    },
  ];
}

function bySize(one: GeoJSON.Feature, other: GeoJSON.Feature): number {
  return Number(one.properties?.size) - Number(other.properties?.size);
}
