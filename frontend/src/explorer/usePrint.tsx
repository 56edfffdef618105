import { type ReactNode, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useI18n } from "../i18n/t";
import { scaleBar } from "../map/scale";
import { choiceOf } from "../map/style";
import styles from "./PrintSheet.module.css";
import type { Explorer } from "./useExplorer";

interface Sheet {
  readonly image: string;
  /** In the pixels that `metresPerPixel` speaks of; paper shows the picture at another width. */
  readonly width: number;
  readonly metresPerPixel: number;
}

/** Prints what the map shows: the picture with its title, scale, north, legend and date. */
export function usePrint(explorer: Explorer, srid: number | null): { print: () => void; sheet: ReactNode } {
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const { engine } = explorer;
  useEffect(() => {
    const done = () => setSheet(null);
    window.addEventListener("afterprint", done);
    return () => window.removeEventListener("afterprint", done);
  }, []);
  const print = () => {
    const map = engine.current;
    if (!map) return;
    void map.snapshot().then(async (image) => {
      const picture = new Image();
      picture.src = image;
      await picture.decode();
      const width = picture.naturalWidth / devicePixelRatio;
      setSheet({ image, width, metresPerPixel: map.metresPerPixel() });
    });
  };
  return {
    print,
    sheet: sheet && createPortal(<PrintSheet sheet={sheet} explorer={explorer} srid={srid} />, document.body),
  };
}

interface PrintSheetProps {
  sheet: Sheet;
  explorer: Explorer;
  srid: number | null;
}

function PrintSheet({ sheet, explorer, srid }: PrintSheetProps) {
  const { t, format } = useI18n();
  const bar = scaleBar(sheet.metresPerPixel, 160);
  const layers =
    explorer.manifest.data?.layers.filter(
      (layer) => !layer.basemap && choiceOf(layer, explorer.choices).visible,
    ) ?? [];
  return (
    <div className={`${styles.sheet} print-sheet`}>
      <header className={styles.header}>
        <strong>{t("app.name")}</strong>
        <span>{format.date(new Date().toISOString())}</span>
      </header>
      <figure className={styles.figure}>
        <img
          src={sheet.image}
          alt={t("print.image")}
          className={styles.image}
          onLoad={() => window.print()}
        />
        <figcaption className={styles.scale}>
          <span style={{ inlineSize: `${(100 * bar.pixels) / sheet.width}%` }} />
          {format.distance(bar.metres)}
        </figcaption>
      </figure>
      <footer className={styles.footer}>
        <span style={{ rotate: `${-(explorer.camera?.bearing ?? 0)}deg` }} className={styles.north}>
          ▲
        </span>
        <ul className={styles.legend}>
          {layers.flatMap((layer) =>
            (layer.categories.length > 0
              ? layer.categories.map((category) => ({ ...category, key: `${layer.id}-${category.value}` }))
              : [{ key: layer.id, title: layer.title, color: layer.color }]
            ).map((item) => (
              <li key={item.key}>
                <i style={{ background: item.color }} />
                {item.title}
              </li>
            )),
          )}
        </ul>
        <span className="latin">{srid ? `EPSG:${srid}` : ""}</span>
      </footer>
      <p className={styles.note}>{t("print.note")}</p>
    </div>
  );
}
