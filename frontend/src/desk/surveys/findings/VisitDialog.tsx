import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import { Select } from "../../../ui/Select";
import { TextArea } from "../../../ui/TextArea";
import { useColleagues } from "../../permits/queries";
import { today } from "../../permits/today";
import { usePersonTitle } from "../../permits/usePersonTitle";
import styles from "../surveys.module.css";
import { useJudge } from "./queries";
import type { Finding } from "./types";

interface VisitDialogProps {
  finding: Finding;
  onClose: () => void;
  onDone: () => void;
}

export function VisitDialog({ finding, onClose, onDone }: VisitDialogProps) {
  const { t } = useI18n();
  const title = usePersonTitle();
  const judge = useJudge(finding.id);
  const colleagues = (useColleagues(finding.commune_id).data ?? []).filter((one) => one.inspects);
  const [day, setDay] = useState(today);
  const [inspector, setInspector] = useState("");
  const [note, setNote] = useState("");
  const send = () =>
    judge.mutate(
      { step: "visit", body: { planned_on: day, inspector: Number(inspector) || null, note } },
      { onSuccess: onDone },
    );
  return (
    <Dialog
      title={t("surveys.visit")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isDisabled={!day} isPending={judge.isPending} onPress={send}>
            {t("surveys.visit")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Field label={t("permitDesk.day")} type="date" value={day} onChange={setDay} />
        <Select<string>
          label={t("permitDesk.inspector")}
          value={inspector || "0"}
          onChange={(id) => setInspector(id === "0" ? "" : id)}
          options={[
            { value: "0", title: t("permitDesk.myself") },
            ...colleagues.map((one) => ({ value: String(one.id), title: title(one) })),
          ]}
        />
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
