import { Suspense } from "react";
import { Link } from "wouter";
import { useI18n } from "../../../i18n/t";
import { Badge, type Level } from "../../../ui/Badge";
import styles from "../permits.module.css";
import type { Visit } from "../queries";
import { usePersonTitle } from "../usePersonTitle";
import type { Purpose, VisitResult } from "./kinds";
import { useOutbox } from "./useOutbox";

const TONES: Readonly<Record<VisitResult, Level>> = {
  conforming: "ok",
  remarks: "waiting",
  offence: "late",
  impossible: "neutral",
};

/** A visit in a line: what for, when, by whom, what it found. */
export function VisitLine({ visit }: { visit: Visit }) {
  const { t, format } = useI18n();
  const title = usePersonTitle();
  const day = visit.held_at ?? visit.planned_on;
  return (
    <div className={styles.row}>
      <Link href={`/desk/permits/visits/${visit.id}`}>
        {t(`permitDesk.purpose.${visit.purpose as Purpose}`)}
      </Link>
      {visit.held_at ? (
        <Badge level={TONES[visit.result as VisitResult]}>
          {t(`permitDesk.result.${visit.result as VisitResult}`)}
        </Badge>
      ) : (
        <Suspense fallback={<Badge level="waiting">{t("permitDesk.planned")}</Badge>}>
          <PlannedBadge id={visit.id} />
        </Suspense>
      )}
      <span className={styles.small}>
        {day && format.date(day)} {visit.inspector && `· ${title(visit.inspector)}`}
      </span>
    </div>
  );
}

/** Planned, or ended on this device and not sent yet. */
function PlannedBadge({ id }: { id: number }) {
  const { t } = useI18n();
  const isKept = Boolean(useOutbox().outbox.find(id)?.heldAt);
  return <Badge level="waiting">{t(isKept ? "permitDesk.keptUnsent" : "permitDesk.planned")}</Badge>;
}
