import { AlarmClock, CirclePause, Clock, Minus } from "lucide-react";
import { useI18n } from "../../i18n/t";
import { Badge } from "../../ui/Badge";
import { type ClockFace, clockFace, clockTone } from "./clock";
import type { PermitRow } from "./types";

const ICONS = { none: Minus, paused: CirclePause, late: AlarmClock, today: AlarmClock, left: Clock } as const;

/** How long the law still gives, readable at a glance; nothing once it is decided. */
export function LegalClock({ permit }: { permit: Pick<PermitRow, "state" | "due_at" | "paused_at"> }) {
  const { format } = useI18n();
  const words = useClockWords();
  const face = clockFace(permit, Date.now());
  if (face.kind === "none") return null;
  return (
    <span title={permit.due_at ? format.dateTime(permit.due_at) : undefined}>
      <Badge level={clockTone(face)} icon={ICONS[face.kind]}>
        {words(face)}
      </Badge>
    </span>
  );
}

export function useClockWords(): (face: ClockFace) => string {
  const { t } = useI18n();
  return (face) => {
    if (face.kind === "left") return t("permits.clock.left", { count: face.days });
    if (face.kind === "late") return t("permits.clock.late", { count: face.days });
    return face.kind === "none" ? "" : t(`permits.clock.${face.kind}`);
  };
}
