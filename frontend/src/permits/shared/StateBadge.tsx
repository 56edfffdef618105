import { useI18n } from "../../i18n/t";
import { Badge } from "../../ui/Badge";
import { moveLook, moveTitle, STATE_LOOK, VERDICT_LOOK } from "./states";
import type { Permit, PermitState, Verdict } from "./types";

export function StateBadge({ state }: { state: PermitState }) {
  const { t } = useI18n();
  const { tone, icon } = STATE_LOOK[state];
  return (
    <Badge level={tone} icon={icon}>
      {t(`permits.state.${state}`)}
    </Badge>
  );
}

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { t } = useI18n();
  const { tone, icon } = VERDICT_LOOK[verdict];
  return (
    <Badge level={tone} icon={icon}>
      {t(`permits.verdict.${verdict}`)}
    </Badge>
  );
}

/** A move of a dossier's history. */
export function MoveBadge({ move }: { move: Permit["history"][number] }) {
  const { t } = useI18n();
  const { tone, icon } = moveLook(move);
  return (
    <Badge level={tone} icon={icon}>
      {t(moveTitle(move))}
    </Badge>
  );
}
