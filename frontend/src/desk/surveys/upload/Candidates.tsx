import { FileCheck2, FileX2, Send, X } from "lucide-react";
import { useI18n } from "../../../i18n/t";
import { Button, IconButton } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import { Select } from "../../../ui/Select";
import styles from "../surveys.module.css";
import { KINDS, type Kind, type Survey } from "../types";
import { BandChoice } from "./BandChoice";
import type { Remark } from "./checks";
import type { FileHead } from "./fileHead";
import type { Candidate } from "./types";

interface CandidatesProps {
  candidates: readonly Candidate[];
  survey: Survey;
  remarks: (one: Candidate) => Remark[];
  onChange: (next: readonly Candidate[]) => void;
  onSend: (ready: readonly Candidate[]) => void;
}

/** Files that were chosen: what each is, what is wrong with it, and the one act that sends the sound ones. */
export function Candidates({ candidates, survey, remarks, onChange, onSend }: CandidatesProps) {
  const { t, format } = useI18n();
  const isSound = (one: Candidate) => remarks(one).every(({ level }) => level !== "stop");
  const sound = candidates.filter(isSound);
  const isTwice = (one: Candidate) =>
    isSound(one) && sound.some((other) => other !== one && other.kind === one.kind);
  const ready = sound.filter((one) => !isTwice(one));
  const change = (at: Candidate, next: Partial<Candidate>) =>
    onChange(candidates.map((one) => (one === at ? { ...one, ...next } : one)));
  return (
    <>
      <ul className={styles.products} aria-label={t("surveys.chosenFiles")}>
        {candidates.map((one) => (
          <Row
            key={`${one.file.name} ${one.file.size}`}
            candidate={one}
            remarks={remarks(one)}
            isTwice={isTwice(one)}
            replaces={survey.kinds.includes(one.kind)}
            onChange={(next) => change(one, next)}
            onRemove={() => onChange(candidates.filter((other) => other !== one))}
          />
        ))}
      </ul>
      <div className={styles.row}>
        <Button
          kind="main"
          icon={<Send aria-hidden />}
          isDisabled={ready.length === 0}
          onPress={() => onSend(ready)}
        >
          {t("surveys.send", {
            count: ready.length,
            size: format.bytes(ready.reduce((sum, one) => sum + one.file.size, 0)),
          })}
        </Button>
      </div>
    </>
  );
}

interface RowProps {
  candidate: Candidate;
  remarks: readonly Remark[];
  isTwice: boolean;
  replaces: boolean;
  onChange: (next: Partial<Candidate>) => void;
  onRemove: () => void;
}

function Row({ candidate, remarks, isTwice, replaces, onChange, onRemove }: RowProps) {
  const { t, format } = useI18n();
  const { file, head, kind, bands } = candidate;
  const isStopped = remarks.some((one) => one.level === "stop");
  const Mark = isStopped ? FileX2 : FileCheck2;
  return (
    <li className={styles.file} data-stopped={isStopped || undefined}>
      <Mark aria-hidden size={22} className={styles.fileMark} />
      <div className={styles.productText}>
        <bdi className={styles.fileName}>{file.name}</bdi>
        <span className={styles.small}>
          {format.bytes(file.size)}
          <HeadFacts head={head} />
        </span>
        {head.what === "tiff" && (
          <div className={styles.kindChoice}>
            <Select<Kind>
              label={t("surveys.whatIsIt")}
              value={kind}
              onChange={(next) => onChange({ kind: next })}
              options={KINDS.map((value) => ({
                value,
                title: t(`surveys.kind.${value}`),
                detail: t(`surveys.kindHelp.${value}`),
              }))}
            />
          </div>
        )}
        {kind === "multispectral" && head.what === "tiff" && !isStopped && (
          <BandChoice count={head.facts.bands} bands={bands} onChange={(next) => onChange({ bands: next })} />
        )}
        {remarks.map(({ level, key, parameters }) => (
          <Notice key={key} level={level === "stop" ? "late" : "waiting"} isLive={level === "stop"}>
            {t(key, parameters)}
          </Notice>
        ))}
        {isTwice && <Notice level="late">{t("surveys.check.twice")}</Notice>}
        {replaces && !isStopped && !isTwice && <Notice level="info">{t("surveys.check.replaces")}</Notice>}
      </div>
      <IconButton
        label={t("surveys.leaveOut", { name: file.name })}
        icon={<X aria-hidden />}
        onPress={onRemove}
      />
    </li>
  );
}

function HeadFacts({ head }: { head: FileHead }) {
  const { t, format } = useI18n();
  if (head.what !== "tiff") return null;
  const { width, height, bands, pixelM, epsg } = head.facts;
  return (
    <>
      {" · "}
      <bdi className="latin numeric">
        {format.number(width)} × {format.number(height)}
      </bdi>
      {" · "}
      {t("surveys.bands", { count: bands })}
      {pixelM !== null && (
        <> · {t("surveys.pixel", { size: format.number(pixelM * 100, { maximumFractionDigits: 1 }) })}</>
      )}
      {epsg !== null && (
        <>
          {" · "}
          <bdi className="latin">EPSG:{epsg}</bdi>
        </>
      )}
    </>
  );
}
