import { Check } from "lucide-react";
import { useI18n } from "../../i18n/t";
import look from "../imports/Steps.module.css";

const STEPS = ["authorisation", "flight", "files"] as const;
export type SurveyStep = (typeof STEPS)[number];

/** The way from the permission to fly to the files on the server. */
export function Steps({ current }: { current: SurveyStep }) {
  const { t, format } = useI18n();
  const at = STEPS.indexOf(current);
  return (
    <ol className={look.steps} aria-label={t("surveys.steps")}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={look.step}
          data-state={index < at ? "past" : index === at ? "now" : "later"}
          {...(index === at ? { "aria-current": "step" as const } : {})}
        >
          <span className={look.number} aria-hidden>
            {index < at ? <Check size={14} /> : format.number(index + 1)}
          </span>
          <span className={look.title}>{t(`surveys.step.${step}`)}</span>
          {index < at && <span className="visually-hidden">({t("imports.steps.done")})</span>}
        </li>
      ))}
    </ol>
  );
}
