import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Skeleton } from "../../ui/Skeleton";
import { useAudit } from "./queries";
import type { AuditEntry } from "./types";
import styles from "./users.module.css";

/** Who changed what about the account, the latest first. */
export function AccountAudit({ id }: { id: number }) {
  const { t } = useI18n();
  const audit = useAudit(id);
  const entries = audit.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={styles.section} aria-labelledby="audit">
      <h2 id="audit" className={styles.subtitle}>
        {t("users.audit.title")}
      </h2>
      {audit.isPending && <Skeleton lines={3} />}
      {audit.error && <p className={styles.error}>{audit.error.message}</p>}
      {audit.data && entries.length === 0 && <p className={styles.help}>{t("users.audit.empty")}</p>}
      <ol className={styles.audit}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {audit.hasNextPage && (
        <Button kind="quiet" isPending={audit.isFetchingNextPage} onPress={() => void audit.fetchNextPage()}>
          {t("users.audit.more")}
        </Button>
      )}
    </section>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { t, format } = useI18n();
  const titles: Record<string, string> = {
    insert: t("users.audit.insert"),
    update: t("users.audit.update"),
    delete: t("users.audit.delete"),
  };
  return (
    <li>
      <strong>{titles[entry.action] ?? entry.action}</strong> · {entry.actor?.name ?? t("users.audit.system")}{" "}
      · <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
      {Object.entries(entry.changes).map(([field, [before, after]]) => (
        <span key={field} className={styles.change}>
          <bdi>{field}</bdi>: <bdi>{String(before ?? "—")}</bdi> → <bdi>{String(after ?? "—")}</bdi>
        </span>
      ))}
    </li>
  );
}
