import { useI18n } from "../../i18n/t";
import styles from "./permits.module.css";
import { VerdictBadge } from "./StateBadge";
import type { Permit, Verdict } from "./types";

const CONCLUDED = /^conclude_(favourable|with_reservations|unfavourable)$/;

/** What the commission concluded last, with its reservations or reasons. */
export function Conclusion({ permit }: { permit: Permit }) {
  const { t, format } = useI18n();
  const last = permit.history.findLast((move) => CONCLUDED.test(move.action));
  const verdict = last && (CONCLUDED.exec(last.action)?.[1] as Verdict | undefined);
  if (!last || !verdict) return null;
  return (
    <section className={styles.card} aria-label={t("permits.conclusion")}>
      <div className={styles.row}>
        <strong>{t("permits.conclusion")}</strong>
        <VerdictBadge verdict={verdict} />
        <span className={styles.quiet}>{format.date(last.at)}</span>
      </div>
      {last.note && (
        <p dir="auto" className={styles.lines}>
          {last.note}
        </p>
      )}
    </section>
  );
}
