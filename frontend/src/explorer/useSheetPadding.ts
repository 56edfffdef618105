import { useEffect } from "react";
import type { Explorer } from "./useExplorer";

const HALF = 0.48;

/** While a sheet stands over the lower half of a phone's map, what is shown is centred in the upper half. */
export function useSheetPadding(explorer: Explorer, hasSheet: boolean): void {
  const { engine, camera } = explorer;
  const isReady = camera !== null;
  useEffect(() => {
    if (!isReady) return;
    const bottom = hasSheet ? Math.round(window.innerHeight * HALF) : 0;
    engine.current?.setPadding({ top: 0, bottom, left: 0, right: 0 });
  }, [engine, isReady, hasSheet]);
}
