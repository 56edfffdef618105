import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import { toast } from "../../../ui/Toast";
import { useGiveOpinion } from "../dossier/dossierQueries";
import { type VerdictBody, VerdictForm } from "../dossier/VerdictForm";
import styles from "../permits.module.css";
import type { Asked } from "../queries";

/** "Your opinion by …": what a member of the commission came for. */
export function GiveOpinion({ asked, commune }: { asked: Asked; commune: number }) {
  const { t, format } = useI18n();
  const [body, setBody] = useState<VerdictBody | null>(null);
  const give = useGiveOpinion(asked.permit, asked.circulation);
  const send = () => give.mutate(body, { onSuccess: () => toast(t("permitDesk.opinionGiven")) });
  return (
    <section className={styles.card} aria-label={t("permitDesk.yourOpinion")}>
      <h3 className={styles.subtitle}>
        {t("permitDesk.yourOpinionBy", { date: format.date(asked.due_at) })}
      </h3>
      <span className={styles.small}>{format.name(asked.entity_name)}</span>
      <VerdictForm permit={{ commune_id: commune }} onChange={setBody} />
      {give.error && (
        <Notice level="late" isLive>
          {give.error.message}
        </Notice>
      )}
      <div className={styles.row}>
        <Button kind="main" isDisabled={body === null} isPending={give.isPending} onPress={send}>
          {t("permitDesk.giveOpinion")}
        </Button>
      </div>
      <span className={styles.small}>{t("permitDesk.opinionSeen")}</span>
    </section>
  );
}
