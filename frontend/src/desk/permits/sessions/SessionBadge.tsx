import { useI18n } from "../../../i18n/t";
import { Badge, type Level } from "../../../ui/Badge";

const TONES = {
  planned: "waiting",
  open: "info",
  closed: "ok",
  cancelled: "neutral",
} as const satisfies Record<string, Level>;

export function SessionBadge({ state }: { state: string }) {
  const { t } = useI18n();
  const known = state as keyof typeof TONES;
  return <Badge level={TONES[known]}>{t(`permitDesk.sessionState.${known}`)}</Badge>;
}
