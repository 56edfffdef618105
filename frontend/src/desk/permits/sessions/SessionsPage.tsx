import { CalendarPlus, Users } from "lucide-react";
import { useState } from "react";
import { Problem } from "../../../app/Problem";
import { useI18n } from "../../../i18n/t";
import { useCan } from "../../../session/useCan";
import { Button } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { type LinkColumn, LinkList } from "../../../ui/LinkList";
import { Skeleton } from "../../../ui/Skeleton";
import { PermitsPage } from "../PermitsPage";
import styles from "../permits.module.css";
import { type Session, useSessions } from "../queries";
import { PlanSession } from "./PlanSession";
import { SessionBadge } from "./SessionBadge";

/** The sessions of the commission, latest first. */
export default function SessionsPage() {
  const { t, format } = useI18n();
  const sessions = useSessions();
  const reviews = useCan("permits.review_permit");
  const [isPlanning, setPlanning] = useState(false);
  const columns: LinkColumn<Session>[] = [
    {
      id: "when",
      title: t("permitDesk.session"),
      width: "1.5fr",
      cell: (one) => (
        <>
          <b>{format.dateTime(one.starts_at)}</b>
          <span className={`${styles.small} latin`}>{one.number}</span>
        </>
      ),
    },
    { id: "place", title: t("permitDesk.place"), width: "1.5fr", cell: (one) => one.place },
    {
      id: "agenda",
      title: t("permitDesk.agenda"),
      width: "1fr",
      cell: (one) => t("permitDesk.dossiers", { count: one.items.length }),
    },
    {
      id: "state",
      title: t("permitDesk.state"),
      width: "1fr",
      cell: (one) => <SessionBadge state={one.state} />,
    },
  ];
  const plan = reviews && (
    <Button kind="main" icon={<CalendarPlus aria-hidden />} onPress={() => setPlanning(true)}>
      {t("permitDesk.planSession")}
    </Button>
  );
  return (
    <PermitsPage title={t("permitDesk.sessions")} action={plan}>
      {sessions.error && <Problem problem={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.isPending && <Skeleton lines={5} />}
      {sessions.data?.length === 0 && (
        <EmptyState icon={<Users aria-hidden />} title={t("permitDesk.noSessions")}>
          {t("permitDesk.noSessionsHelp")}
        </EmptyState>
      )}
      {sessions.data && sessions.data.length > 0 && (
        <LinkList
          label={t("permitDesk.sessions")}
          columns={columns}
          rows={sessions.data}
          rowKey={(one) => one.id}
          href={(one) => `/desk/permits/sessions/${one.id}`}
        />
      )}
      {isPlanning && <PlanSession onClose={() => setPlanning(false)} />}
    </PermitsPage>
  );
}
