import { Copy, RotateCw } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Select } from "../../../ui/Select";
import { toast } from "../../../ui/Toast";
import styles from "../surveys.module.css";
import type { Kind, Survey } from "../types";
import { guessKindByName } from "../upload/guess";
import { faultsOf } from "./faults";
import { KindField } from "./KindField";
import { useFetchActions, useSources } from "./queries";
import { Refused } from "./Refused";
import type { Sources } from "./types";

interface FolderFormProps {
  survey: Survey;
  /** Latest first. */
  files: Sources["inbox"];
}

/** A file that lies in the server's own folder: copied, never moved. */
export function FolderForm({ survey, files }: FolderFormProps) {
  const { t, format } = useI18n();
  const { ask } = useFetchActions(survey.id);
  const sources = useSources(survey.id);
  const [path, setPath] = useState<string | null>(null);
  const [kind, setKind] = useState<Kind | null>(null);
  const faults = faultsOf(ask.error, "path");
  const file = files.find((one) => one.path === path);
  const meant = kind ?? guessKindByName(path ?? "");
  const choose = (next: string) => {
    setPath(next);
    setKind(null);
    ask.reset();
  };
  const send = () =>
    file &&
    ask.mutate(
      { kind: meant, path: file.path, sha256: "" },
      {
        onSuccess: () => {
          toast(t("surveys.bring.asked"));
          setPath(null);
          setKind(null);
        },
      },
    );
  const again = (
    <Button
      kind="quiet"
      size="small"
      icon={<RotateCw aria-hidden />}
      isPending={sources.isFetching}
      onPress={() => void sources.refetch()}
    >
      {t("surveys.bring.lookAgain")}
    </Button>
  );
  if (files.length === 0)
    return (
      <div className={styles.form}>
        <p>{t("surveys.bring.emptyFolder")}</p>
        <div>{again}</div>
      </div>
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Select<string>
        label={t("surveys.bring.path", { count: files.length })}
        value={file?.path ?? null}
        onChange={choose}
        error={faults.at("path")}
        options={files.map((one) => ({
          value: one.path,
          // A path is read from left to right in every language.
          title: `\u2066${one.path}\u2069`,
          detail: `${format.bytes(one.size)} · ${format.dateTime(one.modified_at)}`,
        }))}
      />
      {file && <KindField survey={survey} value={meant} onChange={setKind} error={faults.at("kind")} />}
      <Refused problem={faults.rest} />
      <div className={styles.row}>
        <Button type="submit" icon={<Copy aria-hidden />} isDisabled={!file} isPending={ask.isPending}>
          {t("surveys.bring.copy")}
        </Button>
        {again}
      </div>
    </form>
  );
}
