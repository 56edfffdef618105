import { Label, Radio, RadioGroup } from "react-aria-components";
import styles from "./apply.module.css";

export interface RadiosProps<Value extends string> {
  label: string;
  options: readonly { value: Value; title: string; detail?: string }[];
  value: Value | null;
  onChange: (value: Value) => void;
}

/** One answer of several, each a target that a thumb cannot miss. */
export function Radios<Value extends string>({ label, options, value, onChange }: RadiosProps<Value>) {
  return (
    <RadioGroup
      className={styles.radios ?? ""}
      value={value}
      onChange={(chosen) => onChange(chosen as Value)}
    >
      <Label className={styles.label}>{label}</Label>
      {options.map((option) => (
        <Radio key={option.value} value={option.value} className={styles.choice ?? ""}>
          <span className={styles.dot} aria-hidden />
          <span>
            <span className={styles.choiceTitle}>{option.title}</span>
            {option.detail && <span className={styles.choiceDetail}>{option.detail}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
