import { useSyncExternalStore } from "react";

const narrow = matchMedia("(max-width: 860px)");

function subscribe(listener: () => void): () => void {
  narrow.addEventListener("change", listener);
  return () => narrow.removeEventListener("change", listener);
}

/** Whether the window is too narrow for panels beside the map: they become sheets over it. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}
