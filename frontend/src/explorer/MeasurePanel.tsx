import { Ruler, Square, Trash2, Undo2, X } from "lucide-react";
import { useEffect } from "react";
import { useI18n } from "../i18n/t";
import { Button, IconButton } from "../ui/Button";
import styles from "./MeasurePanel.module.css";
import type { Measuring } from "./useMeasuring";

/** Says what was measured and in which system; points are placed on the map. */
export function MeasurePanel({ measuring }: { measuring: Measuring }) {
  const { t, format } = useI18n();
  const { mode, points, result, stop, undo, clear, start } = measuring;
  useEffect(() => stop, [stop]);
  if (!mode) return null;
  const isArea = mode === "area";
  return (
    <section className={styles.panel} aria-label={t("measure.title")}>
      <div className={styles.modes}>
        <IconButton
          label={t("measure.distance")}
          icon={<Ruler />}
          pressed={!isArea}
          onPress={() => start("distance")}
        />
        <IconButton
          label={t("measure.area")}
          icon={<Square />}
          pressed={isArea}
          onPress={() => start("area")}
        />
        <IconButton label={t("measure.stop")} icon={<X />} onPress={stop} />
      </div>
      <output className={styles.result}>
        {result && points.length > 1 ? (
          <>
            <strong className="numeric">
              {isArea && points.length > 2 ? format.area(result.area) : format.distance(result.length)}
            </strong>
            <span className="numeric">
              {isArea && points.length > 2
                ? t("measure.perimeter", { length: format.distance(result.length) })
                : t("measure.lastLeg", { length: format.distance(result.last) })}
            </span>
          </>
        ) : (
          <span>{t(isArea ? "measure.areaHelp" : "measure.distanceHelp")}</span>
        )}
      </output>
      {points.length > 0 && (
        <div className={styles.modes}>
          <Button size="small" icon={<Undo2 />} onPress={undo}>
            {t("measure.undo")}
          </Button>
          <Button size="small" icon={<Trash2 />} onPress={clear}>
            {t("measure.clear")}
          </Button>
        </div>
      )}
      {measuring.srid && (
        <p className={styles.system}>{t("measure.system", { srid: `EPSG:${measuring.srid}` })}</p>
      )}
    </section>
  );
}
