import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Skeleton } from "../../ui/Skeleton";
import { useAudit } from "./queries";
import type { AuditEntry } from "./types";
import styles from "./users.module.css";

// Of a password only that it changed may be told, and the record's key says nothing to anybody.
const SILENT = new Set(["password", "id"]);

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
      <strong>{titles[entry.action] ?? entry.action}</strong> · {entry.actor || t("users.audit.system")} ·{" "}
      <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
      {Object.entries(entry.before ?? {})
        .filter(([field]) => !SILENT.has(field))
        .map(([field, value]) => (
          <Before key={field} field={field} value={value} />
        ))}
    </li>
  );
}

/** What a field held before: the titles of the form for those it shows, the record's own name for others. */
function Before({ field, value }: { field: string; value: unknown }) {
  const { t } = useI18n();
  const titles: Record<string, string> = {
    full_name: t("users.form.fullName"),
    full_name_ar: t("users.form.fullNameAr"),
    email: t("users.form.email"),
    phone: t("users.form.phone"),
    language: t("users.form.language"),
    is_active: t("users.state.active"),
    must_change_password: t("users.state.oneTime"),
    last_login: t("users.column.lastLogin"),
  };
  const yesNo: Record<string, string> = { true: t("users.audit.yes"), false: t("users.audit.no") };
  const text = value === null || value === "" ? "—" : (yesNo[String(value)] ?? String(value));
  return (
    <span className={styles.change}>
      {titles[field] ?? field}: {t("users.audit.before", { value: `\u2068${text}\u2069` })}
    </span>
  );
}
