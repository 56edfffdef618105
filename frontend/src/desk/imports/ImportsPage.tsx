import { FileUp, Upload } from "lucide-react";
import { Link, useSearchParams } from "wouter";
import { useSession } from "../../api/session";
import { Page } from "../../app/Page";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { communesWith, useCan } from "../../session/useCan";
import { useCommunes } from "../../session/useCommunes";
import button from "../../ui/Button.module.css";
import { EmptyState } from "../../ui/EmptyState";
import { type LinkColumn, LinkList } from "../../ui/LinkList";
import { Pager } from "../../ui/Pager";
import { Select } from "../../ui/Select";
import { Skeleton } from "../../ui/Skeleton";
import styles from "./imports.module.css";
import { PAGE_SIZE, useImports, useTargets } from "./queries";
import { StateBadge } from "./StateBadge";
import { changeTotal } from "./states";
import type { Import } from "./types";

export function ImportsPage() {
  const { t } = useI18n();
  const mayRun = useCan("importing.run_import");
  const [params, setParams] = useSearchParams();
  const commune = Number(params.get("commune")) || null;
  const page = Number(params.get("page")) || 1;
  const imports = useImports({ commune, page });
  const change = (next: Record<string, number | null>) => {
    const kept = Object.entries({ commune, ...next }).filter(([, value]) => value);
    setParams(new URLSearchParams(kept.map(([name, value]) => [name, String(value)])), { replace: true });
  };
  return (
    <Page title={t("imports.title")} width="wide">
      <div className={styles.top}>
        <div>
          <h1 className={styles.title}>{t("imports.title")}</h1>
          <p className={styles.lead}>{t("imports.lead")}</p>
        </div>
        {mayRun && <NewLink title={t("imports.new")} />}
      </div>
      <CommuneFilter value={commune} onChange={(value) => change({ commune: value })} />
      {imports.isPending && <Skeleton lines={6} />}
      {imports.error && <Problem problem={imports.error} onRetry={() => void imports.refetch()} />}
      {imports.data?.items.length === 0 && (
        <EmptyState
          icon={<FileUp aria-hidden />}
          title={t("imports.empty.title")}
          action={mayRun && <NewLink title={t("imports.empty.action")} />}
        >
          {t("imports.empty.lead")}
        </EmptyState>
      )}
      {imports.data && imports.data.items.length > 0 && <List items={imports.data.items} />}
      {imports.data && (
        <Pager
          page={page}
          size={PAGE_SIZE}
          total={imports.data.total}
          onChange={(next) => change({ page: next })}
        />
      )}
    </Page>
  );
}

function NewLink({ title }: { title: string }) {
  return (
    <Link href="/desk/imports/new" className={`${button.button} ${button.main}`}>
      <Upload aria-hidden />
      {title}
    </Link>
  );
}

type CommuneFilterProps = { value: number | null; onChange: (commune: number | null) => void };

function CommuneFilter({ value, onChange }: CommuneFilterProps) {
  const { t, format } = useI18n();
  const { data: session } = useSession();
  const communes = communesWith(session, "importing.view_import", useCommunes().data ?? []);
  if (communes.length < 2) return null;
  return (
    <div className={styles.filter}>
      <Select<number>
        label={t("imports.commune")}
        value={value ?? 0}
        onChange={(next) => onChange(next || null)}
        options={[
          { value: 0, title: t("imports.allCommunes") },
          ...communes.map((commune) => ({ value: commune.id, title: format.name(commune.name) })),
        ]}
      />
    </div>
  );
}

function List({ items }: { items: Import[] }) {
  const { t, format } = useI18n();
  const targets = useTargets().data ?? [];
  const communes = useCommunes().data ?? [];
  const titleOf = (id: string) => targets.find((target) => target.id === id)?.title ?? id;
  const placeOf = (id: number) => {
    const commune = communes.find((entry) => entry.id === id);
    return commune ? format.name(commune.name) : "";
  };
  const columns: LinkColumn<Import>[] = [
    {
      id: "file",
      title: t("imports.column.file"),
      width: "2fr",
      cell: (item) => (
        <>
          <bdi className={styles.fileName}>{item.file.name}</bdi>
          <bdi className={`latin ${styles.small}`}>{item.number}</bdi>
        </>
      ),
    },
    {
      id: "target",
      title: t("imports.column.target"),
      width: "1.2fr",
      cell: (item) => (
        <>
          {titleOf(item.target)}
          <span className={styles.small}>{placeOf(item.commune_id)}</span>
        </>
      ),
    },
    {
      id: "state",
      title: t("imports.column.state"),
      width: "1.1fr",
      cell: (item) => <StateBadge state={item.state} />,
    },
    {
      id: "counts",
      title: t("imports.column.counts"),
      width: "1.8fr",
      cell: (item) => <Result item={item} />,
    },
    {
      id: "who",
      title: t("imports.column.who"),
      width: "1.3fr",
      cell: (item) => (
        <>
          {item.created_by?.name}
          <time className={styles.small} dateTime={item.created_at}>
            {format.dateTime(item.created_at)}
          </time>
        </>
      ),
    },
  ];
  return (
    <LinkList
      label={t("imports.title")}
      columns={columns}
      rows={items}
      rowKey={(item) => item.id}
      href={(item) => `/desk/imports/${item.id}`}
    />
  );
}

function Result({ item }: { item: Import }) {
  const { t } = useI18n();
  if (item.state === "failed" && item.error) return <span className={styles.small}>{item.error.title}</span>;
  if (!item.counts) return <span className={styles.small}>—</span>;
  const { read, refused } = item.counts;
  return (
    <span className={`numeric ${styles.small}`}>
      {t("imports.counts.short", { read, differ: changeTotal(item.counts), refused })}
    </span>
  );
}
