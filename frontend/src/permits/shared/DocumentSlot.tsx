import { FileUp, Trash2 } from "lucide-react";
import { useState } from "react";
import { FileTrigger } from "react-aria-components";
import { api } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { sendForm } from "../../api/sendForm";
import { useI18n } from "../../i18n/t";
import { Badge, type Level } from "../../ui/Badge";
import { Button, IconButton } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Progress } from "../../ui/Progress";
import styles from "./DocumentSlot.module.css";
import type { PermitDocument } from "./types";

export interface DocumentSlotProps {
  permit: number;
  kind: string;
  title: string;
  isRequired: boolean;
  isPlan: boolean;
  /** The documents of this kind that hold: replaced ones are left out. */
  documents: readonly PermitDocument[];
  /** A draft's documents are taken out; later ones are only replaced. */
  mayRemove: boolean;
  onChange: () => void;
}

const LOOKS: Readonly<Record<PermitDocument["state"], Level>> = {
  attached: "info",
  accepted: "ok",
  refused: "late",
  replaced: "neutral",
};

/** One kind of document: missing, under way, refused with the reason, or there. */
export function DocumentSlot(props: DocumentSlotProps) {
  const { kind, title, isRequired, isPlan, documents } = props;
  const { t, format } = useI18n();
  const upload = useUpload(props);
  const current = documents[0];
  const state = current?.state ?? (isRequired ? "missing" : "optional");
  return (
    <li className={styles.slot} data-kind={kind} data-state={state}>
      <div className={styles.head}>
        <h3>{title}</h3>
        <Badge level={current ? LOOKS[current.state] : isRequired ? "waiting" : "neutral"}>
          {t(`permits.document.${state}`)}
        </Badge>
      </div>
      {documents.map((one) => (
        <div key={one.id} className={styles.file}>
          <span>
            <a href={`/api/v1/permits/${props.permit}/documents/${one.id}/file`} download>
              <bdi>{one.name}</bdi>
            </a>{" "}
            · {format.bytes(one.size)}
            {one.pages !== null && ` · ${t("permits.document.pages", { count: one.pages })}`}
          </span>
          {props.mayRemove && (
            <IconButton
              label={t("permits.document.remove", { name: one.name })}
              icon={<Trash2 />}
              onPress={() => void upload.remove(one)}
            />
          )}
        </div>
      ))}
      {current?.state === "refused" && current.note && <Notice level="late">{current.note}</Notice>}
      {upload.fault && (
        <Notice level="late" isLive>
          {upload.fault}
        </Notice>
      )}
      {upload.sent ? (
        <Progress title={t("permits.document.sending")} done={upload.sent.done} total={upload.sent.total} />
      ) : (
        <FileTrigger
          acceptedFileTypes={
            isPlan ? [".pdf", ".dxf", "image/png", "image/jpeg", "image/tiff"] : [".pdf", "image/*"]
          }
          onSelect={(files) => void upload.send(files?.[0])}
        >
          <Button icon={<FileUp />} aria-label={`${t(buttonOf(current))}: ${title}`}>
            {t(buttonOf(current))}
          </Button>
        </FileTrigger>
      )}
    </li>
  );
}

function buttonOf(current: PermitDocument | undefined) {
  return current ? "permits.document.replace" : "permits.document.choose";
}

function useUpload({ permit, kind, documents, onChange }: DocumentSlotProps) {
  const { t } = useI18n();
  const [sent, setSent] = useState<{ done: number; total: number } | null>(null);
  const [fault, setFault] = useState("");
  const told = (error: unknown) => setFault(error instanceof ApiProblem ? error.message : t("problem.title"));
  const send = async (file: File | undefined) => {
    if (!file) return;
    setFault("");
    setSent({ done: 0, total: file.size });
    const form = new FormData();
    form.set("kind", kind);
    form.set("file", file);
    if (documents[0]) form.set("replaces", String(documents[0].id));
    try {
      await sendForm(`/permits/${permit}/documents`, form, {
        onProgress: (done, total) => setSent({ done, total }),
        signal: new AbortController().signal,
      });
      onChange();
    } catch (error) {
      told(error);
    } finally {
      setSent(null);
    }
  };
  const remove = (one: PermitDocument) =>
    api(`/permits/${permit}/documents/${one.id}`, { method: "DELETE" }).then(onChange).catch(told);
  return { sent, fault, send, remove };
}
