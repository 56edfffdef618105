import type { Level } from "../../ui/Badge";
import type { Counts, Import, ImportState, RowClass } from "./types";

/** One tone per state, the same in badge, list and step. */
export const STATE_TONE: Record<ImportState, Level> = {
  reading: "info",
  mapping: "waiting",
  checking: "info",
  checked: "waiting",
  applying: "info",
  applied: "ok",
  undoing: "info",
  undone: "neutral",
  failed: "late",
  cancelled: "neutral",
};

const AT_WORK: ReadonlySet<ImportState> = new Set(["reading", "checking", "applying", "undoing"]);

/** Whether the worker is busy with the import, so that the page has to ask again. */
export function isAtWork(state: ImportState): boolean {
  return AT_WORK.has(state);
}

export const STEPS = ["file", "columns", "check", "apply"] as const;
export type Step = (typeof STEPS)[number];

const STEP_OF: Record<ImportState, Step> = {
  reading: "file",
  mapping: "columns",
  checking: "check",
  checked: "check",
  applying: "apply",
  applied: "apply",
  undoing: "apply",
  undone: "apply",
  failed: "file",
  cancelled: "file",
};

/** The step at which an import stands; one that failed stands where it broke. */
export function stepOf(item: Import): Step {
  if (item.state !== "failed") return STEP_OF[item.state];
  if (item.counts) return "apply";
  return item.checked_at ? "check" : item.source ? "columns" : "file";
}

/** Classes in the order of the report: what needs eyes first, after the totals. */
export const CLASSES: readonly RowClass[] = [
  "refused",
  "repaired",
  "added",
  "changed",
  "moved",
  "split",
  "merged",
  "retired",
  "unchanged",
];

/** Rows that applying would write; repaired rows are counted by what they change besides. */
const WRITTEN: readonly RowClass[] = ["added", "changed", "moved", "split", "merged", "retired"];

export function changesOf(counts: Counts): { class: RowClass; count: number }[] {
  return WRITTEN.map((name) => ({ class: name, count: counts[name] })).filter((entry) => entry.count > 0);
}

export function changeTotal(counts: Counts): number {
  return changesOf(counts).reduce((sum, entry) => sum + entry.count, 0);
}

/** What undoing does, in three numbers: taken out, put back in their earlier form, brought back. */
export function undoOf(counts: Counts): { removed: number; restored: number; revived: number } {
  return {
    removed: counts.added,
    restored: counts.changed + counts.moved + counts.split + counts.merged,
    revived: counts.retired,
  };
}

/** Milliseconds before asking again: quickly at first, then once every five seconds. */
export function pollDelay(asked: number): number {
  return Math.min(5000, Math.round(600 * 1.35 ** asked));
}
