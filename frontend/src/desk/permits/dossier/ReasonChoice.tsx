import { useI18n } from "../../../i18n/t";
import { useReasons } from "../../../permits/shared/queries";
import { Check } from "../../../ui/Check";
import styles from "../permits.module.css";

interface ReasonChoiceProps {
  commune: number;
  chosen: readonly number[];
  onChange: (chosen: number[]) => void;
}

/** Reasons from the structured list, so that refusals can be counted and answered point by point. */
export function ReasonChoice({ commune, chosen, onChange }: ReasonChoiceProps) {
  const { t, format } = useI18n();
  const reasons = useReasons(commune).data ?? [];
  return (
    <fieldset className={styles.choices}>
      <legend>{t("permitDesk.reasons")}</legend>
      {reasons.map((reason) => (
        <Check
          key={reason.id}
          title={format.name(reason.name)}
          help={reason.legal_ref}
          isSelected={chosen.includes(reason.id)}
          onChange={(isChosen) =>
            onChange(isChosen ? [...chosen, reason.id] : chosen.filter((one) => one !== reason.id))
          }
        />
      ))}
    </fieldset>
  );
}
