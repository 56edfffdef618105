import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useSession } from "../api/session";
import type { Bounds, Dossier } from "../api/types";
import { isNear } from "../map/cells";
import { type LiveListener, listen } from "./changes";
import type { LayerChange } from "./stream";

/** Calls the listener with the server's words as long as the component is drawn. */
export function useLive(listener: LiveListener): void {
  const { data: session } = useSession();
  const latest = useRef(listener);
  latest.current = listener;
  const url = session?.settings.live_url ?? "";
  const reader = String(session?.user?.id ?? "");
  useEffect(() => {
    if (!url) return;
    return listen(url, reader, {
      onChanged: (layers) => latest.current.onChanged(layers),
      onHello: (revisions) => latest.current.onHello?.(revisions),
      onOver: () => latest.current.onOver?.(),
    });
  }, [url, reader]);
}

function reaches(layers: readonly LayerChange[] | null, bounds: Bounds): boolean {
  if (layers === null) return true;
  return layers.some(({ cells }) => cells.length === 0 || cells.some((cell) => isNear(bounds, cell)));
}

/** Reads a parcel's dossier again, quietly, when anything at the parcel changes: it joins all that is there. */
export function useLiveDossier(dossier: Dossier | undefined): void {
  const client = useQueryClient();
  useLive({
    onChanged: (layers) => {
      if (dossier && reaches(layers, dossier.parcel.bbox))
        void client.invalidateQueries({ queryKey: ["dossier"], refetchType: "active" });
    },
  });
}
