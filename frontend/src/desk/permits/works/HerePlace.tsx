import { LocateFixed } from "lucide-react";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { toast } from "../../../ui/Toast";
import styles from "../permits.module.css";
import type { Place } from "./outbox";

interface HerePlaceProps {
  position: Place | null;
  onPlace: (position: Place) => void;
}

/** Notes where the device is. */
export function HerePlace({ position, onPlace }: HerePlaceProps) {
  const { t } = useI18n();
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => onPlace([coords.longitude, coords.latitude]),
      () => toast(t("permitDesk.noPosition"), "late"),
      { enableHighAccuracy: true },
    );
  return (
    <div className={styles.row}>
      <Button icon={<LocateFixed aria-hidden />} onPress={locate}>
        {t("permitDesk.hereIAm")}
      </Button>
      {position && (
        <span className="latin numeric">
          {position[1].toFixed(5)}, {position[0].toFixed(5)}
        </span>
      )}
    </div>
  );
}
