import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useManifest } from "../../api/queries";
import type { Bounds, Position } from "../../api/types";
import { Loading } from "../../app/Loading";
import { useI18n } from "../../i18n/t";
import type { MapEngine } from "../../map/engine";
import type { MapView } from "../../map/style";
import { useThemeName } from "../../theme/theme";
import { boundsOf, featureAt } from "./places";

const MapCanvas = lazy(() => import("../../map/MapCanvas"));
const HIT_PX = 8;
const NO_CHOICES = {};
const NO_NAMES = {};
const NONE: readonly string[] = [];

export interface ImportMapProps {
  label: string;
  /** Where the map opens when nothing is drawn yet: the commune. */
  home: Bounds | null;
  shapes: GeoJSON.FeatureCollection;
  /** What is marked: the selected row, and the parcels it comes from or becomes. */
  selection?: GeoJSON.FeatureCollection;
  /** Where to look; a new value moves the map. */
  target?: { bounds: Bounds } | null;
  onPick?: (feature: GeoJSON.Feature) => void;
}

/** The commune's own map with the rows of a file upon it. */
export function ImportMap(props: ImportMapProps) {
  const { data: manifest } = useManifest();
  const { language } = useI18n();
  const theme = useThemeName();
  const view: MapView | null = useMemo(
    () =>
      manifest
        ? {
            manifest,
            look: theme === "dark" ? "night" : "paper",
            language,
            choices: NO_CHOICES,
            classified: NONE,
            isTilted: false,
            namePoints: NO_NAMES,
            basemapUrl: "",
          }
        : null,
    [manifest, theme, language],
  );
  if (!view) return <Loading />;
  return (
    <Suspense fallback={<Loading />}>
      <Drawn {...props} view={view} />
    </Suspense>
  );
}

function Drawn({ label, home, shapes, selection, target, onPick, view }: ImportMapProps & { view: MapView }) {
  const [engine, setEngine] = useState<MapEngine | null>(null);
  const hasFitted = useRef(false);
  useEffect(() => {
    engine?.setOverlay("shapes", shapes);
    const bounds = boundsOf(shapes.features);
    if (!engine || !bounds || hasFitted.current) return;
    hasFitted.current = true;
    engine.fit(bounds, 17);
  }, [engine, shapes]);
  useEffect(() => {
    if (selection) engine?.setOverlay("selection", selection);
  }, [engine, selection]);
  useEffect(() => {
    if (!target || !engine) return;
    hasFitted.current = true;
    engine.fit(target.bounds, 18.5);
  }, [engine, target]);
  const pick = (position: Position) => {
    if (!engine || !onPick) return;
    const found = featureAt(position, shapes.features, engine.metresPerPixel() * HIT_PX);
    if (found) onPick(found);
  };
  return (
    <MapCanvas
      label={label}
      view={view}
      start={home}
      onReady={setEngine}
      onClick={(picked) => pick(picked.position)}
    />
  );
}
