import { CloudOff } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { isPublished } from "../api/published";
import { Problem } from "../app/Problem";
import { useI18n } from "../i18n/t";
import type { EngineEvents } from "../map/engine";
import styles from "./ExplorerMap.module.css";
import type { Explorer } from "./useExplorer";

async function loadDrawing() {
  const [canvas, archives] = await Promise.all([
    import("../map/MapCanvas"),
    isPublished ? import("../map/archives") : null,
  ]);
  archives?.registerArchives();
  return canvas;
}

// Asked for with the page, not after the manifest: the drawing code is the largest thing to fetch.
const drawingCode = loadDrawing();
const MapCanvas = lazy(() => drawingCode);

export interface ExplorerMapProps {
  explorer: Explorer;
  onClick: EngineEvents["onClick"];
  onPointer?: EngineEvents["onPointer"];
  children?: ReactNode;
}

/** The map of a page with what floats on it; says so when the server cannot be reached. */
export function ExplorerMap({ explorer, onClick, onPointer, children }: ExplorerMapProps) {
  const { t, format } = useI18n();
  const [isCut, setCut] = useState(false);
  const { manifest, view } = explorer;
  if (manifest.error && !manifest.data)
    return (
      <div className={styles.failed}>
        <Problem problem={manifest.error} onRetry={() => void manifest.refetch()} />
      </div>
    );
  return (
    <div className={styles.frame}>
      {view && (
        <Suspense>
          <MapCanvas
            label={t("map.label")}
            view={view}
            start={explorer.start}
            onReady={(engine) => {
              explorer.engine.current = engine;
              explorer.setCamera(engine.camera());
            }}
            onCamera={explorer.setCamera}
            onClick={onClick}
            onFault={() => setCut(true)}
            onIdle={() => setCut(false)}
            {...(onPointer ? { onPointer } : {})}
          />
        </Suspense>
      )}
      {isCut && (
        <p className={styles.cut} role="status">
          <CloudOff aria-hidden size={16} />
          {t("map.cut")}
        </p>
      )}
      <p className="visually-hidden" role="status" data-testid="live">
        {explorer.updated &&
          t("map.updated", { time: format.date(explorer.updated, { timeStyle: "medium" }) })}
      </p>
      {children}
    </div>
  );
}
