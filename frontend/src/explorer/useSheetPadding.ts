import { useEffect } from "react";
import { sheetPadding } from "../map/sheetPadding";
import type { Explorer } from "./useExplorer";

/** Keeps what is shown out of the half that a sheet covers. */
export function useSheetPadding(explorer: Explorer, hasSheet: boolean): void {
  const { engine, camera } = explorer;
  const isReady = camera !== null;
  useEffect(() => {
    if (isReady) engine.current?.setPadding(sheetPadding(hasSheet));
  }, [engine, isReady, hasSheet]);
}
