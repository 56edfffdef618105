import type { ReactNode } from "react";
import { type Key, ToggleButton, ToggleButtonGroup } from "react-aria-components";
import styles from "./Choice.module.css";

export interface ChoiceOption<Value extends string> {
  value: Value;
  title: ReactNode;
  lang?: string;
}

export interface ChoiceProps<Value extends string> {
  label: string;
  options: readonly ChoiceOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

/** A few options side by side, one of which holds. */
export function Choice<Value extends string>({ label, options, value, onChange }: ChoiceProps<Value>) {
  const choose = (keys: Set<Key>) => {
    const [first] = keys;
    if (first !== undefined) onChange(first as Value);
  };
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={choose}
      className={styles.choice ?? ""}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} id={option.value} className={styles.option ?? ""}>
          <span lang={option.lang}>{option.title}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
