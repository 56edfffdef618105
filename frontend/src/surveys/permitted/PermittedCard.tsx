import { X } from "lucide-react";
import { Link } from "wouter";
import { useI18n } from "../../i18n/t";
import { Badge } from "../../ui/Badge";
import { IconButton } from "../../ui/Button";
import styles from "./permitted.module.css";
import { type Permitted, STANDING } from "./types";
import type { PermittedLayer } from "./usePermittedLayer";

/** The permits of the place that was clicked, each with the way to its dossier. */
export function PermittedCard({ layer }: { layer: PermittedLayer }) {
  const { t } = useI18n();
  if (layer.picked.length === 0) return null;
  return (
    <section className={styles.card} aria-label={t("surveys.permitted.here")} aria-live="polite">
      <header className={styles.head}>
        <h2>{t("surveys.permitted.here")}</h2>
        <IconButton label={t("common.close")} icon={<X aria-hidden />} onPress={() => layer.pick(null)} />
      </header>
      <ul className={styles.permits}>
        {layer.picked.map((one) => (
          <One key={one.id} permit={one} />
        ))}
      </ul>
    </section>
  );
}

function One({ permit }: { permit: Permitted }) {
  const { t, format } = useI18n();
  const { standing, height_m, floors, ended_on, completed_on } = permit;
  const lines: [string, string | null][] = [
    [t("surveys.permitted.issued"), format.date(permit.issued_on)],
    [t("surveys.permitted.state"), permit.state_title],
    [t("surveys.heightPermitted"), height_m === null ? null : format.distance(height_m)],
    [t("surveys.permitted.floors"), floors === null ? null : `R+${format.number(floors)}`],
    [t("surveys.permitted.completedOn"), completed_on && format.date(completed_on)],
    [t("surveys.permitted.endedOn"), ended_on && format.date(ended_on)],
  ];
  return (
    <li className={styles.permit}>
      <p className={styles.title}>
        <Link href={`/desk/permits/${encodeURIComponent(permit.reference)}`}>
          <bdi className="latin">{permit.reference}</bdi>
        </Link>
        <Badge level={STANDING[standing].level}>{t(`surveys.permitted.standing.${standing}`)}</Badge>
      </p>
      <p className={styles.quiet}>
        {t(`surveys.permitted.purpose.${permit.purpose}`)}
        {!permit.footprint && <> · {t("surveys.permitted.noFootprint")}</>}
      </p>
      <dl className={styles.facts}>
        {lines.map(([title, value]) =>
          value ? (
            <div key={title}>
              <dt>{title}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ) : null,
        )}
      </dl>
      {permit.plans.map((plan) => (
        <p key={plan.id} className={styles.quiet}>
          {t("surveys.permitted.planOf", { date: format.date(plan.read_at) })}{" "}
          <bdi className={styles.name}>{plan.name}</bdi>
          {plan.height_m !== null && <> · {format.distance(plan.height_m)}</>}
        </p>
      ))}
    </li>
  );
}
