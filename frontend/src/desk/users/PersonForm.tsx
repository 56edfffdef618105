import { type FormEvent, type ReactNode, useState } from "react";
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
  /** Roles in communes that this administrator does not administer: shown, never sent. */
  foreign?: ReactNode;
}

/** Identity and roles of an account; what the server refuses stands at its field. */
export function PersonForm({ draft: given, submitTitle, onSubmit, foreign }: PersonFormProps) {
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
  });
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {Object.keys(faults).length > 0 && (
        <Notice level="late" isLive>
          {faults.whole ?? t("users.form.fix")}
        </Notice>
      )}
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
          input={{ dir: "ltr", autoComplete: "off" }}
        />
        <Field label={t("users.form.email")} type="email" {...text("email")} input={{ dir: "ltr" }} />
        <Field label={t("users.form.phone")} type="tel" {...text("phone")} input={{ dir: "ltr" }} />
        <Select<Language>
          label={t("users.form.language")}
          value={draft.language}
          onChange={(language) => set({ language })}
          options={LANGUAGES.map((value) => ({ value, title: LANGUAGE_NAMES[value] }))}
        />
      </fieldset>
      <RolesEditor
        roles={draft.roles}
        onChange={(roles: RoleChoice[]) => set({ roles })}
        error={faults.roles}
        foreign={foreign}
      />
      <div className={styles.actions}>
        <Button kind="main" type="submit" isPending={isBusy}>
          {submitTitle}
        </Button>
      </div>
    </form>
  );
}

/** By field; "roles.0.commune_id" is a fault of the roles. What has no field stands above the form. */
function faultsOf(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) throw error;
  if (error.faults.length === 0) return { whole: error.message };
  return Object.fromEntries(
    error.faults.map(({ field, detail }) => [field.split(".")[0] || "whole", detail]),
  );
}
