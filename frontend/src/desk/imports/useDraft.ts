import { useState } from "react";
import { complete } from "./mapping";
import type { Import, Mapping } from "./types";

/** The mapping being edited; a reload of the page does not lose it, a new reading of the file does. */
export function useDraft(item: Import) {
  const key = `kharita_mapping_${item.id}_${item.checked_at ?? ""}`;
  const [mapping, setMapping] = useState<Mapping>(() => kept(key) ?? complete(item.mapping));
  return {
    mapping,
    change: (next: Mapping) => {
      sessionStorage.setItem(key, JSON.stringify(next));
      setMapping(next);
    },
    forget: () => sessionStorage.removeItem(key),
  };
}

function kept(key: string): Mapping | null {
  const text = sessionStorage.getItem(key);
  return text ? complete(JSON.parse(text) as Mapping) : null;
}
