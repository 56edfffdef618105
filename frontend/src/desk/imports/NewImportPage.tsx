import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useSession } from "../../api/session";
import { Loading } from "../../app/Loading";
import { Page } from "../../app/Page";
import { useI18n } from "../../i18n/t";
import { communesWith } from "../../session/useCan";
import { useCommunes } from "../../session/useCommunes";
import { BackLink } from "../../ui/BackLink";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Progress } from "../../ui/Progress";
import { Select } from "../../ui/Select";
import { MAIN_TYPES, MAPPING_TYPES, TABLE_TYPES } from "./accept";
import { FileDrop } from "./FileDrop";
import styles from "./imports.module.css";
import { useTargets } from "./queries";
import { Steps } from "./Steps";
import { TargetChoice } from "./TargetChoice";
import { useUpload } from "./useUpload";

const MAPPING_MAX = 1024 ** 2;

/** The first step: what the file is about, for which commune, and the file. */
export function NewImportPage() {
  const { t } = useI18n();
  const { data: session } = useSession();
  const communes = useCommunes().data;
  const targets = useTargets().data;
  return (
    <Page title={t("imports.new.title")}>
      <BackLink href="/desk/imports">{t("imports.back")}</BackLink>
      <h1 className={styles.title}>{t("imports.new.title")}</h1>
      <Steps current="file" />
      {session && communes && targets ? (
        <FileStep
          limit={session.settings.max_upload_bytes}
          communes={communesWith(session, "importing.run_import", communes)}
          targets={targets}
        />
      ) : (
        <Loading />
      )}
    </Page>
  );
}

type FileStepProps = {
  limit: number;
  communes: NonNullable<ReturnType<typeof useCommunes>["data"]>;
  targets: NonNullable<ReturnType<typeof useTargets>["data"]>;
};

function FileStep({ limit, communes, targets }: FileStepProps) {
  const { t, format } = useI18n();
  const [target, setTarget] = useState(targets[0]?.id ?? "");
  const [commune, setCommune] = useState(communes[0]?.id ?? null);
  const [file, setFile] = useState<File | null>(null);
  const [table, setTable] = useState<File | null>(null);
  const [mapping, setMapping] = useState<File | null>(null);
  const sending = useUpload();
  const send = () => {
    if (file && commune !== null) sending.start({ file, table, mapping, commune, target });
  };
  return (
    <div className={styles.stack}>
      <TargetChoice targets={targets} value={target} onChange={setTarget} />
      {communes.length > 1 && (
        <Select<number>
          label={t("imports.new.commune")}
          value={commune}
          onChange={setCommune}
          options={communes.map((entry) => ({ value: entry.id, title: format.name(entry.name) }))}
        />
      )}
      <FileDrop
        label={t("imports.new.file")}
        types={MAIN_TYPES}
        limit={limit}
        file={file}
        onChange={setFile}
        isMain
        help={
          <>
            {t("imports.new.formats")} · {t("imports.new.limit", { size: format.bytes(limit) })}
          </>
        }
      />
      <details className={styles.more}>
        <summary>
          <ChevronDown aria-hidden size={16} />
          {t("imports.new.more")}
        </summary>
        <div className={styles.stack}>
          <FileDrop
            label={t("imports.new.table")}
            types={TABLE_TYPES}
            limit={limit}
            file={table}
            onChange={setTable}
            help={t("imports.new.tableHelp")}
          />
          <FileDrop
            label={t("imports.new.mapping")}
            types={MAPPING_TYPES}
            limit={MAPPING_MAX}
            file={mapping}
            onChange={setMapping}
            help={t("imports.new.mappingHelp")}
          />
        </div>
      </details>
      {sending.problem && (
        <Notice level="late" isLive title={sending.problem.title}>
          {sending.problem.isOffline ? t("imports.new.failed") : sending.problem.detail}
        </Notice>
      )}
      {sending.sent ? (
        <Sending {...sending.sent} name={file?.name ?? ""} onStop={sending.stop} />
      ) : (
        <div className={styles.actions}>
          <Button kind="main" isDisabled={!file} onPress={send}>
            {t("imports.new.submit")}
          </Button>
          <span className={styles.help}>{t("imports.new.nothingYet")}</span>
        </div>
      )}
    </div>
  );
}

type SendingProps = { done: number; total: number; name: string; onStop: () => void };

function Sending({ done, total, name, onStop }: SendingProps) {
  const { t, format } = useI18n();
  const sizes = t("imports.new.uploaded", { done: format.bytes(done), total: format.bytes(total) });
  return (
    <div className={styles.sending}>
      <Progress
        title={`${t("imports.new.uploading")} \u2068${name}\u2069`}
        done={done}
        total={total}
        count={sizes}
      />
      <Button onPress={onStop}>{t("imports.new.stop")}</Button>
    </div>
  );
}
