import { useState } from "react";
import { useLocation } from "wouter";
import { Page } from "../../app/Page";
import { useI18n } from "../../i18n/t";
import { usePersonName } from "../../session/usePersonName";
import { BackLink } from "../../ui/BackLink";
import { OneTimePassword } from "./OneTimePassword";
import { PersonForm } from "./PersonForm";
import { type Created, useCreatePerson } from "./queries";
import type { PersonDraft } from "./types";
import styles from "./users.module.css";

const EMPTY: PersonDraft = {
  username: "",
  full_name: "",
  full_name_ar: "",
  email: "",
  phone: "",
  language: "ar",
  roles: [],
};

export function NewPersonPage() {
  const { t } = useI18n();
  const [, navigate] = useLocation();
  const create = useCreatePerson();
  const nameOf = usePersonName();
  const [created, setCreated] = useState<Created | null>(null);
  return (
    <Page title={t("users.form.newTitle")}>
      <BackLink href="/desk/users">{t("users.title")}</BackLink>
      <h1 className={styles.title}>{t("users.form.newTitle")}</h1>
      <PersonForm
        draft={EMPTY}
        isNew
        submitTitle={t("users.form.create")}
        onSubmit={async (draft) => setCreated(await create.mutateAsync(draft))}
      />
      {created && (
        <OneTimePassword
          name={nameOf(created)}
          password={created.password}
          onDone={() => navigate(`/desk/users/${created.id}`, { replace: true })}
        />
      )}
    </Page>
  );
}
