import { useState } from "react";
import { Link } from "wouter";
import { useI18n } from "../../../i18n/t";
import type { Permit } from "../../../permits/shared/types";
import { Button } from "../../../ui/Button";
import button from "../../../ui/Button.module.css";
import { useSessions } from "../queries";
import styles from "./dossier.module.css";
import { StepDialog } from "./StepDialog";
import { mainStep, type Step, stepsOf } from "./steps";

/** The one next step as the main button, what else is possible beneath, and in words whom it waits for. */
export function NextStep({ permit }: { permit: Permit }) {
  const { t } = useI18n();
  const [asked, setAsked] = useState<Step | null>(null);
  const main = mainStep(permit);
  const others = stepsOf(permit).filter((step) => step !== main);
  return (
    <section className={styles.next} aria-label={t("permitDesk.next")}>
      <p>{t(`permitDesk.waits.${permit.state}`)}</p>
      {permit.state === "in_commission" && <ToSession permit={permit} />}
      {main && (
        <Button kind="main" onPress={() => setAsked(main)}>
          {t(`permitDesk.step.${main}`)}
        </Button>
      )}
      {others.map((step) => (
        <Button key={step} onPress={() => setAsked(step)}>
          {t(`permitDesk.step.${step}`)}
        </Button>
      ))}
      {asked && <StepDialog permit={permit} step={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

/** The commission deliberates in a session: the one whose agenda the dossier is on. */
function ToSession({ permit }: { permit: Permit }) {
  const { t, format } = useI18n();
  const session = (useSessions().data ?? []).find(
    (one) =>
      (one.state === "planned" || one.state === "open") &&
      one.items.some((item) => item.permit === permit.id && !item.concluded_at && !item.is_postponed),
  );
  if (!session) return null;
  return (
    <Link href={`/desk/permits/sessions/${session.id}`} className={`${button.button} ${button.main}`}>
      {t("permitDesk.toSession", { date: format.date(session.starts_at) })}
    </Link>
  );
}
