import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { useAnnotations } from "../../../permits/shared/queries";
import type { Permit, PermitDocument } from "../../../permits/shared/types";
import { Check } from "../../../ui/Check";
import { EmptyState } from "../../../ui/EmptyState";
import { DocumentList } from "./DocumentList";
import styles from "./documents.module.css";
import { PageView } from "./PageView";

/** The documents: judged in the list, read beside it, two side by side when wanted. */
export function DocumentsTask({ permit }: { permit: Permit }) {
  const { t } = useI18n();
  const shown = permit.documents.filter((one) => one.pages || one.media_type.startsWith("image/"));
  const [open, setOpen] = useState<number | null>(null);
  const [other, setOther] = useState<number | null>(null);
  const [isDouble, setDouble] = useState(false);
  const remarks = useAnnotations(permit.id).data ?? [];
  const first = shown.find((one) => one.id === open) ?? shown.find((one) => one.is_plan) ?? shown[0];
  const second = shown.find((one) => one.id === other) ?? shown.find((one) => one.id !== first?.id);
  const view = (document: PermitDocument, choose: (id: number) => void) => (
    <PageView
      key={document.id}
      permitId={permit.id}
      document={document}
      documents={shown}
      remarks={remarks.filter((one) => one.document === document.id)}
      onChoose={choose}
    />
  );
  return (
    <div className={styles.documents}>
      <DocumentList permit={permit} remarks={remarks} shown={first?.id ?? null} onShow={setOpen} />
      {shown.length > 1 && (
        <Check title={t("permitDesk.sideBySide")} isSelected={isDouble} onChange={setDouble} />
      )}
      {first ? (
        <div className={isDouble ? styles.double : undefined}>
          {view(first, setOpen)}
          {isDouble && second && view(second, setOther)}
        </div>
      ) : (
        <EmptyState title={t("permitDesk.nothingToShow")}>{t("permitDesk.nothingToShowHelp")}</EmptyState>
      )}
    </div>
  );
}
