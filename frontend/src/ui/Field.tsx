import type { ReactNode } from "react";
import {
  FieldError,
  Input,
  type InputProps,
  Label,
  Text,
  TextField,
  type TextFieldProps,
} from "react-aria-components";
import styles from "./Field.module.css";

export interface FieldProps extends Omit<TextFieldProps, "className" | "style" | "children"> {
  label: string;
  help?: ReactNode;
  /** What is wrong and how to mend it; marks the field as invalid. */
  error?: string | undefined;
  input?: Pick<InputProps, "placeholder" | "inputMode" | "autoComplete" | "dir">;
}

/**
 * How a field holds its form back: an empty one that is required does, by the browser; a fault that was told
 * does not, for the form must be sent again to know whether it is mended.
 */
export function resendable(error: string | undefined): "aria" | "native" {
  return error ? "aria" : "native";
}

/** A labelled line of text. Latin content (codes, addresses of mail) takes `input={{ dir: "ltr" }}`. */
export function Field({ label, help, error, input, ...rest }: FieldProps) {
  return (
    <TextField
      {...rest}
      isInvalid={Boolean(error) || Boolean(rest.isInvalid)}
      validationBehavior={resendable(error)}
      className={styles.field ?? ""}
    >
      <Label className={styles.label}>{label}</Label>
      <Input {...input} className={styles.input ?? ""} />
      {help && (
        <Text slot="description" className={styles.help ?? ""}>
          {help}
        </Text>
      )}
      <FieldError className={styles.error ?? ""}>{error}</FieldError>
    </TextField>
  );
}
