import type { ReactNode } from "react";
import { TextArea as AriaTextArea, FieldError, Label, Text, TextField } from "react-aria-components";
import { resendable } from "./Field";
import field from "./Field.module.css";
import styles from "./TextArea.module.css";

export interface TextAreaProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: ReactNode;
  error?: string | undefined;
  rows?: number;
  isRequired?: boolean;
  autoFocus?: boolean;
}

/** A labelled text of several lines. */
export function TextArea({ label, help, error, rows = 4, ...rest }: TextAreaProps) {
  return (
    <TextField
      {...rest}
      isInvalid={Boolean(error)}
      validationBehavior={resendable(error)}
      className={field.field ?? ""}
    >
      <Label className={field.label}>{label}</Label>
      <AriaTextArea rows={rows} dir="auto" className={`${field.input} ${styles.area}`} />
      {help && (
        <Text slot="description" className={field.help ?? ""}>
          {help}
        </Text>
      )}
      <FieldError className={field.error ?? ""}>{error}</FieldError>
    </TextField>
  );
}
