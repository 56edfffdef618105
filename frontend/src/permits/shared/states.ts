import {
  AlarmClock,
  BadgeCheck,
  Ban,
  Building2,
  CircleCheck,
  CirclePause,
  CircleX,
  ClipboardCheck,
  ClipboardList,
  FilePen,
  FileQuestionMark,
  FileX,
  Gavel,
  Hammer,
  HandCoins,
  Hourglass,
  House,
  Inbox,
  type LucideIcon,
  MessageSquareReply,
  OctagonAlert,
  OctagonX,
  PenLine,
  ReceiptText,
  Ruler,
  Send,
  Undo2,
  Users,
} from "lucide-react";
import type { Level } from "../../ui/Badge";
import type { Finding, Outcome, Permit, PermitState, Verdict } from "./types";

interface Look {
  tone: Level;
  icon: LucideIcon;
}

/** One colour and one shape per state, the same in badge, list, count and history. */
export const STATE_LOOK: Readonly<Record<PermitState, Look>> = {
  draft: { tone: "neutral", icon: FilePen },
  submitted: { tone: "info", icon: Inbox },
  complement_requested: { tone: "waiting", icon: FileQuestionMark },
  complement_answered: { tone: "info", icon: MessageSquareReply },
  complete: { tone: "info", icon: ClipboardCheck },
  circulated: { tone: "waiting", icon: Send },
  in_commission: { tone: "waiting", icon: Users },
  favourable: { tone: "ok", icon: CircleCheck },
  with_reservations: { tone: "waiting", icon: ClipboardList },
  revised: { tone: "info", icon: PenLine },
  unfavourable: { tone: "late", icon: CircleX },
  refused: { tone: "late", icon: Ban },
  appealed: { tone: "waiting", icon: Gavel },
  fee_due: { tone: "waiting", icon: HandCoins },
  fee_paid: { tone: "info", icon: ReceiptText },
  signed: { tone: "info", icon: PenLine },
  issued: { tone: "ok", icon: BadgeCheck },
  works_declared: { tone: "info", icon: Hammer },
  works_under_way: { tone: "info", icon: Building2 },
  suspended: { tone: "late", icon: CirclePause },
  completed: { tone: "waiting", icon: House },
  not_conforming: { tone: "late", icon: OctagonAlert },
  surveyed: { tone: "info", icon: Ruler },
  conforming: { tone: "ok", icon: BadgeCheck },
  withdrawn: { tone: "neutral", icon: Undo2 },
  expired: { tone: "neutral", icon: Hourglass },
};

type Move = Pick<Permit["history"][number], "action" | "target">;

/** A move of the history looks like the state that it led to; that the delay passed leads to none. */
export const moveLook = ({ action, target }: Move): Look =>
  action === "silence_reached" ? { tone: "late", icon: AlarmClock } : STATE_LOOK[target];

export const moveTitle = ({ action, target }: Move) =>
  action === "silence_reached" ? "permits.silenceReached" : (`permits.state.${target}` as const);

/** A permit lapses where works are not declared in time; once they are, it has no term. */
export const hasTerm = (state: PermitState) => state === "issued" || state === "expired";

export const VERDICT_LOOK: Readonly<Record<Verdict, Look>> = {
  favourable: { tone: "ok", icon: CircleCheck },
  with_reservations: { tone: "waiting", icon: ClipboardList },
  unfavourable: { tone: "late", icon: OctagonX },
};

export const OUTCOME_LOOK: Readonly<Record<Outcome, Look>> = {
  pass: { tone: "ok", icon: CircleCheck },
  warn: { tone: "waiting", icon: OctagonAlert },
  fail: { tone: "late", icon: FileX },
  unknown: { tone: "neutral", icon: FileQuestionMark },
};

/** What needs eyes comes first. */
export const OUTCOMES: readonly Outcome[] = ["fail", "warn", "unknown", "pass"];

/** The gravest first; within one gravity in the order of the checks. */
export function byGravity(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((one, other) => OUTCOMES.indexOf(one.outcome) - OUTCOMES.indexOf(other.outcome));
}
