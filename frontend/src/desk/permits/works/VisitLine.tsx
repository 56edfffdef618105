import { Suspense } from "react";
import { Link } from "wouter";
import { useI18n } from "../../../i18n/t";
import { Badge, type Level } from "../../../ui/Badge";
import styles from "../permits.module.css";
import type { Visit } from "../queries";
import { today } from "../today";
import { usePersonTitle } from "../usePersonTitle";
import type { VisitPurpose, VisitResult } from "./kinds";
import { useOutbox } from "./useOutbox";

const TONES: Readonly<Record<VisitResult, Level>> = {
  conforming: "ok",
  remarks: "waiting",
  offence: "late",
  impossible: "neutral",
};

/** A visit in a line: what for, where, when, by whom, what it found. */
export function VisitLine({ visit }: { visit: Visit }) {
  const { t } = useI18n();
  return (
    <div className={styles.row}>
      <Link href={`/desk/permits/visits/${visit.id}`}>
        {t(`permitDesk.purpose.${visit.purpose as VisitPurpose}`)}
      </Link>
      <VisitBadge visit={visit} />
      <span className="latin">{visit.about}</span>
      {visit.address && <bdi>{visit.address}</bdi>}
      <VisitMoment visit={visit} />
    </div>
  );
}

/** When it is to be or was held, and by whom. */
export function VisitMoment({ visit }: { visit: Visit }) {
  const { format } = useI18n();
  const title = usePersonTitle();
  const day = visit.held_at ?? visit.planned_on;
  return (
    <span className={styles.small}>
      {day && format.date(day)} {visit.inspector && `· ${title(visit.inspector)}`}
    </span>
  );
}

/** What it found, or that it is still to be held. */
export function VisitBadge({ visit }: { visit: Visit }) {
  const { t } = useI18n();
  if (visit.held_at)
    return (
      <Badge level={TONES[visit.result as VisitResult]}>
        {t(`permitDesk.result.${visit.result as VisitResult}`)}
      </Badge>
    );
  const isMissed = visit.planned_on !== null && visit.planned_on < today();
  return (
    <Suspense fallback={<NotHeld isMissed={isMissed} />}>
      <NotHeldHere id={visit.id} isMissed={isMissed} />
    </Suspense>
  );
}

/** Not held yet, or ended on this device and not sent yet. */
function NotHeldHere({ id, isMissed }: { id: number; isMissed: boolean }) {
  const { t } = useI18n();
  const isKept = Boolean(useOutbox().outbox.find(id)?.heldAt);
  return isKept ? (
    <Badge level="waiting">{t("permitDesk.keptUnsent")}</Badge>
  ) : (
    <NotHeld isMissed={isMissed} />
  );
}

function NotHeld({ isMissed }: { isMissed: boolean }) {
  const { t } = useI18n();
  return (
    <Badge level={isMissed ? "late" : "waiting"}>
      {t(isMissed ? "permitDesk.notHeld" : "permitDesk.planned")}
    </Badge>
  );
}
