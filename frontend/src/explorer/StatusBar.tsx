import { useI18n } from "../i18n/t";
import type { Crs } from "../map/crs";
import { scaleBar, scaleDenominator } from "../map/scale";
import { type Pointer, usePointer } from "./pointer";
import styles from "./StatusBar.module.css";
import type { Explorer } from "./useExplorer";

export interface StatusBarProps {
  explorer: Explorer;
  pointer: Pointer;
  crs: Crs | null;
  crsName: string;
}

/** Scale, the coordinates under the pointer (else of the middle) and the system they are in. */
export function StatusBar({ explorer, pointer, crs, crsName }: StatusBarProps) {
  const { t, format } = useI18n();
  const at = usePointer(pointer);
  const { camera } = explorer;
  if (!camera) return null;
  const metres = explorer.engine.current?.metresPerPixel() ?? 1;
  const bar = scaleBar(metres);
  const position = at ?? [camera.lon, camera.lat];
  const projected = crs?.project([position[0], position[1]]);
  const plane = { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: false };
  return (
    <div className={styles.bar}>
      <span className={styles.scale}>
        <span className={styles.rule} style={{ inlineSize: bar.pixels }} aria-hidden />
        <span>{format.distance(bar.metres)}</span>
      </span>
      <span className={`${styles.ratio} latin numeric`}>
        1:{format.number(scaleDenominator(metres), { maximumFractionDigits: 0 })}
      </span>
      {projected && (
        <span className={styles.coordinates} title={crsName}>
          <span className="latin numeric">
            X {format.number(projected[0], plane)} Y {format.number(projected[1], plane)}
          </span>
          <span className={`${styles.crs} latin`}>{`EPSG:${crs?.srid}`}</span>
        </span>
      )}
      <span className={`${styles.degrees} latin numeric`} title={t("status.wgs84")}>
        {format.degrees(position[0], position[1])}
      </span>
    </div>
  );
}
