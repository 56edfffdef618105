import { useState } from "react";
import { useLocation } from "wouter";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import styles from "../permits.module.css";
import { usePlanSession } from "../queries";
import { useDeskCommune } from "../useDeskCommune";

export function PlanSession({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const [, go] = useLocation();
  const { commune } = useDeskCommune("permits.review_permit");
  const [startsAt, setStartsAt] = useState("");
  const [place, setPlace] = useState("");
  const [quorum, setQuorum] = useState("3");
  const plan = usePlanSession();
  const number = Number(quorum);
  const isReady = commune !== undefined && startsAt !== "" && Number.isInteger(number) && number > 0;
  const send = () => {
    if (!commune) return;
    const body = { commune: commune.id, starts_at: new Date(startsAt).toISOString(), place, quorum: number };
    plan.mutate(body, { onSuccess: (session) => go(`/desk/permits/sessions/${session.id}`) });
  };
  return (
    <Dialog
      title={t("permitDesk.planSession")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isDisabled={!isReady} isPending={plan.isPending} onPress={send}>
            {t("permitDesk.planSession")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Field
          label={t("permitDesk.startsAt")}
          type="datetime-local"
          value={startsAt}
          onChange={setStartsAt}
          isRequired
        />
        <Field label={t("permitDesk.place")} value={place} onChange={setPlace} />
        <Field
          label={t("permitDesk.quorum")}
          help={t("permitDesk.quorumHelp")}
          value={quorum}
          onChange={setQuorum}
          input={{ inputMode: "numeric", dir: "ltr" }}
        />
        {plan.error && (
          <Notice level="late" isLive>
            {plan.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
