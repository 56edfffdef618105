import { Check, CircleX, Download, MessageSquare } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import type { Annotation, DocumentState, Permit, PermitDocument } from "../../../permits/shared/types";
import { useCan } from "../../../session/useCan";
import { Badge, type Level } from "../../../ui/Badge";
import { Button, IconButton } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { TextArea } from "../../../ui/TextArea";
import styles from "./documents.module.css";
import { useJudge } from "./dossierQueries";

const TONES: Readonly<Record<DocumentState, Level>> = {
  attached: "info",
  accepted: "ok",
  refused: "late",
  replaced: "neutral",
};

interface DocumentListProps {
  permit: Permit;
  remarks: readonly Annotation[];
  shown: number | null;
  onShow: (id: number) => void;
}

export function DocumentList({ permit, remarks, shown, onShow }: DocumentListProps) {
  const { t } = useI18n();
  const mayJudge = useCan("permits.review_permit", permit.commune_id);
  return (
    <ul className={styles.list} aria-label={t("permitDesk.task.documents")}>
      {permit.documents.map((document) => (
        <DocumentRow
          key={document.id}
          permit={permit}
          document={document}
          open={remarks.filter((one) => one.document === document.id && !one.resolved_at).length}
          isShown={shown === document.id}
          mayJudge={mayJudge && document.state !== "replaced"}
          onShow={onShow}
        />
      ))}
    </ul>
  );
}

interface DocumentRowProps {
  permit: Permit;
  document: PermitDocument;
  open: number;
  isShown: boolean;
  mayJudge: boolean;
  onShow: (id: number) => void;
}

function DocumentRow({ permit, document, open, isShown, mayJudge, onShow }: DocumentRowProps) {
  const { t, format } = useI18n();
  const judge = useJudge(permit.id);
  const [isRefusing, setRefusing] = useState(false);
  const name = format.name(document.kind_name);
  return (
    <li data-shown={isShown || undefined}>
      <button type="button" className={styles.open} onClick={() => onShow(document.id)}>
        <b>{name}</b>
        <span className={styles.small}>
          <bdi>{document.name}</bdi> · {format.bytes(document.size)}
          {document.pages ? ` · ${t("permitDesk.pages", { count: document.pages })}` : ""}
        </span>
        {document.note && <span className={styles.note}>{document.note}</span>}
      </button>
      {open > 0 && (
        <Badge level="waiting" icon={MessageSquare}>
          {t("permitDesk.remarks", { count: open })}
        </Badge>
      )}
      <Badge level={TONES[document.state]}>{t(`permitDesk.document.${document.state}`)}</Badge>
      <span className={styles.acts}>
        {mayJudge && document.state !== "accepted" && (
          <IconButton
            label={t("permitDesk.acceptDocument", { name })}
            icon={<Check />}
            isPending={judge.isPending}
            onPress={() => judge.mutate({ document: document.id, accepted: true, note: "" })}
          />
        )}
        {mayJudge && document.state !== "refused" && (
          <IconButton
            label={t("permitDesk.refuseDocument", { name })}
            icon={<CircleX />}
            onPress={() => setRefusing(true)}
          />
        )}
        <a
          href={`/api/v1/permits/${permit.id}/documents/${document.id}/file`}
          aria-label={t("permitDesk.download", { name })}
          className={styles.download}
        >
          <Download aria-hidden size={18} />
        </a>
      </span>
      {isRefusing && (
        <RefuseDocument
          name={name}
          onClose={() => setRefusing(false)}
          onRefuse={(note) =>
            judge.mutate(
              { document: document.id, accepted: false, note },
              { onSuccess: () => setRefusing(false) },
            )
          }
        />
      )}
    </li>
  );
}

interface RefuseDocumentProps {
  name: string;
  onClose: () => void;
  onRefuse: (note: string) => void;
}

function RefuseDocument({ name, onClose, onRefuse }: RefuseDocumentProps) {
  const { t } = useI18n();
  const [note, setNote] = useState("");
  return (
    <Dialog
      title={t("permitDesk.refuseDocument", { name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isDisabled={!note.trim()} onPress={() => onRefuse(note)}>
            {t("permitDesk.toReplace")}
          </Button>
        </>
      }
    >
      <TextArea label={t("permitDesk.whyReplace")} value={note} onChange={setNote} autoFocus />
    </Dialog>
  );
}
