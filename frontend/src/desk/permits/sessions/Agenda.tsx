import { ChevronDown, ChevronUp } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { useI18n } from "../../../i18n/t";
import { StateBadge, VerdictBadge } from "../../../permits/shared/StateBadge";
import type { PermitState, Verdict } from "../../../permits/shared/types";
import { useCan } from "../../../session/useCan";
import { Badge } from "../../../ui/Badge";
import { Button, IconButton } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { toast } from "../../../ui/Toast";
import { addressOf } from "../addresses";
import styles from "../permits.module.css";
import { type Session, type SessionItem, useSessionStep } from "../queries";
import { ConcludeItem } from "./ConcludeItem";

/** The dossiers in their turn; while the session is open each is concluded or left to a later one. */
export function Agenda({ session }: { session: Session }) {
  const { t } = useI18n();
  const reviews = useCan("permits.review_permit", session.commune);
  const step = useSessionStep(session.id);
  const isOrdered =
    reviews && session.items.length > 1 && (session.state === "planned" || session.state === "open");
  const move = (from: number, to: number) => {
    const items = session.items.map((one) => one.id);
    const [moved] = items.splice(from, 1);
    if (moved === undefined) return;
    items.splice(to, 0, moved);
    step.mutate(
      { method: "PUT", path: "/agenda", body: { items } },
      { onError: (error) => toast(error.message, "late") },
    );
  };
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{t("permitDesk.agenda")}</h2>
      {session.items.length === 0 && (
        <EmptyState title={t("permitDesk.emptyAgenda")}>{t("permitDesk.emptyAgendaHelp")}</EmptyState>
      )}
      <ol className={styles.list}>
        {session.items.map((item, index) => (
          <li key={item.id} className={styles.row}>
            <Item session={session} item={item} />
            {isOrdered && (
              <>
                <IconButton
                  label={t("permitDesk.earlier", { reference: item.reference })}
                  icon={<ChevronUp />}
                  isDisabled={index === 0}
                  onPress={() => move(index, index - 1)}
                />
                <IconButton
                  label={t("permitDesk.later", { reference: item.reference })}
                  icon={<ChevronDown />}
                  isDisabled={index === session.items.length - 1}
                  onPress={() => move(index, index + 1)}
                />
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Item({ session, item }: { session: Session; item: SessionItem }) {
  const { t } = useI18n();
  const reviews = useCan("permits.review_permit", session.commune);
  const [isConcluding, setConcluding] = useState(false);
  const step = useSessionStep(session.id);
  const waits = reviews && session.state === "open" && !item.concluded_at;
  return (
    <>
      <span className={styles.grow}>
        <Link href={addressOf(item)} className="latin">
          {item.reference}
        </Link>
        <span className={styles.small}>{item.title}</span>
      </span>
      {item.conclusion && <VerdictBadge verdict={item.conclusion as Verdict} />}
      {item.is_postponed && <Badge>{t("permitDesk.postponed")}</Badge>}
      {!item.concluded_at && <StateBadge state={item.state as PermitState} />}
      {item.note && <span dir="auto">{item.note}</span>}
      {waits && (
        <>
          <Button kind="main" size="small" onPress={() => setConcluding(true)}>
            {t("permitDesk.step.conclude")}
          </Button>
          <Button
            size="small"
            onPress={() =>
              step.mutate(
                { method: "POST", path: `/items/${item.id}/postponement`, body: {} },
                { onError: (error) => toast(error.message, "late") },
              )
            }
          >
            {t("permitDesk.postpone")}
          </Button>
        </>
      )}
      {isConcluding && <ConcludeItem session={session} item={item} onClose={() => setConcluding(false)} />}
    </>
  );
}
