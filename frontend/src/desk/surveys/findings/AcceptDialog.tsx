import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Check } from "../../../ui/Check";
import { Dialog } from "../../../ui/Dialog";
import { Notice } from "../../../ui/Notice";
import { TextArea } from "../../../ui/TextArea";
import { toast } from "../../../ui/Toast";
import styles from "../surveys.module.css";
import { useJudge } from "./queries";
import type { Finding } from "./types";

const IN_ORDER: ReadonlySet<string> = new Set(["authorised", "demolished"]);

/** Taken for true: its evidence is printed, and who may do so records the offence at once. */
export function AcceptDialog({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const { t } = useI18n();
  const judge = useJudge(finding.id);
  const mayOpen = finding.may_open_offence && !finding.offence;
  const [isOffence, setOffence] = useState(mayOpen && !IN_ORDER.has(finding.verdict));
  const [note, setNote] = useState("");
  const send = () =>
    judge.mutate(
      { step: "acceptance", body: { offence: mayOpen && isOffence, note } },
      {
        onSuccess: () => {
          toast(t("surveys.accepted"));
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t("surveys.accept")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isPending={judge.isPending} onPress={send}>
            {t(mayOpen && isOffence ? "surveys.acceptAndOpen" : "surveys.accept")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t("surveys.acceptHelp")}</p>
        {mayOpen && (
          <Check
            title={t("surveys.recordOffence")}
            help={t("surveys.recordOffenceHelp")}
            isSelected={isOffence}
            onChange={setOffence}
          />
        )}
        <TextArea label={t("surveys.note")} rows={2} value={note} onChange={setNote} />
        {judge.error && (
          <Notice level="late" isLive>
            {judge.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
