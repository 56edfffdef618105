import { Loading } from "../../app/Loading";
import { Page } from "../../app/Page";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { useCan } from "../../session/useCan";
import { usePersonName } from "../../session/usePersonName";
import { BackLink } from "../../ui/BackLink";
import { toast } from "../../ui/Toast";
import { Access } from "./Access";
import { AccountAudit } from "./AccountAudit";
import { PersonForm } from "./PersonForm";
import { useChangePerson, usePerson } from "./queries";
import type { Person, PersonDraft } from "./types";
import { StateBadge } from "./UsersPage";
import styles from "./users.module.css";

export function PersonPage({ id }: { id: number }) {
  const { t } = useI18n();
  const person = usePerson(id);
  const nameOf = usePersonName();
  const title = person.data ? nameOf(person.data) : t("users.title");
  return (
    <Page title={title}>
      <BackLink href="/desk/users">{t("users.title")}</BackLink>
      {person.isPending && <Loading />}
      {person.error && !person.data && (
        <Problem problem={person.error} onRetry={() => void person.refetch()} />
      )}
      {person.data && <Account person={person.data} title={title} />}
    </Page>
  );
}

function Account({ person, title }: { person: Person; title: string }) {
  const { t } = useI18n();
  const change = useChangePerson(person.id);
  const canAudit = useCan("core.view_audit");
  const { username, full_name, full_name_ar, email, phone, language, may_manage } = person;
  const roles = person.roles.map(({ role, commune_id }) => ({ role, commune_id }));
  const save = async ({ username: _kept, ...draft }: PersonDraft) => {
    await change.mutateAsync(may_manage ? draft : { roles: draft.roles });
    toast(t("users.form.saved"));
  };
  return (
    <>
      <div className={styles.heading}>
        <h1 className={styles.title}>{title}</h1>
        <StateBadge person={person} />
      </div>
      <PersonForm
        draft={{ username, full_name, full_name_ar, email, phone, language, roles }}
        submitTitle={t("users.form.save")}
        mayChangeIdentity={may_manage}
        onSubmit={save}
      />
      {may_manage && <Access person={person} />}
      {canAudit && <AccountAudit id={person.id} />}
    </>
  );
}
