import { FileUp } from "lucide-react";
import { useState } from "react";
import { FileTrigger } from "react-aria-components";
import { ApiProblem } from "../../../api/problem";
import { sendForm } from "../../../api/sendForm";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import { Findings } from "../../shared/Findings";
import type { FootprintRead } from "../queries";
import type { Draft } from "../useDraft";

const TYPES = [".geojson", ".json", ".dxf", ".zip"];

export interface FootprintFileProps {
  draft: Draft;
  read: FootprintRead | null;
  onRead: (found: FootprintRead) => void;
}

/** The footprint from a file: what was read, what was left out, how a plan lies beside the cadastre. */
export function FootprintFile({ draft, read, onRead }: FootprintFileProps) {
  const { t, format } = useI18n();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState("");

  const send = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setFault("");
    const form = new FormData();
    form.set("file", file);
    try {
      const watch = { onProgress: () => undefined, signal: new AbortController().signal };
      const found = await sendForm<FootprintRead>(`/permits/${draft.permit.id}/footprint-file`, form, watch);
      if (found.footprint) {
        draft.change({ footprint: found.footprint });
        await draft.flush();
      }
      onRead(found);
    } catch (error) {
      setFault(error instanceof ApiProblem ? error.message : t("problem.title"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div>
        <FileTrigger acceptedFileTypes={TYPES} onSelect={(files) => void send(files?.[0])}>
          <Button icon={<FileUp />} isPending={isBusy}>
            {t("apply.footprint.file")}
          </Button>
        </FileTrigger>
      </div>
      {fault && (
        <Notice level="late" isLive>
          {fault}
        </Notice>
      )}
      {read && (
        <Notice
          level={read.footprint ? "ok" : "waiting"}
          title={
            read.footprint
              ? t("apply.footprint.read", { area: format.area(read.area_m2) })
              : t("apply.footprint.notPlaced")
          }
        >
          {read.remarks.map((remark) => (
            <p key={remark}>{remark}</p>
          ))}
          {read.findings.length > 0 && <Findings findings={read.findings} />}
        </Notice>
      )}
    </>
  );
}
