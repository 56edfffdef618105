import {
  ArrowUpFromLine,
  Ban,
  CircleCheck,
  CircleDashed,
  Clock,
  Hammer,
  type LucideIcon,
  OctagonAlert,
  ShieldCheck,
  SquareArrowOutUpRight,
  TrafficCone,
} from "lucide-react";
import { useI18n } from "../../../i18n/t";
import { Badge, type Level } from "../../../ui/Badge";
import type { FindingState } from "../types";
import styles from "./findings.module.css";
import type { Verdict } from "./types";

/** One colour and one shape for each verdict, the same in badge, list and map. */
const VERDICT: Readonly<Record<Verdict, { icon: LucideIcon; color: string }>> = {
  no_permit: { icon: OctagonAlert, color: "#B3261E" },
  footprint_exceeds: { icon: SquareArrowOutUpRight, color: "#C8643C" },
  height_exceeds: { icon: ArrowUpFromLine, color: "#B7791F" },
  in_servitude: { icon: TrafficCone, color: "#7A2E6B" },
  authorised: { icon: ShieldCheck, color: "#2E7D4F" },
  demolished: { icon: Hammer, color: "#6B7280" },
};

const STATE: Readonly<Record<FindingState, { icon: LucideIcon; level: Level }>> = {
  open: { icon: CircleDashed, level: "waiting" },
  visit: { icon: Clock, level: "info" },
  accepted: { icon: CircleCheck, level: "ok" },
  rejected: { icon: Ban, level: "neutral" },
};

export const verdictColor = (verdict: Verdict) => VERDICT[verdict].color;

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { t } = useI18n();
  const { icon: Shape, color } = VERDICT[verdict];
  return (
    <span className={styles.verdict} style={{ "--verdict": color } as React.CSSProperties}>
      <Shape aria-hidden size={15} />
      {t(`surveys.verdict.${verdict}`)}
    </span>
  );
}

export function FindingBadge({ state }: { state: FindingState }) {
  const { t } = useI18n();
  const { icon, level } = STATE[state];
  return (
    <Badge level={level} icon={icon}>
      {t(`surveys.findingState.${state}`)}
    </Badge>
  );
}
