import { Page } from "../../../app/Page";
import { Problem } from "../../../app/Problem";
import { useI18n } from "../../../i18n/t";
import { useCan } from "../../../session/useCan";
import { BackLink } from "../../../ui/BackLink";
import { Badge } from "../../../ui/Badge";
import { EmptyState } from "../../../ui/EmptyState";
import { Skeleton } from "../../../ui/Skeleton";
import styles from "../permits.module.css";
import { useVisits, type Visit } from "../queries";
import { KeptNotice } from "./KeptNotice";
import { CHECK_ITEMS, type VisitPurpose } from "./kinds";
import { useOutbox } from "./useOutbox";
import { VisitForm } from "./VisitForm";
import { VisitBadge, VisitMoment } from "./VisitLine";

/** One visit: the form while it is to be held, what it found afterwards. */
export default function VisitPage({ id }: { id: number }) {
  const { t } = useI18n();
  const visits = useVisits();
  const visit = visits.data?.find((one) => one.id === id);
  const inspects = useCan("permits.inspect_site", visit?.commune_id);
  const title = visit ? t(`permitDesk.purpose.${visit.purpose as VisitPurpose}`) : t("permitDesk.visit");
  return (
    <Page title={title}>
      <div className={styles.stack}>
        <BackLink href="/desk/permits/visits">{t("permitDesk.visits")}</BackLink>
        <h1 className={styles.title}>{title}</h1>
        {visit && (
          <p>
            <span className="latin">{visit.about}</span>
            {visit.address && (
              <>
                {" · "}
                <bdi>{visit.address}</bdi>
              </>
            )}
          </p>
        )}
        {visits.error && !visits.data && (
          <Problem problem={visits.error} onRetry={() => void visits.refetch()} />
        )}
        {visits.isPending && <Skeleton lines={5} />}
        {visits.data && !visit && <EmptyState title={t("permitDesk.noVisit")} />}
        {visit && !visit.held_at && inspects && <VisitForm visit={visit} />}
        {visit?.held_at && <StillKept id={visit.id} />}
        {visit && (visit.held_at || !inspects) && <Held visit={visit} />}
      </div>
    </Page>
  );
}

/** What this device kept of a visit that another one recorded. */
function StillKept({ id }: { id: number }) {
  const kept = useOutbox().outbox.find(id);
  return kept?.heldAt ? <KeptNotice visit={kept} /> : null;
}

function Held({ visit }: { visit: Visit }) {
  const { t, format } = useI18n();
  const pointName = (item: string) => {
    const known = CHECK_ITEMS.find((one) => one === item);
    return known ? t(`permitDesk.check.${known}`) : item;
  };
  return (
    <section className={styles.card}>
      <div className={styles.row}>
        <VisitBadge visit={visit} />
        <VisitMoment visit={visit} />
      </div>
      {visit.note && <p dir="auto">{visit.note}</p>}
      <ul className={styles.list}>
        {visit.checklist.map((one) => (
          <li key={String(one.item)} className={styles.row}>
            <span>{pointName(String(one.item))}</span>
            <Badge level={one.ok === true ? "ok" : one.ok === false ? "late" : "neutral"}>
              {t(
                one.ok === true
                  ? "permitDesk.checkOk"
                  : one.ok === false
                    ? "permitDesk.checkNot"
                    : "permitDesk.checkNone",
              )}
            </Badge>
          </li>
        ))}
      </ul>
      {visit.photos.map((photo) => (
        <a key={photo.id} href={`/api/v1/permits/inspections/photos/${photo.id}`} download>
          {t("permitDesk.photo")} {photo.taken_at && format.dateTime(photo.taken_at)} {photo.caption}
        </a>
      ))}
    </section>
  );
}
