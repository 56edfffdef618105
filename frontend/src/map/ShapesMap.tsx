import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useManifest } from "../api/queries";
import type { Bounds, Position } from "../api/types";
import { Loading } from "../app/Loading";
import { useI18n } from "../i18n/t";
import { useThemeName } from "../theme/theme";
import type { MapEngine } from "./engine";
import { boundsOf, featureAt } from "./places";
import { sheetPadding } from "./sheetPadding";
import type { MapView } from "./style";

const MapCanvas = lazy(() => import("./MapCanvas"));
const HIT_PX = 8;
const PLOT_ZOOM = 18.5;
const NO_CHOICES: MapView["choices"] = {};
const NO_NAMES = {};
const NONE: readonly string[] = [];

export interface ShapesMapProps {
  label: string;
  /** Where the map opens when nothing is drawn yet: the commune. */
  home: Bounds | null;
  shapes: GeoJSON.FeatureCollection;
  /** What is marked: the selected row, the parcels that it comes from or becomes, a plot. */
  selection?: GeoJSON.FeatureCollection;
  /** What was permitted there, beneath the shapes. */
  permitted?: GeoJSON.FeatureCollection;
  /** Where to look, not nearer than `zoom`; a new value moves the map. */
  target?: { bounds: Bounds; zoom?: number } | null;
  onPick?: (feature: GeoJSON.Feature) => void;
  /** Any place of the map that is clicked, for what is drawn or looked up there. */
  onPlace?: (position: Position) => void;
  onReady?: (engine: MapEngine) => void;
  /** A sheet stands over the lower half. */
  isHalf?: boolean;
  /** Layers that are shown or hidden otherwise than the manifest has them. */
  choices?: MapView["choices"];
}

/** The commune's own map with shapes upon it: the rows of a file, what is to be built. */
export function ShapesMap(props: ShapesMapProps) {
  const { data: manifest } = useManifest();
  const { language } = useI18n();
  const theme = useThemeName();
  const choices = props.choices ?? NO_CHOICES;
  const view: MapView | null = useMemo(
    () =>
      manifest
        ? {
            manifest,
            look: theme === "dark" ? "night" : "paper",
            language,
            choices,
            classified: NONE,
            isTilted: false,
            namePoints: NO_NAMES,
            basemapUrl: "",
          }
        : null,
    [manifest, theme, language, choices],
  );
  if (!view) return <Loading />;
  return (
    <Suspense fallback={<Loading />}>
      <Drawn {...props} view={view} />
    </Suspense>
  );
}

function Drawn(props: ShapesMapProps & { view: MapView }) {
  const { label, home, shapes, selection, permitted, target, onPick, onPlace, onReady, view } = props;
  const [engine, setEngine] = useState<MapEngine | null>(null);
  const hasFitted = useRef(false);
  const isHalf = props.isHalf ?? false;
  useEffect(() => {
    engine?.setPadding(sheetPadding(isHalf));
  }, [engine, isHalf]);
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
    if (permitted) engine?.setOverlay("permitted", permitted);
  }, [engine, permitted]);
  useEffect(() => {
    if (!target || !engine) return;
    hasFitted.current = true;
    engine.fit(target.bounds, target.zoom ?? PLOT_ZOOM);
  }, [engine, target]);
  const pick = (position: Position) => {
    onPlace?.(position);
    if (!engine || !onPick) return;
    const found = featureAt(position, shapes.features, engine.metresPerPixel() * HIT_PX);
    if (found) onPick(found);
  };
  return (
    <MapCanvas
      label={label}
      view={view}
      start={home}
      onReady={(made) => {
        setEngine(made);
        onReady?.(made);
      }}
      onClick={(picked) => pick(picked.position)}
    />
  );
}
