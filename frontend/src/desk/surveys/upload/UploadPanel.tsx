import { useState } from "react";
import type { Bounds } from "../../../api/types";
import { useI18n } from "../../../i18n/t";
import { useCommunes } from "../../../session/useCommunes";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import styles from "../surveys.module.css";
import type { Survey } from "../types";
import { Candidates } from "./Candidates";
import { type Ground, remarksOn } from "./checks";
import { readHead } from "./fileHead";
import { guessBands, guessKind } from "./guess";
import { SendingList } from "./SendingList";
import type { Candidate } from "./types";
import { UploadZone } from "./UploadZone";
import type { Sending, Uploader } from "./uploader";
import { useBytesMax } from "./useBytesMax";

interface UploadPanelProps {
  survey: Survey;
  uploader: Uploader;
  sending: Sending;
}

/** Files on their way into a survey: chosen, checked before any byte travels, sent, followed. */
export function UploadPanel({ survey, uploader, sending }: UploadPanelProps) {
  const { t, format } = useI18n();
  const [candidates, setCandidates] = useState<readonly Candidate[]>([]);
  const [passed, setPassed] = useState<readonly string[]>([]);
  const bytesMax = useBytesMax();
  const commune = useCommunes().data?.find((one) => one.id === survey.commune_id);
  const ground: Ground = {
    bbox: (commune?.bbox ?? null) as Bounds | null,
    commune: commune ? format.name(commune.name) : "",
    bytesMax,
    bytes: format.bytes,
  };
  const take = async (files: readonly File[]) => {
    const { rasters, others } = sorted(files);
    setPassed(others);
    // A file that was begun goes on as what it was begun as, without a question.
    const begun = rasters.filter((file) =>
      sending.files.some((one) => one.standing === "lost" && isSame(one, file)),
    );
    for (const file of begun) uploader.add(file, "ortho", {});
    const fresh = rasters.filter((file) => !begun.includes(file) && !uploader.has(file));
    const made: Candidate[] = await Promise.all(
      fresh.map(async (file) => {
        const head = await readHead(file);
        const bands = head.what === "tiff" ? guessBands(head.facts.bands) : {};
        return { file, head, kind: guessKind(file.name, head), bands };
      }),
    );
    setCandidates((before) => [
      ...before.filter((one) => !fresh.some((file) => isSame(one.file, file))),
      ...made,
    ]);
  };
  const send = (ready: readonly Candidate[]) => {
    for (const { file, kind, bands } of ready)
      uploader.add(file, kind, kind === "multispectral" ? bands : {});
    setCandidates((before) => before.filter((one) => !ready.includes(one)));
  };
  return (
    <section className={styles.stack} aria-labelledby="survey-upload">
      <h2 id="survey-upload" className={styles.subtitle}>
        {t(survey.products.length ? "surveys.moreFiles" : "surveys.sendFiles")}
      </h2>
      <SendingList sending={sending} uploader={uploader} onChosen={(files) => void take(files)} />
      {candidates.length > 0 && (
        <Candidates
          candidates={candidates}
          survey={survey}
          remarks={({ file, head, kind }) => remarksOn(file.size, head, kind, ground)}
          onChange={setCandidates}
          onSend={send}
        />
      )}
      {passed.length > 0 && (
        <Notice
          level="info"
          isLive
          action={
            <Button size="small" onPress={() => setPassed([])}>
              {t("common.close")}
            </Button>
          }
        >
          {t("surveys.passedOver", { count: passed.length, names: passed.slice(0, 3).join(", ") })}
        </Notice>
      )}
      <UploadZone
        isSmall={sending.files.length + candidates.length > 0}
        onChosen={(files) => void take(files)}
      />
    </section>
  );
}

const isSame = (one: { name: string; size: number }, file: File) =>
  one.name === file.name && one.size === file.size;

const BESIDE = /\.(aux\.xml|tfw|tifw|wld|prj|ovr|txt|json|csv|laz|las|ply|obj|mtl|pdf|html|xml|kml)$/i;

/** Of a whole folder only rasters are sent; what usually lies beside them is passed over. */
function sorted(files: readonly File[]): { rasters: File[]; others: string[] } {
  const isBeside = (file: File) => files.length > 1 && (BESIDE.test(file.name) || file.name.startsWith("."));
  return {
    rasters: files.filter((file) => !isBeside(file)),
    others: files.filter(isBeside).map((file) => file.name),
  };
}
