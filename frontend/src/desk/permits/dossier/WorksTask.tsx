import { Link } from "wouter";
import { useI18n } from "../../../i18n/t";
import type { Permit } from "../../../permits/shared/types";
import { useCan } from "../../../session/useCan";
import { EmptyState } from "../../../ui/EmptyState";
import styles from "../permits.module.css";
import { useOffences, useVisits } from "../queries";
import { ObserveButton } from "../works/ObserveButton";
import { OffenceBadge } from "../works/OffenceBadge";
import { VisitLine } from "../works/VisitLine";

/** The site: visits planned and held, offences observed. */
export function WorksTask({ permit }: { permit: Permit }) {
  const { t, format } = useI18n();
  const visits = useVisits({ permit: permit.id }).data ?? [];
  const offences = useOffences({ permit: permit.id }).data ?? [];
  const inspects = useCan("permits.inspect_site", permit.commune_id);
  return (
    <div className={styles.stack}>
      <div className={styles.top}>
        <h2 className={styles.subtitle}>{t("permitDesk.task.works")}</h2>
        {inspects && <ObserveButton commune={permit.commune_id} permit={permit.id} site={permit.site} />}
      </div>
      {visits.length === 0 && offences.length === 0 && (
        <EmptyState title={t("permitDesk.noVisits")}>{t("permitDesk.noVisitsHelp")}</EmptyState>
      )}
      <ul className={styles.list}>
        {visits.map((visit) => (
          <li key={visit.id}>
            <VisitLine visit={visit} />
          </li>
        ))}
      </ul>
      <ul className={styles.list}>
        {offences.map((offence) => (
          <li key={offence.id} className={styles.row}>
            <Link href={`/desk/permits/offences/${offence.id}`} className="latin">
              {offence.number}
            </Link>
            <OffenceBadge state={offence.state} />
            <span className={styles.small}>{format.date(offence.observed_at)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
