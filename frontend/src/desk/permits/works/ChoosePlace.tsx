import { LocateFixed } from "lucide-react";
import { useMemo } from "react";
import type { Position } from "../../../api/types";
import { useI18n } from "../../../i18n/t";
import { ShapesMap } from "../../../map/ShapesMap";
import { useCommunes } from "../../../session/useCommunes";
import { Button } from "../../../ui/Button";
import { toast } from "../../../ui/Toast";
import styles from "../permits.module.css";
import form from "./visit.module.css";

interface ChoosePlaceProps {
  commune: number;
  place: Position | null;
  onPlace: (place: Position) => void;
}

const NO_SHAPES: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

/** Where something was seen: a tap on the map, or where the device is. */
export function ChoosePlace({ commune, place, onPlace }: ChoosePlaceProps) {
  const { t } = useI18n();
  const home = useCommunes().data?.find((one) => one.id === commune)?.bbox ?? null;
  const mark = useMemo(() => (place ? marked(place) : NO_SHAPES), [place]);
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => onPlace([coords.longitude, coords.latitude]),
      () => toast(t("permitDesk.noPosition"), "late"),
      { enableHighAccuracy: true },
    );
  return (
    <fieldset className={styles.choices}>
      <legend>{t("permitDesk.where")}</legend>
      <div className={form.map}>
        {home && (
          <ShapesMap
            label={t("permitDesk.where")}
            home={home}
            shapes={NO_SHAPES}
            selection={mark}
            onPlace={onPlace}
          />
        )}
      </div>
      <div className={styles.row}>
        <Button size="small" icon={<LocateFixed aria-hidden />} onPress={locate}>
          {t("permitDesk.hereIAm")}
        </Button>
        {place && (
          <span className="latin numeric">
            {place[1].toFixed(5)}, {place[0].toFixed(5)}
          </span>
        )}
      </div>
    </fieldset>
  );
}

function marked([lon, lat]: Position): GeoJSON.FeatureCollection {
  const geometry: GeoJSON.Point = { type: "Point", coordinates: [lon, lat] };
  return { type: "FeatureCollection", features: [{ type: "Feature", properties: {}, geometry }] };
}
