import { Label, Radio, RadioGroup } from "react-aria-components";
import { useI18n } from "../../i18n/t";
import styles from "./TargetChoice.module.css";
import type { Target } from "./types";

export interface TargetChoiceProps {
  targets: readonly Target[];
  value: string;
  onChange: (target: string) => void;
}

/** What the file is about: each kind of record with what it is and what shape it has. */
export function TargetChoice({ targets, value, onChange }: TargetChoiceProps) {
  const { t } = useI18n();
  return (
    <RadioGroup value={value} onChange={onChange} className={styles.group ?? ""}>
      <Label className={styles.label}>{t("imports.new.what")}</Label>
      <div className={styles.options}>
        {targets.map((target) => (
          <Radio key={target.id} value={target.id} className={styles.option ?? ""}>
            <span className={styles.dot} aria-hidden />
            <span>
              <span className={styles.title}>
                {target.title} <span className={styles.kind}>{t(`imports.geometry.${target.geometry}`)}</span>
              </span>
              <span className={styles.description}>{target.description}</span>
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
