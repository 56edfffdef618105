import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { Bounds } from "../api/types";
import { Loading } from "../app/Loading";
import { useI18n } from "../i18n/t";
import type { Camera } from "../map/camera";
import { type EngineEvents, MapEngine } from "../map/engine";
import type { MapView } from "../map/style";
import { SwipeKnob } from "../ui/SwipeKnob";
import styles from "./SwipeMap.module.css";
import type { Arrangement } from "./types";

const MapCanvas = lazy(() => import("../map/MapCanvas"));

export interface SwipeMapProps {
  /** Names what each side shows: its date. */
  labels: { before: string; after: string };
  before: MapView | null;
  after: MapView;
  arrangement: Arrangement;
  start: Camera | Bounds | null;
  onReady?: (engines: { before: MapEngine | null; after: MapEngine }) => void;
  onCamera?: EngineEvents["onCamera"];
  onClick?: EngineEvents["onClick"];
}

/** Two dates of one place, moved as one: with a slider between them, or side by side; or the later alone. */
export function SwipeMap({ labels, before, after, arrangement, start, ...events }: SwipeMapProps) {
  const { t } = useI18n();
  const [first, setFirst] = useState<MapEngine | null>(null);
  const [second, setSecond] = useState<MapEngine | null>(null);
  const [share, setShare] = useState(50);
  const { onReady, onCamera, onClick } = events;
  const latest = useRef(onReady);
  latest.current = onReady;
  const isDouble = arrangement !== "one" && before !== null;
  useEffect(() => {
    if (second) latest.current?.({ before: first, after: second });
    if (!first || !second) return;
    return MapEngine.link(second, first);
  }, [first, second]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the maps fill their boxes anew when these change.
  useEffect(() => {
    first?.resize();
    second?.resize();
  }, [first, second, arrangement]);
  const clip = arrangement === "swipe" && isDouble ? { clipPath: `inset(0 ${100 - share}% 0 0)` } : undefined;
  return (
    <Suspense fallback={<Loading />}>
      {/* Maps do not turn with the script: the earlier date is left in every language. */}
      <div className={styles.frame} data-arrangement={isDouble ? arrangement : "one"} dir="ltr">
        <div className={styles.after}>
          <MapCanvas
            label={labels.after}
            view={after}
            start={start}
            onReady={setSecond}
            {...(onCamera ? { onCamera } : {})}
            {...(onClick ? { onClick } : {})}
          />
          {isDouble && (
            <span className={styles.date} dir="auto">
              {labels.after}
            </span>
          )}
        </div>
        {isDouble && (
          <Before
            label={labels.before}
            view={before}
            start={second?.camera() ?? start}
            clip={clip}
            onReady={setFirst}
            onClick={onClick}
          />
        )}
        {clip && <SwipeKnob label={t("surveys.swipe.slider")} share={share} onChange={setShare} />}
      </div>
    </Suspense>
  );
}

interface BeforeProps {
  label: string;
  view: MapView;
  start: Camera | Bounds | null;
  clip: { clipPath: string } | undefined;
  onReady: (engine: MapEngine | null) => void;
  onClick: EngineEvents["onClick"] | undefined;
}

function Before({ label, view, start, clip, onReady, onClick }: BeforeProps) {
  useEffect(() => () => onReady(null), [onReady]);
  return (
    <div className={styles.before} style={clip}>
      <MapCanvas
        label={label}
        view={view}
        start={start}
        onReady={onReady}
        {...(onClick ? { onClick } : {})}
      />
      <span className={styles.date} dir="auto">
        {label}
      </span>
    </div>
  );
}
