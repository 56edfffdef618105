import type { Level } from "../../ui/Badge";
import type { PermitRow, PermitState } from "./types";

const DAY_MS = 86_400_000;

/** States that owe the applicant no decision any more: no legal clock runs in them. */
const DECIDED: ReadonlySet<PermitState> = new Set<PermitState>([
  "draft",
  "refused",
  "appealed",
  "signed",
  "issued",
  "works_declared",
  "works_under_way",
  "suspended",
  "completed",
  "not_conforming",
  "surveyed",
  "conforming",
  "withdrawn",
  "expired",
]);

export type ClockFace =
  | { kind: "none" }
  | { kind: "paused" }
  | { kind: "late"; days: number }
  | { kind: "today" }
  | { kind: "left"; days: number };

type Timed = Pick<PermitRow, "state" | "due_at" | "paused_at">;

/** What the legal clock of a dossier shows at `now` (milliseconds); days are of the calendar. */
export function clockFace({ state, due_at, paused_at }: Timed, now: number): ClockFace {
  if (DECIDED.has(state)) return { kind: "none" };
  if (paused_at) return { kind: "paused" };
  if (!due_at) return { kind: "none" };
  const left = Date.parse(due_at) - now;
  if (left < 0) return { kind: "late", days: Math.max(1, Math.ceil(-left / DAY_MS)) };
  const days = Math.floor(left / DAY_MS);
  return days === 0 ? { kind: "today" } : { kind: "left", days };
}

/** The last three days before the legal date are amber. */
const SOON_DAYS = 3;

export function clockTone(face: ClockFace): Level {
  if (face.kind === "late") return "late";
  if (face.kind === "today") return "waiting";
  if (face.kind === "left") return face.days <= SOON_DAYS ? "waiting" : "ok";
  return face.kind === "paused" ? "info" : "neutral";
}
