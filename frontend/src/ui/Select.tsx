import { Check, ChevronDown } from "lucide-react";
import {
  Button as AriaButton,
  Select as AriaSelect,
  FieldError,
  type Key,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from "react-aria-components";
import { resendable } from "./Field";
import field from "./Field.module.css";
import styles from "./Select.module.css";

export interface Option<Value extends string | number = string | number> {
  value: Value;
  title: string;
  detail?: string;
}

export interface SelectProps<Value extends string | number> {
  label: string;
  /** The label is read out but not shown: only where the place makes it plain. */
  isLabelHidden?: boolean;
  options: readonly Option<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  placeholder?: string;
  help?: string;
  error?: string | undefined;
  isDisabled?: boolean;
  isRequired?: boolean;
}

export function Select<Value extends string | number>({
  label,
  isLabelHidden = false,
  options,
  value,
  onChange,
  placeholder = "—",
  help,
  error,
  isDisabled = false,
  isRequired = false,
}: SelectProps<Value>) {
  return (
    <AriaSelect
      className={field.field ?? ""}
      value={value}
      onChange={(key: Key | null) => key !== null && onChange(key as Value)}
      placeholder={placeholder}
      isDisabled={isDisabled}
      isRequired={isRequired}
      isInvalid={Boolean(error)}
      validationBehavior={resendable(error)}
    >
      <Label className={isLabelHidden ? "visually-hidden" : field.label}>{label}</Label>
      <AriaButton className={styles.trigger ?? ""}>
        <SelectValue className={styles.value ?? ""} />
        <ChevronDown aria-hidden size={16} />
      </AriaButton>
      {help && (
        <Text slot="description" className={field.help ?? ""}>
          {help}
        </Text>
      )}
      <FieldError className={field.error ?? ""}>{error}</FieldError>
      <Popover className={styles.popover ?? ""}>
        <ListBox
          items={options.map((option) => ({ ...option, id: option.value }))}
          className={styles.list ?? ""}
        >
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.title} className={styles.option ?? ""}>
              <span className={styles.optionText}>
                <Text slot="label">{option.title}</Text>
                {option.detail && (
                  <Text slot="description" className={styles.detail ?? ""}>
                    {option.detail}
                  </Text>
                )}
              </span>
              <Check aria-hidden size={16} className={styles.check} />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
