import { useI18n } from "../../../i18n/t";
import type { FindingState } from "../types";
import styles from "./findings.module.css";
import type { FindingFilter } from "./queries";
import { type FindingPage, STATES, VERDICTS } from "./types";

interface FindingFiltersProps {
  filter: FindingFilter;
  counts: FindingPage["counts"];
  onChange: (next: FindingFilter) => void;
}

/** Which verdicts and states are shown, each with its number. */
export function FindingFilters({ filter, counts, onChange }: FindingFiltersProps) {
  const { t } = useI18n();
  return (
    <div className={styles.filters}>
      <fieldset>
        <legend className="visually-hidden">{t("surveys.stateLabel")}</legend>
        {STATES.map((state) => (
          <Chip
            key={state}
            title={t(`surveys.findingState.${state}`)}
            count={counts.states[state] ?? 0}
            isChosen={filter.states.includes(state)}
            onPress={() => onChange({ ...filter, states: toggled<FindingState>(filter.states, state) })}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend className="visually-hidden">{t("surveys.verdictLabel")}</legend>
        {VERDICTS.filter((verdict) => counts.verdicts[verdict] || filter.verdicts.includes(verdict)).map(
          (verdict) => (
            <Chip
              key={verdict}
              title={t(`surveys.verdict.${verdict}`)}
              count={counts.verdicts[verdict] ?? 0}
              isChosen={filter.verdicts.includes(verdict)}
              onPress={() => onChange({ ...filter, verdicts: toggled(filter.verdicts, verdict) })}
            />
          ),
        )}
      </fieldset>
    </div>
  );
}

interface ChipProps {
  title: string;
  count: number;
  isChosen: boolean;
  onPress: () => void;
}

function Chip({ title, count, isChosen, onPress }: ChipProps) {
  const { format } = useI18n();
  return (
    <button type="button" className={styles.chip} aria-pressed={isChosen} onClick={onPress}>
      {title} <span>{format.number(count)}</span>
    </button>
  );
}

function toggled<Value>(all: readonly Value[], one: Value): Value[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}
