import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { useCan } from "../../../session/useCan";
import { Button } from "../../../ui/Button";
import { Check } from "../../../ui/Check";
import { TextArea } from "../../../ui/TextArea";
import styles from "./documents.module.css";
import { useAnnotate } from "./dossierQueries";
import type { Place } from "./PageView";

interface RemarkFormProps {
  permitId: number;
  documentId: number;
  page: number;
  place: Place;
  onClose: () => void;
}

export function RemarkForm({ permitId, documentId, page, place, onClose }: RemarkFormProps) {
  const { t } = useI18n();
  const [text, setText] = useState("");
  const [isInternal, setInternal] = useState(false);
  const mayHide = useCan("permits.review_permit");
  const annotate = useAnnotate(permitId, documentId);
  const put = () =>
    annotate.mutate({ page, x: place.x, y: place.y, text, is_internal: isInternal }, { onSuccess: onClose });
  return (
    <div className={styles.remarkForm}>
      <TextArea label={t("permitDesk.newRemark")} value={text} onChange={setText} rows={2} autoFocus />
      {mayHide && (
        <Check
          title={t("permitDesk.internal")}
          help={t("permitDesk.internalHelp")}
          isSelected={isInternal}
          onChange={setInternal}
        />
      )}
      {annotate.error && <p role="alert">{annotate.error.message}</p>}
      <div className={styles.turn}>
        <Button kind="main" isDisabled={!text.trim()} isPending={annotate.isPending} onPress={put}>
          {t("permitDesk.putRemark")}
        </Button>
        <Button onPress={onClose}>{t("common.cancel")}</Button>
      </div>
    </div>
  );
}
