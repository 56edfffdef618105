import { useI18n } from "../../../i18n/t";
import { useEntities } from "../../../permits/shared/queries";
import { useCan } from "../../../session/useCan";
import { Select } from "../../../ui/Select";
import { toast } from "../../../ui/Toast";
import styles from "../permits.module.css";
import { type Session, useSessionStep } from "../queries";

const PRESENCES = ["present", "excused", "absent"] as const;

/** Who came: noted until the session is closed. */
export function Attendance({ session }: { session: Session }) {
  const { t, format } = useI18n();
  const entities = useEntities(session.commune).data ?? [];
  const reviews = useCan("permits.review_permit", session.commune);
  const step = useSessionStep(session.id);
  const isKept = !reviews || session.state === "closed" || session.state === "cancelled";
  const noted = new Map(session.attendances.map((one) => [one.entity, one.presence]));
  const note = (entity: number, presence: string) =>
    step.mutate(
      { method: "PUT", path: "/attendance", body: { entity, presence } },
      { onError: (error) => toast(error.message, "late") },
    );
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{t("permitDesk.attendance")}</h2>
      <div className={styles.pair}>
        {entities
          .filter((one) => !isKept || noted.has(one.id))
          .map((one) => (
            <Select<string>
              key={one.id}
              label={format.name(one.name)}
              value={noted.get(one.id) ?? null}
              placeholder={t("permitDesk.notNoted")}
              isDisabled={isKept}
              onChange={(presence) => note(one.id, presence)}
              options={PRESENCES.map((value) => ({ value, title: t(`permitDesk.presence.${value}`) }))}
            />
          ))}
      </div>
    </section>
  );
}
