import { type FormEvent, type ReactNode, useState } from "react";
import { ApiProblem } from "../api/problem";
import { useI18n } from "../i18n/t";
import { Notice } from "../ui/Notice";
import styles from "./EntryPage.module.css";
import { changePassword } from "./login";
import { PasswordField } from "./PasswordField";

type Faults = Partial<Record<"current" | "new" | "repeat" | "whole", string>>;

export interface PasswordFormProps {
  /** The present password was handed out by an administrator. */
  isOneTime?: boolean;
  onChanged: () => void;
  /** Draws the button that sends the form. */
  actions: (isBusy: boolean) => ReactNode;
}

/** The present password, then the new one twice; each fault stands at its field. */
export function PasswordForm({ isOneTime = false, onChanged, actions }: PasswordFormProps) {
  const { t } = useI18n();
  const [values, setValues] = useState({ current: "", new: "", repeat: "" });
  const [faults, setFaults] = useState<Faults>({});
  const [isBusy, setBusy] = useState(false);
  const set = (name: keyof typeof values) => (value: string) => {
    setValues({ ...values, [name]: value });
    setFaults({ ...faults, [name]: undefined });
  };

  function ownFaults(): Faults {
    const empty = Object.entries(values).filter(([, value]) => !value);
    if (empty.length > 0) {
      return Object.fromEntries(empty.map(([name]) => [name, t("session.password.required")]));
    }
    return values.new === values.repeat ? {} : { repeat: t("session.password.mismatch") };
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const found = ownFaults();
    setFaults(found);
    if (isBusy || Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await changePassword({ current: values.current, new: values.new });
      onChanged();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFaults(serverFaults(error, t("session.login.offline")));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {faults.whole && (
        <Notice level="late" isLive>
          {faults.whole}
        </Notice>
      )}
      <PasswordField
        label={t(isOneTime ? "session.password.currentOneTime" : "session.password.current")}
        value={values.current}
        onChange={set("current")}
        autoComplete="current-password"
        error={faults.current}
        autoFocus
      />
      <PasswordField
        label={t("session.password.new")}
        value={values.new}
        onChange={set("new")}
        autoComplete="new-password"
        help={t("session.password.rules")}
        error={faults.new}
      />
      <PasswordField
        label={t("session.password.repeat")}
        value={values.repeat}
        onChange={set("repeat")}
        autoComplete="new-password"
        error={faults.repeat}
      />
      {actions(isBusy)}
    </form>
  );
}

/** Several faults of one field are read one after the other; what has no field of ours stands above. */
function serverFaults(problem: ApiProblem, offline: string): Faults {
  if (problem.faults.length === 0) return { whole: problem.isOffline ? offline : problem.message };
  const faults: Faults = {};
  for (const { field, detail } of problem.faults) {
    const name = field === "current" || field === "new" ? field : "whole";
    faults[name] = [faults[name], detail].filter(Boolean).join(" ");
  }
  return faults;
}
