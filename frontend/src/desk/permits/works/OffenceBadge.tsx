import { useI18n } from "../../../i18n/t";
import { Badge, type Level } from "../../../ui/Badge";

export const OFFENCE_STATES = [
  "observed",
  "reported",
  "transmitted",
  "stopped",
  "remedy_ordered",
  "remedied",
  "demolition_ordered",
  "executed",
  "closed",
] as const;
export type OffenceState = (typeof OFFENCE_STATES)[number];

const TONES: Readonly<Record<OffenceState, Level>> = {
  observed: "waiting",
  reported: "info",
  transmitted: "info",
  stopped: "late",
  remedy_ordered: "waiting",
  remedied: "ok",
  demolition_ordered: "late",
  executed: "neutral",
  closed: "neutral",
};

export function OffenceBadge({ state }: { state: string }) {
  const { t } = useI18n();
  const known = state as OffenceState;
  return <Badge level={TONES[known]}>{t(`permitDesk.offenceState.${known}`)}</Badge>;
}
