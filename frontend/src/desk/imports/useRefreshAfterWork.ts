import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { isAtWork } from "./states";
import type { Import, ImportState } from "./types";

const CHANGED_THE_CADASTRE: ReadonlySet<ImportState> = new Set(["applied", "undone"]);

/** When the worker has applied or undone the import, everything that was read of the cadastre is old. */
export function useRefreshAfterWork(item: Import | undefined): void {
  const client = useQueryClient();
  const before = useRef<ImportState | null>(null);
  const state = item?.state ?? null;
  useEffect(() => {
    const wasAtWork = before.current !== null && isAtWork(before.current);
    before.current = state;
    if (wasAtWork && state && CHANGED_THE_CADASTRE.has(state)) {
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
    }
  }, [client, state]);
}
