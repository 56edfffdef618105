import { useState } from "react";
import { Page } from "../../../app/Page";
import { Problem } from "../../../app/Problem";
import { useI18n } from "../../../i18n/t";
import { useCan } from "../../../session/useCan";
import { BackLink } from "../../../ui/BackLink";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Skeleton } from "../../../ui/Skeleton";
import { toast } from "../../../ui/Toast";
import { paperHref } from "../addresses";
import styles from "../permits.module.css";
import { type Session, useSession, useSessionPapers, useSessionStep } from "../queries";
import { Agenda } from "./Agenda";
import { Attendance } from "./Attendance";
import { CloseSession } from "./CloseSession";
import { SessionBadge } from "./SessionBadge";

/** A session: who came, the dossiers in turn, the minutes. */
export default function SessionPage({ id }: { id: number }) {
  const { t, format } = useI18n();
  const query = useSession(id);
  const session = query.data;
  return (
    <Page title={session?.number ?? t("permitDesk.session")} width="wide">
      <div className={styles.stack}>
        <BackLink href="/desk/permits/sessions">{t("permitDesk.sessions")}</BackLink>
        {query.error && !session && <Problem problem={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton lines={6} />}
        {session && (
          <>
            <div className={styles.top}>
              <div>
                <h1 className={styles.title}>{format.dateTime(session.starts_at)}</h1>
                <span className={styles.small}>
                  <bdi>{session.number}</bdi> {session.place && `· ${session.place}`}
                </span>
              </div>
              <SessionBadge state={session.state} />
            </div>
            <SessionActs session={session} />
            <Quorum session={session} />
            <Agenda session={session} />
            <Attendance session={session} />
            <Minutes session={session} />
          </>
        )}
      </div>
    </Page>
  );
}

function Quorum({ session }: { session: Session }) {
  const { t } = useI18n();
  const isReached = session.present >= session.quorum;
  return (
    <p>
      <Badge level={isReached ? "ok" : "waiting"}>
        {t("permitDesk.present", { present: session.present, quorum: session.quorum })}
      </Badge>
    </p>
  );
}

function SessionActs({ session }: { session: Session }) {
  const { t } = useI18n();
  const reviews = useCan("permits.review_permit", session.commune);
  const step = useSessionStep(session.id);
  const [isClosing, setClosing] = useState(false);
  if (!reviews || (session.state !== "planned" && session.state !== "open")) return null;
  const fail = { onError: (error: Error) => toast(error.message, "late") };
  return (
    <div className={styles.row}>
      {session.state === "planned" && (
        <>
          <Button kind="main" onPress={() => step.mutate({ method: "POST", path: "/opening" }, fail)}>
            {t("permitDesk.openSession")}
          </Button>
          <Button onPress={() => step.mutate({ method: "DELETE", path: "" }, fail)}>
            {t("permitDesk.cancelSession")}
          </Button>
        </>
      )}
      {session.state === "open" && (
        <Button kind="main" onPress={() => setClosing(true)}>
          {t("permitDesk.closeSession")}
        </Button>
      )}
      {isClosing && <CloseSession session={session} onClose={() => setClosing(false)} />}
    </div>
  );
}

function Minutes({ session }: { session: Session }) {
  const { t } = useI18n();
  const handles = useCan("permits.view_permit", session.commune);
  const papers = useSessionPapers(session.id, handles && session.state === "closed").data ?? [];
  if (session.state !== "closed") return null;
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{t("permitDesk.minutes")}</h2>
      {session.minutes && <p dir="auto">{session.minutes}</p>}
      {papers.map((paper) => (
        <a key={paper.code} href={paperHref(paper.code)} download>
          {t("permitDesk.minutesPdf")}
        </a>
      ))}
      {handles && papers.length === 0 && <p className={styles.small}>{t("permitDesk.beingPrinted")}</p>}
    </section>
  );
}
