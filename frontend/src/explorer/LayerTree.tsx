import { Download, SlidersHorizontal } from "lucide-react";
import { lazy, Suspense, useId, useState } from "react";
import type { ManifestLayer } from "../api/types";
import { useI18n } from "../i18n/t";
import { choiceOf } from "../map/style";
import { IconButton } from "../ui/Button";
import styles from "./LayerTree.module.css";
import type { Explorer } from "./useExplorer";

export interface LayerTreeProps {
  explorer: Explorer;
  /** The desk may colour a layer by its classes; the public sees legends only where they are drawn anyway. */
  canClassify: boolean;
}

const ExportDialog = lazy(() => import("../exports/ExportDialog"));

/** Layers that are drawn by their classes always; any other one only when asked. */
const ALWAYS_CLASSIFIED = new Set(["zones", "easements", "reservations"]);

/** The layers by group, the highest first, as they lie on the map. */
export function LayerTree({ explorer, canClassify }: LayerTreeProps) {
  const { manifest } = explorer;
  if (!manifest.data) return null;
  const { groups, layers } = manifest.data;
  return (
    <div className={styles.tree}>
      {[...groups].reverse().map((group) => {
        const members = layers.filter((layer) => layer.group === group.id).reverse();
        if (members.length === 0) return null;
        return (
          <fieldset key={group.id} className={styles.group}>
            <legend className={styles.groupTitle}>{group.title}</legend>
            <ul>
              {members.map((layer) => (
                <LayerRow key={layer.id} layer={layer} explorer={explorer} canClassify={canClassify} />
              ))}
            </ul>
          </fieldset>
        );
      })}
    </div>
  );
}

interface RowProps extends LayerTreeProps {
  layer: ManifestLayer;
}

function LayerRow({ layer, explorer, canClassify }: RowProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const [isTaken, setTaken] = useState(false);
  const { visible } = choiceOf(layer, explorer.choices);
  const isClassified = explorer.classified.includes(layer.id);
  const hasLegend = layer.categories.length > 0 && (isClassified || ALWAYS_CLASSIFIED.has(layer.id));
  return (
    <li className={styles.layer} data-visible={visible}>
      <div className={styles.line}>
        <label className={styles.toggle}>
          <input
            type="checkbox"
            className={styles.check}
            checked={visible}
            onChange={(event) => explorer.choose(layer.id, { visible: event.target.checked })}
          />
          <Swatch layer={layer} />
          <span className={styles.title}>{layer.title}</span>
        </label>
        <IconButton
          label={t("exports.open", { layer: layer.title })}
          icon={<Download />}
          className={styles.more ?? ""}
          onPress={() => setTaken(true)}
        />
        {visible && (
          <IconButton
            label={t("layers.settings", { layer: layer.title })}
            icon={<SlidersHorizontal />}
            pressed={isOpen}
            className={styles.more ?? ""}
            onPress={() => setOpen(!isOpen)}
          />
        )}
      </div>
      {visible && isOpen && <LayerSettings layer={layer} explorer={explorer} canClassify={canClassify} />}
      {visible && hasLegend && <Legend layer={layer} />}
      <Suspense>
        {isTaken && (
          <ExportDialog
            layer={layer}
            view={() => explorer.engine.current?.bounds() ?? null}
            isReduced={!canClassify}
            onClose={() => setTaken(false)}
          />
        )}
      </Suspense>
    </li>
  );
}

function LayerSettings({ layer, explorer, canClassify }: RowProps) {
  const { t, format } = useI18n();
  const id = useId();
  const { opacity } = choiceOf(layer, explorer.choices);
  const percent = format.number(opacity, { style: "percent" });
  const mayClassify = canClassify && layer.classify_by !== null && !layer.basemap;
  return (
    <div className={styles.details}>
      <label className={styles.opacity} htmlFor={id}>
        <span>{t("layers.opacity")}</span>
        <input
          id={id}
          type="range"
          min={10}
          max={100}
          step={10}
          value={Math.round(opacity * 100)}
          aria-valuetext={percent}
          onChange={(event) => explorer.choose(layer.id, { opacity: Number(event.target.value) / 100 })}
        />
        <span className="numeric">{percent}</span>
      </label>
      {mayClassify && !ALWAYS_CLASSIFIED.has(layer.id) && (
        <label className={styles.classify}>
          <input
            type="checkbox"
            className={styles.check}
            checked={explorer.classified.includes(layer.id)}
            onChange={(event) => explorer.classify(layer.id, event.target.checked)}
          />
          {t("layers.classify")}
        </label>
      )}
      {layer.description && <p>{layer.description}</p>}
    </div>
  );
}

function Legend({ layer }: { layer: ManifestLayer }) {
  const { t } = useI18n();
  return (
    <ul className={styles.legend} aria-label={t("layers.legend", { layer: layer.title })}>
      {layer.categories.map((category) => (
        <li key={category.value}>
          <span className={styles.color} style={{ background: category.color }} aria-hidden />
          {category.title}
        </li>
      ))}
    </ul>
  );
}

/** The layer's colour in the shape of what it holds. */
function Swatch({ layer }: { layer: ManifestLayer }) {
  return <span className={styles.swatch} data-kind={layer.kind} style={{ color: layer.color }} aria-hidden />;
}
