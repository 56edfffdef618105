import { AlarmClock } from "lucide-react";
import { useI18n } from "../../../i18n/t";
import { STATE_LOOK } from "../../../permits/shared/states";
import { STATES } from "../../../permits/shared/types";
import type { QueueFilter } from "./filter";
import styles from "./queue.module.css";

interface StateCountsProps {
  counts: { total: number; late: number; states: Record<string, number> };
  filter: QueueFilter;
  onState: (state: string) => void;
  onLate: () => void;
  onAll: () => void;
}

/** How many dossiers stand in each state; a press keeps only these. */
export function StateCounts({ counts, filter, onState, onLate, onAll }: StateCountsProps) {
  const { t, format } = useI18n();
  const shown = STATES.filter((state) => counts.states[state] || filter.states.includes(state));
  const isAll = filter.states.length === 0 && !filter.isLate;
  return (
    <fieldset className={styles.counts}>
      <legend className="visually-hidden">{t("permitDesk.counts")}</legend>
      <button type="button" aria-pressed={isAll} onClick={onAll}>
        {t("permitDesk.all")} <b>{format.number(counts.total)}</b>
      </button>
      <button type="button" aria-pressed={filter.isLate} data-tone="late" onClick={onLate}>
        <AlarmClock aria-hidden size={14} />
        {t("permitDesk.late")} <b>{format.number(counts.late)}</b>
      </button>
      {shown.map((state) => {
        const { tone, icon: Icon } = STATE_LOOK[state];
        return (
          <button
            key={state}
            type="button"
            data-tone={tone}
            aria-pressed={filter.states.includes(state)}
            onClick={() => onState(state)}
          >
            <Icon aria-hidden size={14} />
            {t(`permits.state.${state}`)} <b>{format.number(counts.states[state] ?? 0)}</b>
          </button>
        );
      })}
    </fieldset>
  );
}
