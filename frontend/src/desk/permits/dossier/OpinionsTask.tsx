import { useI18n } from "../../../i18n/t";
import { Conclusion } from "../../../permits/shared/Conclusion";
import { VerdictBadge } from "../../../permits/shared/StateBadge";
import type { Circulation, Opinion, Permit } from "../../../permits/shared/types";
import { useCan } from "../../../session/useCan";
import { Badge } from "../../../ui/Badge";
import { EmptyState } from "../../../ui/EmptyState";
import { GiveOpinion } from "../member/GiveOpinion";
import styles from "../permits.module.css";
import { useAsked } from "../queries";

/** Who was asked, until when, and what they said. A member gives theirs here. */
export function OpinionsTask({ permit }: { permit: Permit }) {
  const { t } = useI18n();
  const advises = useCan("permits.give_opinion", permit.commune_id);
  if (permit.circulations.length === 0)
    return <EmptyState title={t("permitDesk.notCirculated")}>{t("permitDesk.notCirculatedHelp")}</EmptyState>;
  return (
    <div className={styles.stack}>
      <h2 className={styles.subtitle}>{t("permitDesk.task.opinions")}</h2>
      {advises && <MyOpinions permit={permit} />}
      <Conclusion permit={permit} />
      <ul className={`${styles.card} ${styles.list}`}>
        {permit.circulations.map((sent) => (
          <Line
            key={sent.id}
            sent={sent}
            opinion={permit.opinions.findLast((one) => one.entity === sent.entity && !one.is_superseded)}
          />
        ))}
      </ul>
    </div>
  );
}

function Line({ sent, opinion }: { sent: Circulation; opinion: Opinion | undefined }) {
  const { t, format } = useI18n();
  const isLate = !sent.answered_at && Date.parse(sent.due_at) < Date.now();
  return (
    <li>
      <div className={styles.row}>
        <b>{format.name(sent.entity_name)}</b>
        {sent.answered_at && opinion ? (
          <VerdictBadge verdict={opinion.verdict} />
        ) : (
          <Badge level={isLate ? "late" : "waiting"}>
            {t(isLate ? "permitDesk.opinionLate" : "permitDesk.opinionUntil", {
              date: format.date(sent.due_at),
            })}
          </Badge>
        )}
      </div>
      {opinion && <OpinionText opinion={opinion} />}
    </li>
  );
}

function OpinionText({ opinion }: { opinion: Opinion }) {
  const { format } = useI18n();
  return (
    <>
      {opinion.text && <p dir="auto">{opinion.text}</p>}
      {opinion.reservations.map((one) => (
        <p key={one} dir="auto">
          – {one}
        </p>
      ))}
      {opinion.reasons.map((reason) => (
        <p key={reason.id}>
          – {format.name(reason.name)} <span className={styles.small}>{reason.legal_ref}</span>
        </p>
      ))}
      <span className={styles.small}>{format.dateTime(opinion.given_at)}</span>
    </>
  );
}

function MyOpinions({ permit }: { permit: Permit }) {
  const mine = (useAsked().data ?? []).filter((one) => one.permit === permit.id && !one.answered_at);
  return (
    <>
      {mine.map((asked) => (
        <GiveOpinion key={asked.circulation} asked={asked} commune={permit.commune_id} />
      ))}
    </>
  );
}
