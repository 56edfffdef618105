import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Notice } from "../../../ui/Notice";
import { type VerdictBody, VerdictForm } from "../dossier/VerdictForm";
import styles from "../permits.module.css";
import { type Session, type SessionItem, useSessionStep } from "../queries";

interface ConcludeItemProps {
  session: Session;
  item: SessionItem;
  onClose: () => void;
}

/** What the commission concluded on the dossier whose turn it is. */
export function ConcludeItem({ session, item, onClose }: ConcludeItemProps) {
  const { t } = useI18n();
  const [body, setBody] = useState<VerdictBody | null>(null);
  const step = useSessionStep(session.id);
  const conclude = () =>
    step.mutate({ method: "POST", path: `/items/${item.id}/conclusion`, body }, { onSuccess: onClose });
  return (
    <Dialog
      title={t("permitDesk.concludeOn", { reference: item.reference })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isDisabled={body === null} isPending={step.isPending} onPress={conclude}>
            {t("permitDesk.step.conclude")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <VerdictForm permit={{ commune_id: session.commune }} onChange={setBody} />
        {step.error && (
          <Notice level="late" isLive>
            {step.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
