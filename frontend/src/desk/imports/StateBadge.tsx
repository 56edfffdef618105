import { useI18n } from "../../i18n/t";
import { Badge } from "../../ui/Badge";
import { STATE_TONE } from "./states";
import type { ImportState } from "./types";

export function StateBadge({ state }: { state: ImportState }) {
  const { t } = useI18n();
  return <Badge level={STATE_TONE[state]}>{t(`imports.state.${state}`)}</Badge>;
}
