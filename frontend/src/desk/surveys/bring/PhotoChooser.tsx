import { FolderUp, ImageUp } from "lucide-react";
import { DropZone, FileTrigger } from "react-aria-components";
import { useNarrow } from "../../../explorer/useNarrow";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import look from "../../imports/FileDrop.module.css";
import styles from "../surveys.module.css";
import { filesOf } from "../upload/dropped";

interface PhotoChooserProps {
  /** A line only, where photos are there already. */
  isSmall: boolean;
  isDisabled: boolean;
  onChosen: (files: File[]) => void;
}

const TYPES = ["image/jpeg", ".jpg", ".jpeg", ".txt"];

/** Photos by drag and drop, a memory card's whole folder, or a phone's own chooser. */
export function PhotoChooser({ isSmall, isDisabled, onChosen }: PhotoChooserProps) {
  const { t } = useI18n();
  const isNarrow = useNarrow();
  return (
    <DropZone
      className={`${look.zone} ${isSmall ? "" : look.main}`}
      aria-label={t("surveys.bring.dropPhotos")}
      isDisabled={isDisabled}
      getDropOperation={() => "copy"}
      onDrop={(event) => void filesOf(event.items).then(onChosen)}
    >
      {!isNarrow && (
        <span className={isSmall ? undefined : look.invite}>{t("surveys.bring.dropPhotos")}</span>
      )}
      <div className={styles.row}>
        <FileTrigger
          acceptedFileTypes={TYPES}
          allowsMultiple
          onSelect={(list) => onChosen([...(list ?? [])])}
        >
          <Button icon={<ImageUp aria-hidden />} isDisabled={isDisabled}>
            {t("surveys.bring.choosePhotos")}
          </Button>
        </FileTrigger>
        {!isNarrow && (
          <FileTrigger acceptDirectory onSelect={(list) => onChosen([...(list ?? [])])}>
            <Button icon={<FolderUp aria-hidden />} isDisabled={isDisabled}>
              {t("surveys.chooseFolder")}
            </Button>
          </FileTrigger>
        )}
      </div>
      {!isSmall && <span className={look.help}>{t("surveys.bring.photosHelp")}</span>}
    </DropZone>
  );
}
