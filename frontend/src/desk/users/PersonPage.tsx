import { useSession } from "../../api/session";
import { Loading } from "../../app/Loading";
import { Page } from "../../app/Page";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { RolesHeld } from "../../session/RolesHeld";
import { communesWith, useCan } from "../../session/useCan";
import { useCommunes } from "../../session/useCommunes";
import { usePersonName } from "../../session/usePersonName";
import { BackLink } from "../../ui/BackLink";
import { toast } from "../../ui/Toast";
import { Access } from "./Access";
import { AccountAudit } from "./AccountAudit";
import { PersonForm } from "./PersonForm";
import { useChangePerson, usePerson } from "./queries";
import type { Person } from "./types";
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
  const { data: session } = useSession();
  const communes = useCommunes();
  const change = useChangePerson(person.id);
  const canAudit = useCan("core.view_audit");
  if (!communes.data) return <Loading />;
  const own = new Set(communesWith(session, "accounts.manage_users", communes.data).map(({ id }) => id));
  const foreign = person.roles.filter((held) => !own.has(held.commune_id));
  const roles = person.roles
    .filter((held) => own.has(held.commune_id))
    .map(({ role, commune_id }) => ({ role, commune_id }));
  const { username, full_name, full_name_ar, email, phone, language } = person;
  return (
    <>
      <div className={styles.heading}>
        <h1 className={styles.title}>{title}</h1>
        <StateBadge person={person} />
      </div>
      <PersonForm
        draft={{ username, full_name, full_name_ar, email, phone, language, roles }}
        submitTitle={t("users.form.save")}
        foreign={foreign.length > 0 && <RolesHeld roles={foreign} />}
        onSubmit={async (draft) => {
          await change.mutateAsync(draft);
          toast(t("users.form.saved"));
        }}
      />
      <Access person={person} />
      {canAudit && <AccountAudit id={person.id} />}
    </>
  );
}
