import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import styles from "./users.module.css";

export interface OneTimePasswordProps {
  name: string;
  password: string;
  onDone: () => void;
}

/** Shown once: the dialog closes by its button alone, so that a stray click does not lose the password. */
export function OneTimePassword({ name, password, onDone }: OneTimePasswordProps) {
  const { t } = useI18n();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(password).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Dialog
      title={t("users.oneTime.title", { name })}
      isOpen
      onClose={onDone}
      role="alertdialog"
      isKept
      actions={
        <Button kind="main" onPress={onDone}>
          {t("users.oneTime.done")}
        </Button>
      }
    >
      <div className={styles.oneTime}>
        <output className={styles.password} dir="ltr">
          {password}
        </output>
        <Button icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />} onPress={() => void copy()}>
          {t(copied ? "users.oneTime.copied" : "users.oneTime.copy")}
        </Button>
      </div>
      {copied === false && <p role="alert">{t("users.oneTime.copyFailed")}</p>}
      <p>{t("users.oneTime.explain")}</p>
    </Dialog>
  );
}
