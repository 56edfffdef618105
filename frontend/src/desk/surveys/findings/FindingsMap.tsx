import { Layers } from "lucide-react";
import { useMemo } from "react";
import type { Bounds } from "../../../api/types";
import { useI18n } from "../../../i18n/t";
import { boundsOf } from "../../../map/places";
import { ShapesMap } from "../../../map/ShapesMap";
import { PermittedCard } from "../../../surveys/permitted/PermittedCard";
import { PermittedChecks } from "../../../surveys/permitted/PermittedChecks";
import { usePermittedLayer } from "../../../surveys/permitted/usePermittedLayer";
import type { Comparison } from "../types";
import styles from "./findings.module.css";
import { verdictColor } from "./looks";
import { useFinding } from "./queries";
import type { FindingRow } from "./types";

interface FindingsMapProps {
  comparison: Comparison;
  rows: readonly FindingRow[];
  selected: number | null;
  onSelect: (id: number) => void;
  /** A sheet stands over the lower half. */
  isHalf?: boolean;
}

/** Permits and their footprints are what a change is set beside. */
const CHOICES = { permits: { visible: true, opacity: 0.7 }, parcels: { visible: true, opacity: 1 } } as const;
const NEAR_ZOOM = 19;
const OPENING = { footprints: true, plans: false };

/** Where the findings are; the outline of the chosen one, its parcel and the permits around it. */
export function FindingsMap({ comparison, rows, selected, onSelect, isHalf }: FindingsMapProps) {
  const { t } = useI18n();
  const finding = useFinding(selected).data;
  const shapes = useMemo(() => collection(rows.flatMap(pointOf)), [rows]);
  const outline = finding?.id === selected ? finding?.geometry : null;
  const selection = useMemo(
    () => collection(outline ? [{ type: "Feature", properties: {}, geometry: outline }] : []),
    [outline],
  );
  const chosen = rows.find((one) => one.id === selected)?.bbox ?? null;
  const all = useMemo(() => boundsOf(shapes.features), [shapes]);
  const target = useMemo(() => (chosen ? { bounds: chosen, zoom: NEAR_ZOOM } : null), [chosen]);
  const permitted = usePermittedLayer(comparison.after, chosen, OPENING);
  return (
    <div className={styles.map}>
      <ShapesMap
        label={t("surveys.findingsMap")}
        home={all ?? (comparison.after.bbox as Bounds | null)}
        shapes={shapes}
        selection={selection}
        permitted={permitted.shapes}
        target={target}
        choices={CHOICES}
        isHalf={isHalf ?? false}
        onPick={(feature) => onSelect(Number(feature.properties?.id))}
        onPlace={permitted.pick}
      />
      {permitted.isOffered && (
        <details className={styles.layers}>
          <summary>
            <Layers aria-hidden size={18} />
            {t("surveys.overlays")}
          </summary>
          <div className={styles.layersBody}>
            <PermittedChecks layer={permitted} />
          </div>
        </details>
      )}
      <PermittedCard layer={permitted} />
    </div>
  );
}

const collection = (features: GeoJSON.Feature[]): GeoJSON.FeatureCollection => ({
  type: "FeatureCollection",
  features,
});

function pointOf({ id, place, verdict }: FindingRow): GeoJSON.Feature[] {
  if (!place) return [];
  return [
    {
      type: "Feature",
      properties: { id, color: verdictColor(verdict) },
      geometry: { type: "Point", coordinates: place },
    },
  ];
}
