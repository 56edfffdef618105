import { Camera, X } from "lucide-react";
import { type ChangeEvent, useEffect, useState } from "react";
import { useI18n } from "../../../i18n/t";
import { IconButton } from "../../../ui/Button";
import styles from "../permits.module.css";
import type { KeptPhoto } from "./outbox";
import form from "./visit.module.css";

interface VisitPhotosProps {
  photos: readonly KeptPhoto[];
  onTaken: (files: File[]) => void;
  onDrop: (photo: KeptPhoto) => void;
}

export function VisitPhotos({ photos, onTaken, onDrop }: VisitPhotosProps) {
  const { t } = useI18n();
  const add = (event: ChangeEvent<HTMLInputElement>) => {
    onTaken([...(event.target.files ?? [])]);
    event.target.value = "";
  };
  return (
    <div className={styles.stack}>
      <label className={form.camera}>
        <Camera aria-hidden size={20} />
        {t("permitDesk.takePhoto")}
        <input type="file" accept="image/*" capture="environment" multiple onChange={add} />
      </label>
      <ul className={form.photos}>
        {photos.map((photo) => (
          <li key={photo.key}>
            <Taken photo={photo} />
            {!photo.isSent && (
              <IconButton
                label={t("permitDesk.dropPhoto", { name: photo.name })}
                icon={<X />}
                onPress={() => onDrop(photo)}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The address of a picture at hand holds it in memory until it is given back. */
function Taken({ photo: { file, name } }: { photo: KeptPhoto }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return <img src={address} alt={name} />;
}
