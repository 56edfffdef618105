import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Notice } from "../../../ui/Notice";
import { TextArea } from "../../../ui/TextArea";
import styles from "../permits.module.css";
import { type Session, useSessionStep } from "../queries";

export function CloseSession({ session, onClose }: { session: Session; onClose: () => void }) {
  const { t } = useI18n();
  const [minutes, setMinutes] = useState("");
  const step = useSessionStep(session.id);
  const close = () =>
    step.mutate({ method: "POST", path: "/closing", body: { minutes } }, { onSuccess: onClose });
  return (
    <Dialog
      title={t("permitDesk.closeSession")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isPending={step.isPending} onPress={close}>
            {t("permitDesk.closeSession")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <TextArea label={t("permitDesk.minutes")} value={minutes} onChange={setMinutes} rows={6} />
        <p className={styles.small}>{t("permitDesk.minutesHelp")}</p>
        {step.error && (
          <Notice level="late" isLive>
            {step.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
