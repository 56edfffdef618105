import { UserPlus, Users as UsersIcon } from "lucide-react";
import { useDeferredValue, useEffect, useState } from "react";
import { Link, useSearchParams } from "wouter";
import { useSession } from "../../api/session";
import { Page } from "../../app/Page";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { RolesHeld } from "../../session/RolesHeld";
import { communesWith } from "../../session/useCan";
import { useCommunes } from "../../session/useCommunes";
import { usePersonName } from "../../session/usePersonName";
import { Badge } from "../../ui/Badge";
import button from "../../ui/Button.module.css";
import { EmptyState } from "../../ui/EmptyState";
import { Field } from "../../ui/Field";
import { type LinkColumn, LinkList } from "../../ui/LinkList";
import { Pager } from "../../ui/Pager";
import { Select } from "../../ui/Select";
import { Skeleton } from "../../ui/Skeleton";
import { PAGE_SIZE, type PersonFilter, usePeople, useRoles } from "./queries";
import type { Person } from "./types";
import styles from "./users.module.css";

const ALL = "";

export function UsersPage() {
  const { t } = useI18n();
  const [filter, setFilter] = useFilter();
  const people = usePeople(filter);
  const isFiltered = Boolean(filter.q || filter.commune || filter.role);
  return (
    <Page title={t("users.title")} width="wide">
      <div className={styles.top}>
        <div>
          <h1 className={styles.title}>{t("users.title")}</h1>
          <p className={styles.lead}>{t("users.lead")}</p>
        </div>
        <Link href="/desk/users/new" className={`${button.button} ${button.main}`}>
          <UserPlus aria-hidden />
          {t("users.new")}
        </Link>
      </div>
      <Filters filter={filter} onChange={setFilter} />
      <p className={styles.count} role="status">
        {people.data ? t("users.count", { count: people.data.total }) : ""}
      </p>
      {people.error && <Problem problem={people.error} onRetry={() => void people.refetch()} />}
      {people.isPending && <Skeleton lines={6} />}
      {people.data && people.data.items.length === 0 && <NoPeople isFiltered={isFiltered} />}
      {people.data && people.data.items.length > 0 && <PeopleList people={people.data.items} />}
      {people.data && (
        <Pager
          page={filter.page}
          size={PAGE_SIZE}
          total={people.data.total}
          onChange={(page) => setFilter({ page })}
        />
      )}
    </Page>
  );
}

/** The filter stands in the address, so that a list can be kept and sent. */
function useFilter(): [PersonFilter, (change: Partial<PersonFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter = {
    q: params.get("q") ?? "",
    commune: Number(params.get("commune")) || null,
    role: params.get("role"),
    page: Number(params.get("page")) || 1,
  };
  const change = (next: Partial<PersonFilter>) => {
    const merged = { ...filter, page: 1, ...next };
    const kept = Object.entries(merged).filter(([name, value]) => value && !(name === "page" && value === 1));
    setParams(new URLSearchParams(kept.map(([name, value]) => [name, String(value)])), { replace: true });
  };
  return [filter, change];
}

type FiltersProps = { filter: PersonFilter; onChange: (change: Partial<PersonFilter>) => void };

function Filters({ filter, onChange }: FiltersProps) {
  const { t, format } = useI18n();
  const { data: session } = useSession();
  const communes = communesWith(session, "accounts.manage_users", useCommunes().data ?? []);
  const roles = useRoles().data ?? [];
  return (
    <search className={styles.filters}>
      <SearchField value={filter.q} onChange={(q) => onChange({ q })} />
      {communes.length > 1 && (
        <Select<string>
          label={t("users.filter.commune")}
          value={filter.commune ? String(filter.commune) : ALL}
          onChange={(value) => onChange({ commune: Number(value) || null })}
          options={[
            { value: ALL, title: t("users.filter.allCommunes") },
            ...communes.map((commune) => ({ value: String(commune.id), title: format.name(commune.name) })),
          ]}
        />
      )}
      <Select<string>
        label={t("users.filter.role")}
        value={filter.role ?? ALL}
        onChange={(role) => onChange({ role: role || null })}
        options={[
          { value: ALL, title: t("users.filter.allRoles") },
          ...roles.map(({ role, title }) => ({ value: role, title })),
        ]}
      />
    </search>
  );
}

/** Typing shows at once; the server is asked when the typing rests. */
function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useI18n();
  const [typed, setTyped] = useState(value);
  const rested = useDeferredValue(typed);
  useEffect(() => {
    if (rested === value) return;
    const timer = setTimeout(() => onChange(rested), 250);
    return () => clearTimeout(timer);
  }, [rested, value, onChange]);
  return <Field label={t("users.search")} type="search" value={typed} onChange={setTyped} />;
}

function NoPeople({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useI18n();
  return (
    <EmptyState
      icon={<UsersIcon aria-hidden />}
      title={t(isFiltered ? "users.none.title" : "users.empty.title")}
    >
      {t(isFiltered ? "users.none.lead" : "users.empty.lead")}
    </EmptyState>
  );
}

function PeopleList({ people }: { people: Person[] }) {
  const { t, format } = useI18n();
  const columns: LinkColumn<Person>[] = [
    {
      id: "name",
      title: t("users.column.name"),
      width: "1.6fr",
      cell: (person) => <NameCell person={person} />,
    },
    {
      id: "roles",
      title: t("users.column.roles"),
      width: "2fr",
      cell: (person) => <RolesHeld roles={person.roles} />,
    },
    {
      id: "state",
      title: t("users.column.state"),
      width: "1.2fr",
      cell: (person) => <StateBadge person={person} />,
    },
    {
      id: "login",
      title: t("users.column.lastLogin"),
      width: "1fr",
      isDeskOnly: true,
      cell: (person) => (person.last_login ? format.dateTime(person.last_login) : t("users.never")),
    },
  ];
  return (
    <LinkList
      label={t("users.title")}
      columns={columns}
      rows={people}
      rowKey={(person) => person.id}
      href={(person) => `/desk/users/${person.id}`}
    />
  );
}

function NameCell({ person }: { person: Person }) {
  const nameOf = usePersonName();
  return (
    <>
      <strong className={styles.name}>{nameOf(person)}</strong>
      <bdi className={`latin ${styles.small}`}>{person.username}</bdi>
    </>
  );
}

export function StateBadge({ person }: { person: Person }) {
  const { t } = useI18n();
  if (!person.is_active) return <Badge level="neutral">{t("users.state.inactive")}</Badge>;
  if (person.must_change_password) return <Badge level="waiting">{t("users.state.oneTime")}</Badge>;
  return <Badge level="ok">{t("users.state.active")}</Badge>;
}
