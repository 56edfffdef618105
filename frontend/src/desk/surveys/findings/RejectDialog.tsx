import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Notice } from "../../../ui/Notice";
import { Select } from "../../../ui/Select";
import { TextArea } from "../../../ui/TextArea";
import styles from "../surveys.module.css";
import { useJudge } from "./queries";
import { type Finding, REASONS, type Reason } from "./types";

interface RejectDialogProps {
  finding: Finding;
  onClose: () => void;
  onDone: () => void;
}

export function RejectDialog({ finding, onClose, onDone }: RejectDialogProps) {
  const { t } = useI18n();
  const judge = useJudge(finding.id);
  const [reason, setReason] = useState<Reason | null>(null);
  const [note, setNote] = useState("");
  const isComplete = reason !== null && (reason !== "other" || note.trim() !== "");
  const send = () => {
    if (reason) judge.mutate({ step: "rejection", body: { reason, note } }, { onSuccess: onDone });
  };
  return (
    <Dialog
      title={t("surveys.rejectTitle")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isDisabled={!isComplete} isPending={judge.isPending} onPress={send}>
            {t("surveys.rejectTitle")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Select<Reason>
          label={t("surveys.whatIsItReally")}
          value={reason}
          onChange={setReason}
          isRequired
          options={REASONS.map((value) => ({ value, title: t(`surveys.reason.${value}`) }))}
        />
        <TextArea
          label={t("surveys.note")}
          rows={2}
          value={note}
          onChange={setNote}
          isRequired={reason === "other"}
          help={t("surveys.rejectHelp")}
        />
        {judge.error && (
          <Notice level="late" isLive>
            {judge.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
