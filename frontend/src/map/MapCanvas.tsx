import { useEffect, useRef } from "react";
import type { Bounds } from "../api/types";
import type { Camera } from "./camera";
import { type EngineEvents, MapEngine } from "./engine";
import styles from "./MapCanvas.module.css";
import type { MapView } from "./style";

export interface MapCanvasProps extends Partial<EngineEvents> {
  /** Names the map for assistive technology. */
  label: string;
  view: MapView;
  start: Camera | Bounds | null;
  onReady: (engine: MapEngine) => void;
}

/** A map that fills its parent. The engine lives as long as the component; `view` may change at any time. */
export default function MapCanvas({ label, view, start, onReady, ...events }: MapCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const engine = useRef<MapEngine | null>(null);
  const latest = useRef({ view, start, onReady, events });
  latest.current = { view, start, onReady, events };

  useEffect(() => {
    if (!box.current) return;
    const call = () => latest.current.events;
    const made = new MapEngine(box.current, latest.current.view, latest.current.start, {
      onCamera: (camera) => call().onCamera?.(camera),
      onPointer: (position) => call().onPointer?.(position),
      onClick: (picked) => call().onClick?.(picked),
      onFault: (isReachable) => call().onFault?.(isReachable),
      onIdle: () => call().onIdle?.(),
    });
    engine.current = made;
    latest.current.onReady(made);
    return () => {
      engine.current = null;
      made.remove();
    };
  }, []);

  const drawn = useRef(view);
  useEffect(() => {
    if (drawn.current === view) return;
    drawn.current = view;
    engine.current?.show(view);
  }, [view]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: no element means "map"; a region with a name is what there is.
    <div
      ref={box}
      className={styles.map}
      role="region"
      aria-label={label}
      data-testid="map"
      data-idle="false"
    />
  );
}
