import { Eraser, PenLine, Undo2 } from "lucide-react";
import { useMemo, useState } from "react";
import type { Bounds, Commune, Position } from "../../api/types";
import { useI18n } from "../../i18n/t";
import { ShapesMap } from "../../map/ShapesMap";
import { collection } from "../../permits/apply/footprint/shapes";
import { Button } from "../../ui/Button";
import styles from "./surveys.module.css";

interface AreaDrawingProps {
  commune: Commune;
  area: GeoJSON.Polygon | null;
  onChange: (area: GeoJSON.Polygon | null) => void;
  error?: string | undefined;
}

const NONE = collection([]);

/** The ground that may be flown over, corner by corner; none is the whole commune. */
export function AreaDrawing({ commune, area, onChange, error }: AreaDrawingProps) {
  const { t, format } = useI18n();
  const [corners, setCorners] = useState<Position[] | null>(null);
  const place = (next: Position[]) => {
    setCorners(next);
    const [first] = next;
    onChange(first && next.length > 2 ? { type: "Polygon", coordinates: [[...next, first]] } : null);
  };
  const drawn = useMemo(() => {
    const points = (corners ?? []).map((coordinates) => ({ type: "Point" as const, coordinates }));
    return collection([...(area ? [area] : []), ...points]);
  }, [area, corners]);
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t("surveys.area")}</legend>
      <p className={styles.small}>
        {area
          ? t("surveys.areaDrawn", { count: corners?.length ?? 0 })
          : t("surveys.areaWhole", { commune: format.name(commune.name) })}
      </p>
      {corners === null ? (
        <div>
          <Button icon={<PenLine aria-hidden />} onPress={() => setCorners([])}>
            {t("surveys.drawArea")}
          </Button>
        </div>
      ) : (
        <>
          <div className={styles.smallMap}>
            <ShapesMap
              label={t("surveys.drawArea")}
              home={commune.bbox as Bounds | null}
              shapes={NONE}
              selection={drawn}
              onPlace={(position) => place([...corners, position])}
            />
          </div>
          <p className={styles.small}>{t("surveys.drawAreaHelp")}</p>
          <div className={styles.row}>
            <Button
              size="small"
              icon={<Undo2 aria-hidden />}
              isDisabled={corners.length === 0}
              onPress={() => place(corners.slice(0, -1))}
            >
              {t("surveys.undoCorner")}
            </Button>
            <Button
              size="small"
              icon={<Eraser aria-hidden />}
              onPress={() => {
                place([]);
                setCorners(null);
              }}
            >
              {t("surveys.wholeCommune")}
            </Button>
          </div>
        </>
      )}
      {error && <span className={styles.error}>{error}</span>}
    </fieldset>
  );
}
