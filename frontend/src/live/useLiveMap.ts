import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { Manifest } from "../api/types";
import type { MapEngine } from "../map/engine";
import type { LayerChange } from "./stream";
import { useLive } from "./useLive";

/** The manifest changes little with each change of a row: it is read again at most this often. */
const MANIFEST_MS = 5_000;

/** A reader who cannot see the map is told of changes at most this often. */
const TOLD_MS = 30_000;

/** Keeps a map true: asks again for the tiles that changed. Gives the time of a change to tell to its reader. */
export function useLiveMap(
  engine: RefObject<MapEngine | null>,
  manifest: Manifest | undefined,
): string | null {
  const client = useQueryClient();
  const [updated, setUpdated] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const apply = (layers: readonly Pick<LayerChange, "id" | "cells">[] | null) => {
    for (const id of layers === null ? (manifest?.layers.map((layer) => layer.id) ?? []) : [])
      engine.current?.refresh(id, null);
    for (const { id, cells } of layers ?? []) engine.current?.refresh(id, cells.length > 0 ? cells : null);
    const now = new Date();
    setUpdated((told) => (told && now.getTime() - Date.parse(told) < TOLD_MS ? told : now.toISOString()));
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void client.invalidateQueries({ queryKey: ["manifest"] });
    }, MANIFEST_MS);
  };

  useLive({
    onChanged: apply,
    onHello: (revisions) => {
      const stale = manifest?.layers.filter(({ id, revision }) => (revisions[id] ?? revision) !== revision);
      if (stale && stale.length > 0) apply(stale.map(({ id }) => ({ id, cells: [] })));
    },
    // Somebody else's rights: everything that was read is read again, the session first.
    onOver: () => void client.invalidateQueries(),
  });
  return updated;
}
