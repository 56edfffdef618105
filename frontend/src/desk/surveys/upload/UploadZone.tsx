import { FileUp, FolderUp } from "lucide-react";
import { DropZone, FileTrigger } from "react-aria-components";
import { useNarrow } from "../../../explorer/useNarrow";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import look from "../../imports/FileDrop.module.css";
import styles from "../surveys.module.css";
import { filesOf } from "./dropped";

interface UploadZoneProps {
  /** A line only, where files stand above it already. */
  isSmall: boolean;
  onChosen: (files: File[]) => void;
}

const TYPES = [".tif", ".tiff", ".btf", "image/tiff"];

/** Files by drag and drop, single, several or a whole folder; by a phone's own chooser. */
export function UploadZone({ isSmall, onChosen }: UploadZoneProps) {
  const { t } = useI18n();
  const isNarrow = useNarrow();
  return (
    <DropZone
      className={`${look.zone} ${isSmall ? "" : look.main}`}
      aria-label={t("surveys.drop")}
      getDropOperation={() => "copy"}
      onDrop={(event) => void filesOf(event.items).then(onChosen)}
    >
      {!isSmall && <FileUp aria-hidden size={32} className={look.icon} />}
      {!isNarrow && <span className={isSmall ? undefined : look.invite}>{t("surveys.drop")}</span>}
      <div className={styles.row}>
        <FileTrigger
          acceptedFileTypes={TYPES}
          allowsMultiple
          onSelect={(list) => onChosen([...(list ?? [])])}
        >
          <Button kind={isSmall ? "plain" : "main"} icon={<FileUp aria-hidden />}>
            {t("surveys.chooseFiles")}
          </Button>
        </FileTrigger>
        {!isNarrow && (
          <FileTrigger acceptDirectory onSelect={(list) => onChosen([...(list ?? [])])}>
            <Button icon={<FolderUp aria-hidden />}>{t("surveys.chooseFolder")}</Button>
          </FileTrigger>
        )}
      </div>
      {!isSmall && <span className={look.help}>{t("surveys.dropHelp")}</span>}
    </DropZone>
  );
}
