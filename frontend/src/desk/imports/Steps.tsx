import { Check } from "lucide-react";
import { useI18n } from "../../i18n/t";
import styles from "./Steps.module.css";
import { STEPS, type Step } from "./states";

/** Where the import stands: what is behind, what is now, what comes. */
export function Steps({ current, isDone = false }: { current: Step; isDone?: boolean }) {
  const { t } = useI18n();
  const at = STEPS.indexOf(current);
  return (
    <ol className={styles.steps} aria-label={t("imports.steps.label")}>
      {STEPS.map((step, index) => {
        const isPast = index < at || (isDone && index === at);
        return (
          <li
            key={step}
            className={styles.step}
            data-state={isPast ? "past" : index === at ? "now" : "later"}
            {...(index === at ? { "aria-current": "step" as const } : {})}
          >
            <span className={styles.number} aria-hidden>
              {isPast ? <Check size={14} /> : <StepNumber value={index + 1} />}
            </span>
            <span className={styles.title}>{t(`imports.steps.${step}`)}</span>
            {isPast && <span className="visually-hidden">({t("imports.steps.done")})</span>}
          </li>
        );
      })}
    </ol>
  );
}

function StepNumber({ value }: { value: number }) {
  return useI18n().format.number(value);
}
