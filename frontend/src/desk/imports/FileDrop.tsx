import { FileUp, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button as AriaButton, DropZone, FileTrigger } from "react-aria-components";
import { useI18n } from "../../i18n/t";
import { IconButton } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { type FileFault, faultOf } from "./accept";
import styles from "./FileDrop.module.css";

export interface FileDropProps {
  label: string;
  types: readonly string[];
  limit: number;
  file: File | null;
  onChange: (file: File | null) => void;
  help?: ReactNode;
  /** The one large zone of the page; others are a line each. */
  isMain?: boolean;
}

/** A place to drop a file or to choose one; what cannot be sent is said before anything travels. */
export function FileDrop({ label, types, limit, file, onChange, help, isMain = false }: FileDropProps) {
  const { t } = useI18n();
  const [notice, setNotice] = useState<string | null>(null);
  const describe = useFaultText(types, limit);
  const take = (files: File[]) => {
    const [first] = files;
    if (!first) return;
    const fault = faultOf(first, { types, limit });
    setNotice(
      fault
        ? describe(first, fault)
        : files.length > 1
          ? t("imports.new.oneFile", { name: first.name })
          : null,
    );
    onChange(fault ? null : first);
  };
  return (
    <div className={styles.field}>
      <span className={styles.label}>{label}</span>
      {file ? (
        <Chosen file={file} onRemove={() => onChange(null)} />
      ) : (
        <DropZone
          className={`${styles.zone} ${isMain ? styles.main : ""}`}
          aria-label={label}
          getDropOperation={() => "copy"}
          onDrop={(event) => {
            const dropped = event.items.filter((item) => item.kind === "file");
            void Promise.all(dropped.map((item) => item.getFile())).then(take);
          }}
        >
          {isMain && <FileUp aria-hidden size={32} className={styles.icon} />}
          {isMain && <span className={styles.invite}>{t("imports.new.drop")}</span>}
          <FileTrigger acceptedFileTypes={[...types]} onSelect={(list) => take([...(list ?? [])])}>
            <AriaButton className={styles.choose ?? ""} aria-label={`${t("imports.new.choose")}: ${label}`}>
              {t("imports.new.choose")}
            </AriaButton>
          </FileTrigger>
          {help && <span className={styles.help}>{help}</span>}
        </DropZone>
      )}
      {notice && (
        <Notice level={file ? "info" : "late"} isLive>
          {notice}
        </Notice>
      )}
    </div>
  );
}

function Chosen({ file, onRemove }: { file: File; onRemove: () => void }) {
  const { t, format } = useI18n();
  return (
    <div className={styles.chosen}>
      <FileUp aria-hidden size={20} className={styles.icon} />
      <span className={styles.file}>
        <bdi>{file.name}</bdi>
        <span className={styles.help}>{format.bytes(file.size)}</span>
      </span>
      <IconButton
        label={t("imports.new.remove", { name: file.name })}
        icon={<X aria-hidden />}
        onPress={onRemove}
      />
    </div>
  );
}

function useFaultText(types: readonly string[], limit: number) {
  const { t, format } = useI18n();
  return (file: File, fault: FileFault): string => {
    const { name } = file;
    if (fault === "empty") return t("imports.new.emptyFile", { name });
    if (fault === "shapefile-part") return t("imports.new.shpAlone", { name });
    if (fault === "type") return t("imports.new.wrongType", { name, formats: types.join(" ") });
    return t("imports.new.tooLarge", { name, size: format.bytes(file.size), limit: format.bytes(limit) });
  };
}
