import { MapPin } from "lucide-react";
import { useMemo, useState } from "react";
import type { Bounds } from "../../../api/types";
import { useI18n } from "../../../i18n/t";
import { ShapesMap } from "../../../map/ShapesMap";
import { collection } from "../../../permits/apply/footprint/shapes";
import { Button } from "../../../ui/Button";
import styles from "../permits.module.css";
import { HerePlace } from "./HerePlace";
import type { Place } from "./outbox";
import own from "./visit.module.css";

interface PlacePickerProps {
  /** Where the map opens. */
  home: Bounds | null;
  place: Place | null;
  onPlace: (place: Place) => void;
  error?: string | undefined;
}

const NONE = collection([]);

/** A place: where the device is, or a point of the map. */
export function PlacePicker({ home, place, onPlace, error }: PlacePickerProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const marked = useMemo(() => collection(place ? [{ type: "Point", coordinates: place }] : []), [place]);
  return (
    <fieldset className={styles.choices}>
      <legend>{t("permitDesk.offencePlace")}</legend>
      <div className={styles.row}>
        <HerePlace position={place} onPlace={onPlace} />
        {!isOpen && (
          <Button icon={<MapPin aria-hidden />} onPress={() => setOpen(true)}>
            {t("permitDesk.pickPlace")}
          </Button>
        )}
      </div>
      {isOpen && (
        <div className={own.map}>
          <ShapesMap
            label={t("permitDesk.pickPlace")}
            home={home}
            shapes={NONE}
            selection={marked}
            onPlace={onPlace}
          />
        </div>
      )}
      {isOpen && <span className={styles.small}>{t("permitDesk.pickPlaceHelp")}</span>}
      {error && <span className={styles.error}>{error}</span>}
    </fieldset>
  );
}
