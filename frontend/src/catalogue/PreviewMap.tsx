import { lazy, Suspense, useMemo } from "react";
import { useManifest } from "../api/queries";
import { useI18n } from "../i18n/t";
import type { MapView } from "../map/style";
import { useThemeName } from "../theme/theme";
import styles from "./PreviewMap.module.css";
import type { Dataset } from "./queries";

const MapCanvas = lazy(() => import("../map/MapCanvas"));

/** The layer on its map: the basemap and it alone, drawn as everywhere. */
export function PreviewMap({ dataset }: { dataset: Dataset }) {
  const { t, language } = useI18n();
  const theme = useThemeName();
  const { data: manifest } = useManifest();
  const view: MapView | null = useMemo(() => {
    if (!manifest) return null;
    const isShown = (id: string, isBase: boolean) => isBase || id === dataset.id || id === "parcels";
    return {
      manifest,
      look: theme === "dark" ? "night" : "paper",
      language,
      choices: Object.fromEntries(
        manifest.layers.map(({ id, basemap }) => [id, { visible: isShown(id, basemap), opacity: 1 }]),
      ),
      classified: [dataset.id],
      isTilted: false,
      namePoints: {},
      basemapUrl: "",
    };
  }, [manifest, theme, language, dataset.id]);
  return (
    <div className={styles.map}>
      {view && (
        <Suspense>
          <MapCanvas
            key={dataset.id}
            label={t("data.map", { layer: dataset.title })}
            view={view}
            start={dataset.bounds}
            onReady={() => undefined}
          />
        </Suspense>
      )}
    </div>
  );
}
