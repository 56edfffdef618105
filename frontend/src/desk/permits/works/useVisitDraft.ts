import { useState } from "react";
import type { VisitResult } from "./kinds";

export interface VisitDraft {
  /** Made once by the device, so that sending again after a lost network changes nothing. */
  clientKey: string;
  result: VisitResult | "";
  note: string;
  checks: Record<string, boolean | null>;
  position: [number, number] | null;
}

const keyOf = (id: number) => `kharita_visit_${id}`;

function read(id: number): VisitDraft {
  const kept = localStorage.getItem(keyOf(id));
  if (kept) return JSON.parse(kept) as VisitDraft;
  return { clientKey: crypto.randomUUID(), result: "", note: "", checks: {}, position: null };
}

/** What an inspector wrote so far, kept on the device until it has been received. */
export function useVisitDraft(id: number) {
  const [draft, setDraft] = useState(() => read(id));
  const change = (next: Partial<VisitDraft>) => {
    const merged = { ...draft, ...next };
    localStorage.setItem(keyOf(id), JSON.stringify(merged));
    setDraft(merged);
  };
  return { draft, change, forget: () => localStorage.removeItem(keyOf(id)) };
}
