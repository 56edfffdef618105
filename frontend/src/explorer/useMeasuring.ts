import { useCallback, useEffect, useState } from "react";
import type { Position } from "../api/types";
import type { Crs } from "../map/crs";
import { type MeasureMode, measure, measureShapes } from "../map/measure";
import type { Explorer } from "./useExplorer";

interface Corner {
  readonly at: Position;
  readonly isSnapped: boolean;
}

/** The measuring tool: a click places a corner, near a parcel's corner exactly on it. */
export function useMeasuring(explorer: Explorer, official: Crs | null) {
  const [mode, setMode] = useState<MeasureMode | null>(null);
  const [corners, setCorners] = useState<readonly Corner[]>([]);
  const [fallback, setFallback] = useState<Crs | null>(null);
  const { engine } = explorer;
  const crs = official ?? fallback;
  const points = corners.map((corner) => corner.at);

  useEffect(() => {
    engine.current?.setMeasuring(mode !== null);
    engine.current?.setOverlay(
      "measure",
      mode
        ? measureShapes(
            corners.map((corner) => corner.at),
            mode,
            corners.map((corner) => corner.isSnapped),
          )
        : undefined,
    );
  }, [engine, mode, corners]);

  const start = useCallback((next: MeasureMode) => setMode(next), []);
  const stop = useCallback(() => {
    setMode(null);
    setCorners([]);
  }, []);
  const place = (position: Position) => {
    const corner = engine.current?.snap(position) ?? null;
    const [lon, lat] = corner ?? position;
    // A double click must not leave two corners in one place.
    const last = corners.at(-1)?.at;
    if (last && last[0] === lon && last[1] === lat) return;
    setCorners((before) => [...before, { at: corner ?? position, isSnapped: corner !== null }]);
    if (!official && !fallback) void import("../map/crs").then(({ utmOf }) => setFallback(utmOf(position)));
  };
  return {
    mode,
    points,
    result: mode && crs ? measure(points, mode, crs) : null,
    srid: crs?.srid ?? null,
    start,
    stop,
    place,
    undo: () => setCorners((before) => before.slice(0, -1)),
    clear: () => setCorners([]),
  };
}

export type Measuring = ReturnType<typeof useMeasuring>;
