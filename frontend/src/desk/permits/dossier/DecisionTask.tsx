import type { MessageKey } from "../../../i18n/language";
import { useI18n } from "../../../i18n/t";
import type { Permit } from "../../../permits/shared/types";
import { Badge } from "../../../ui/Badge";
import { EmptyState } from "../../../ui/EmptyState";
import styles from "../permits.module.css";

/** What was decided, the fee and its payments. */
export function DecisionTask({ permit }: { permit: Permit }) {
  const { t } = useI18n();
  return (
    <div className={styles.stack}>
      <h2 className={styles.subtitle}>{t("permitDesk.task.decision")}</h2>
      {permit.decisions.length === 0 && permit.fees.length === 0 && (
        <EmptyState title={t("permitDesk.undecided")} />
      )}
      {permit.fees.map((order) => (
        <Fee key={order.number} order={order} />
      ))}
      {permit.decisions.map((decision) => (
        <DecisionCard key={decision.id} decision={decision} />
      ))}
    </div>
  );
}

function useDirhams(): (amount: string | number) => string {
  const { t, format } = useI18n();
  return (amount) =>
    t("permitDesk.dirhams", {
      amount: format.number(Number(amount), { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    });
}

function Fee({ order }: { order: Permit["fees"][number] }) {
  const { t, format } = useI18n();
  const dirhams = useDirhams();
  const paid = order.payments.reduce((sum, payment) => sum + Number(payment.amount), 0);
  return (
    <div className={styles.card}>
      <div className={styles.row}>
        <b>{t("permitDesk.fee")}</b>
        <span className={`${styles.small} latin`}>{order.number}</span>
        <b className="numeric">{dirhams(order.amount)}</b>
        {order.cancelled_at && <Badge>{t("permitDesk.cancelled")}</Badge>}
        {order.exemption && <Badge level="info">{order.exemption}</Badge>}
      </div>
      <ul className={styles.list}>
        {order.lines.map((line) => (
          <li key={line.code} className={styles.row}>
            <span>{t(`permitDesk.feeLine.${line.code}` as MessageKey)}</span>
            <span className="numeric">
              {format.number(Number(line.quantity))} {line.unit} × {dirhams(line.rate)}
            </span>
            <b className="numeric">{dirhams(line.amount)}</b>
            <span className={styles.small}>{line.legal_ref}</span>
          </li>
        ))}
      </ul>
      {order.payments.map((payment) => (
        <p key={payment.number}>
          <Badge level="ok">{t("permitDesk.paid")}</Badge>{" "}
          <b className="numeric">{dirhams(payment.amount)}</b>{" "}
          {t(`permitDesk.method.${payment.method}` as MessageKey)} · {format.date(payment.paid_on)}{" "}
          <bdi>{payment.reference}</bdi>
        </p>
      ))}
      {!order.cancelled_at && paid < Number(order.amount) && (
        <p className="numeric">
          {t("permitDesk.remaining", { amount: dirhams(Number(order.amount) - paid) })}
        </p>
      )}
    </div>
  );
}

function DecisionCard({ decision }: { decision: Permit["decisions"][number] }) {
  const { t, format } = useI18n();
  return (
    <div className={styles.card}>
      <div className={styles.row}>
        <b>{t(`permitDesk.decision.${decision.kind}` as MessageKey)}</b>
        <span className={`${styles.small} latin`}>{decision.number}</span>
        {decision.revoked_at && <Badge level="late">{t("permitDesk.revoked")}</Badge>}
      </div>
      {decision.signed_at && <p>{t("permitDesk.signedAt", { at: format.dateTime(decision.signed_at) })}</p>}
      {decision.text && <p dir="auto">{decision.text}</p>}
      {decision.reasons.map((reason) => (
        <p key={reason.id}>
          – {format.name(reason.name)} <span className={styles.small}>{reason.legal_ref}</span>
        </p>
      ))}
      {decision.ways_of_appeal && <p dir="auto">{decision.ways_of_appeal}</p>}
      {decision.appeal_until && (
        <p>{t("permitDesk.appealUntil", { date: format.date(decision.appeal_until) })}</p>
      )}
      {decision.signed_at && (
        <a href={`/verify/${decision.code}`} className="latin">
          {decision.code}
        </a>
      )}
    </div>
  );
}
