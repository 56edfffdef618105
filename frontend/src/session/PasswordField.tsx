import { Eye, EyeOff } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { FieldError, Input, Label, Text, TextField, ToggleButton } from "react-aria-components";
import { useI18n } from "../i18n/t";
import { resendable } from "../ui/Field";
import field from "../ui/Field.module.css";
import styles from "./PasswordField.module.css";

export interface PasswordFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  autoComplete: "current-password" | "new-password";
  help?: ReactNode;
  error?: string | undefined;
  autoFocus?: boolean;
}

/** A password that can be looked at while it is typed, and that warns of locked capitals. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, value, onChange, autoComplete, help, error, autoFocus = false } = props;
  const { t } = useI18n();
  const [isShown, setShown] = useState(false);
  const [isCapsLocked, setCapsLocked] = useState(false);
  const watchCapsLock = (event: KeyboardEvent) => setCapsLocked(event.getModifierState("CapsLock"));
  const Icon = isShown ? EyeOff : Eye;
  return (
    <TextField
      className={field.field ?? ""}
      type={isShown ? "text" : "password"}
      value={value}
      onChange={onChange}
      isInvalid={Boolean(error)}
      validationBehavior={resendable(error)}
      autoFocus={autoFocus}
    >
      <Label className={field.label}>{label}</Label>
      <div className={styles.box}>
        <Input
          dir="ltr"
          autoComplete={autoComplete}
          autoCapitalize="off"
          spellCheck={false}
          className={`${field.input} ${styles.input}`}
          onKeyDown={watchCapsLock}
          onKeyUp={watchCapsLock}
          onBlur={() => setCapsLocked(false)}
        />
        <ToggleButton
          className={styles.eye ?? ""}
          isSelected={isShown}
          onChange={setShown}
          aria-label={t(isShown ? "session.login.hide" : "session.login.show")}
        >
          <Icon aria-hidden size={18} />
        </ToggleButton>
      </div>
      {isCapsLocked && <p className={styles.capsLock}>{t("session.capsLock")}</p>}
      {help && (
        <Text slot="description" className={field.help ?? ""}>
          {help}
        </Text>
      )}
      <FieldError className={field.error ?? ""}>{error}</FieldError>
    </TextField>
  );
}
