import { Compass, LocateFixed, Minus, Plus, Rotate3d } from "lucide-react";
import { useI18n } from "../i18n/t";
import { IconButton } from "../ui/Button";
import { toast } from "../ui/Toast";
import styles from "./MapControls.module.css";
import type { Explorer } from "./useExplorer";

const TILT = 50;

function accuracyRing(lon: number, lat: number, metres: number): GeoJSON.Position[] {
  const across = metres / (111_320 * Math.cos((lat * Math.PI) / 180));
  const up = metres / 110_574;
  return Array.from({ length: 49 }, (_, step) => {
    const angle = (step / 48) * 2 * Math.PI;
    return [lon + across * Math.cos(angle), lat + up * Math.sin(angle)];
  });
}

/** Zoom, north, tilt and "where am I", in the corner of the thumb. */
export function MapControls({ explorer }: { explorer: Explorer }) {
  const { t } = useI18n();
  const engine = () => explorer.engine.current;
  const bearing = explorer.camera?.bearing ?? 0;
  const isTilted = (explorer.camera?.pitch ?? 0) > 5;

  const locate = () => {
    if (!navigator.geolocation) return toast(t("map.noLocation"), "late");
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude, accuracy } }) => {
        const ring = accuracyRing(longitude, latitude, accuracy);
        engine()?.setOverlay("here", {
          type: "FeatureCollection",
          features: [
            { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } },
            {
              type: "Feature",
              properties: {},
              geometry: { type: "Point", coordinates: [longitude, latitude] },
            },
          ],
        });
        engine()?.goTo([longitude, latitude], 17.5);
      },
      () => toast(t("map.noLocation"), "late"),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  };

  return (
    <section className={styles.controls} aria-label={t("map.controls")}>
      <div className={styles.set}>
        <IconButton label={t("map.zoomIn")} icon={<Plus />} onPress={() => engine()?.zoomBy(1)} />
        <IconButton label={t("map.zoomOut")} icon={<Minus />} onPress={() => engine()?.zoomBy(-1)} />
      </div>
      <div className={styles.set}>
        <IconButton
          label={t("map.tilt")}
          icon={<Rotate3d />}
          pressed={isTilted}
          onPress={() => engine()?.tilt(isTilted ? 0 : TILT)}
        />
        {(bearing !== 0 || isTilted) && (
          <IconButton
            label={t("map.north")}
            icon={<Compass style={{ rotate: `${-bearing - 45}deg` }} />}
            onPress={() => engine()?.faceNorth()}
          />
        )}
        <IconButton label={t("map.locate")} icon={<LocateFixed />} onPress={locate} />
      </div>
    </section>
  );
}
