import { MapPinCheck } from "lucide-react";
import { Problem } from "../../../app/Problem";
import { useI18n } from "../../../i18n/t";
import { EmptyState } from "../../../ui/EmptyState";
import { Skeleton } from "../../../ui/Skeleton";
import { PermitsPage } from "../PermitsPage";
import styles from "../permits.module.css";
import { useVisits } from "../queries";
import { KeptVisits } from "./KeptVisits";
import { VisitLine } from "./VisitLine";

/** The visits that are to be made, by their day. */
export default function VisitsPage() {
  const { t } = useI18n();
  const visits = useVisits({ waiting: true });
  return (
    <PermitsPage title={t("permitDesk.visits")}>
      <KeptVisits />
      {visits.error && <Problem problem={visits.error} onRetry={() => void visits.refetch()} />}
      {visits.isPending && <Skeleton lines={5} />}
      {visits.data?.length === 0 && (
        <EmptyState icon={<MapPinCheck aria-hidden />} title={t("permitDesk.noVisits")}>
          {t("permitDesk.noVisitsHelp")}
        </EmptyState>
      )}
      {visits.data && visits.data.length > 0 && (
        <ul className={`${styles.card} ${styles.list}`}>
          {visits.data.map((visit) => (
            <li key={visit.id}>
              <VisitLine visit={visit} />
            </li>
          ))}
        </ul>
      )}
    </PermitsPage>
  );
}
