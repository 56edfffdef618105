import type { SearchItem } from "../api/types";

const KEY = "kharita_recent";
const KEPT = 6;

/** What was chosen last on this device. Owners are personal data: they are never kept. */
export function recentItems(): SearchItem[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? (kept as SearchItem[]) : [];
  } catch {
    return [];
  }
}

export function rememberItem(item: SearchItem): void {
  if (item.kind === "owner") return;
  const others = recentItems().filter((other) => other.kind !== item.kind || other.id !== item.id);
  localStorage.setItem(KEY, JSON.stringify([item, ...others].slice(0, KEPT)));
}
