import { useMemo } from "react";
import type { Bounds } from "../../../api/types";
import { useI18n } from "../../../i18n/t";
import { boundsOf } from "../../../map/places";
import { ShapesMap } from "../../../map/ShapesMap";
import { keyOf } from "../../../permits/shared/Findings";
import { drawnShapes } from "../../../permits/shared/shapes";
import type { CheckRun, Finding, Permit } from "../../../permits/shared/types";
import styles from "./dossier.module.css";

/** Neighbours' permits and the zones are what an officer looks for around a plot. */
const CHOICES = {
  permits: { visible: true, opacity: 0.6 },
  zones: { visible: true, opacity: 0.35 },
} as const;

/** Near enough to read a setback of a metre, far enough to see the street. */
const NEAR_ZOOM = 19.3;

interface DossierMapProps {
  permit: Permit;
  run: CheckRun | undefined;
  /** The finding whose ground is shown alone; without one, that of all that do not pass. */
  chosen: string | null;
}

/** The plot, what is to be built on it, and the ground that the checks speak of. */
export function DossierMap({ permit, run, chosen }: DossierMapProps) {
  const { t } = useI18n();
  const { site, footprint } = permit;
  const plot = useMemo(() => collection(site ? [feature(site)] : []), [site]);
  const shapes = useMemo(() => {
    const isShown = (one: Finding) => (chosen ? keyOf(one) === chosen : one.outcome !== "pass");
    return drawnShapes(footprint, run?.findings.filter(isShown) ?? []);
  }, [footprint, run, chosen]);
  const bounds = useMemo(() => boundsOf(plot.features), [plot]);
  const target = useMemo(() => (bounds ? { bounds, zoom: NEAR_ZOOM } : null), [bounds]);
  return (
    <div className={styles.map}>
      <ShapesMap
        label={t("permitDesk.map", { reference: permit.reference })}
        home={bounds as Bounds | null}
        shapes={shapes}
        selection={plot}
        target={target}
        choices={CHOICES}
      />
    </div>
  );
}

const feature = (geometry: GeoJSON.Geometry): GeoJSON.Feature => ({
  type: "Feature",
  properties: {},
  geometry,
});

const collection = (features: GeoJSON.Feature[]): GeoJSON.FeatureCollection => ({
  type: "FeatureCollection",
  features,
});
