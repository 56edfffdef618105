import { type FormEvent, useState } from "react";
import { ApiProblem } from "../../api/problem";
import { LANGUAGES, type Language } from "../../i18n/language";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { Select } from "../../ui/Select";
import { RolesEditor } from "./RolesEditor";
import type { PersonDraft, RoleChoice } from "./types";
import styles from "./users.module.css";

const LANGUAGE_NAMES: Record<Language, string> = { ar: "العربية", fr: "Français", en: "English" };
const REQUIRED = ["username", "full_name"] as const;

export interface PersonFormProps {
  draft: PersonDraft;
  submitTitle: string;
  onSubmit: (draft: PersonDraft) => Promise<unknown>;
  /** An account that exists keeps its user name. */
  isNew?: boolean;
  /** Who the person is can be changed; the roles always can. */
  mayChangeIdentity?: boolean;
}

/** Identity and roles of an account; what the server refuses stands at its field. */
export function PersonForm(props: PersonFormProps) {
  const { draft: given, submitTitle, onSubmit, isNew = false, mayChangeIdentity = true } = props;
  const { t } = useI18n();
  const [draft, setDraft] = useState(given);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);
  const set = (change: Partial<PersonDraft>) => setDraft({ ...draft, ...change });

  function submit(event: FormEvent) {
    event.preventDefault();
    const missing = REQUIRED.filter((name) => !draft[name].trim());
    setFaults(Object.fromEntries(missing.map((name) => [name, t("users.form.required")])));
    if (missing.length > 0 || isBusy) return;
    setBusy(true);
    onSubmit(draft)
      .catch((error: unknown) => setFaults(faultsOf(error)))
      .finally(() => setBusy(false));
  }

  const text = (name: "username" | "full_name" | "full_name_ar" | "email" | "phone") => ({
    value: draft[name],
    onChange: (value: string) => set({ [name]: value }),
    error: faults[name],
    isDisabled: !mayChangeIdentity,
  });
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {Object.keys(faults).length > 0 && (
        <Notice level="late" isLive>
          {faults.whole ?? t("users.form.fix")}
        </Notice>
      )}
      {!mayChangeIdentity && <Notice level="info">{t("users.form.foreign")}</Notice>}
      <fieldset className={styles.group}>
        <legend>{t("users.form.identity")}</legend>
        <Field
          label={t("users.form.fullName")}
          {...text("full_name")}
          isRequired
          input={{ dir: "auto", autoComplete: "off" }}
        />
        <Field label={t("users.form.fullNameAr")} {...text("full_name_ar")} input={{ dir: "rtl" }} />
        <Field
          label={t("users.form.username")}
          help={t("users.form.usernameHelp")}
          {...text("username")}
          isRequired
          isReadOnly={!isNew}
          input={{ dir: "ltr", autoComplete: "off" }}
        />
        <Field label={t("users.form.email")} type="email" {...text("email")} input={{ dir: "ltr" }} />
        <Field label={t("users.form.phone")} type="tel" {...text("phone")} input={{ dir: "ltr" }} />
        <Select<Language>
          label={t("users.form.language")}
          value={draft.language}
          onChange={(language) => set({ language })}
          isDisabled={!mayChangeIdentity}
          options={LANGUAGES.map((value) => ({ value, title: LANGUAGE_NAMES[value] }))}
        />
      </fieldset>
      <RolesEditor
        roles={draft.roles}
        onChange={(roles: RoleChoice[]) => set({ roles })}
        error={faults.roles}
      />
      <div className={styles.actions}>
        <Button kind="main" type="submit" isPending={isBusy}>
          {submitTitle}
        </Button>
      </div>
    </form>
  );
}

/** By field, whether the server names one or several; what has no field stands above the form. */
function faultsOf(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) throw error;
  const { field } = error.extra;
  if (typeof field === "string") return { [field]: error.message };
  if (error.faults.length === 0) return { whole: error.message };
  return Object.fromEntries(
    error.faults.map((fault) => [fault.field.split(".")[0] || "whole", fault.detail]),
  );
}
