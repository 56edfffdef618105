import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import { TextArea } from "../../../ui/TextArea";
import styles from "../permits.module.css";
import { type Offence, useMoveOffence } from "../queries";
import type { OffenceStep } from "./offenceSteps";

const USUAL_DAYS = "30";

interface OffenceStepDialogProps {
  offence: Offence;
  step: OffenceStep;
  onClose: () => void;
}

/** A step of an offence with a word on it; a remedy is said and given days. */
export function OffenceStepDialog({ offence, step, onClose }: OffenceStepDialogProps) {
  const { t } = useI18n();
  const [text, setText] = useState("");
  const [days, setDays] = useState(USUAL_DAYS);
  const move = useMoveOffence(offence.id);
  const isRemedy = step === "order_remedy";
  const isReady = !isRemedy || (text.trim() !== "" && Number(days) > 0);
  const send = () =>
    move.mutate(
      isRemedy
        ? { path: "remedy", body: { remedy: text, days: Number(days) } }
        : { path: "steps", body: { action: step, note: text } },
      { onSuccess: onClose },
    );
  return (
    <Dialog
      title={t(`permitDesk.offenceStep.${step}`)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isDisabled={!isReady} isPending={move.isPending} onPress={send}>
            {t(`permitDesk.offenceStep.${step}`)}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <TextArea
          label={t(isRemedy ? "permitDesk.remedy" : "permitDesk.text")}
          value={text}
          onChange={setText}
        />
        {isRemedy && (
          <Field
            label={t("permitDesk.days")}
            value={days}
            onChange={setDays}
            input={{ inputMode: "numeric", dir: "ltr" }}
          />
        )}
        {move.error && (
          <Notice level="late" isLive>
            {move.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
