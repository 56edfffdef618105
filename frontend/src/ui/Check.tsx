import { Check as CheckIcon } from "lucide-react";
import { Checkbox } from "react-aria-components";
import styles from "./Check.module.css";

export interface CheckProps {
  title: string;
  help?: string;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
}

export function Check({ title, help, isSelected, onChange }: CheckProps) {
  return (
    <Checkbox isSelected={isSelected} onChange={onChange} className={styles.check ?? ""}>
      <span className={styles.box} aria-hidden>
        <CheckIcon size={14} strokeWidth={3} />
      </span>
      <span>
        {title}
        {help && <span className={styles.help}>{help}</span>}
      </span>
    </Checkbox>
  );
}
