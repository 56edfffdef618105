import { Check, Trash2, Undo2, X } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Button, IconButton } from "../../../ui/Button";
import { Field } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import styles from "../apply.module.css";
import { inset, sidesOf } from "./outline";
import type { Sketch } from "./useOutline";

/** What can be done to an outline without touching the map: the same by keyboard as by thumb. */
export function OutlineTools({ sketch }: { sketch: Sketch }) {
  const { t } = useI18n();
  const { outline } = sketch;
  const canClose = !outline.isClosed && outline.corners.length >= 3;
  return (
    <>
      {sketch.isCrossed && (
        <Notice level="late" isLive>
          {t("apply.footprint.crossed")}
        </Notice>
      )}
      <p role="status">{t(hintOf(sketch))}</p>
      <div className={styles.tools}>
        {canClose && (
          <Button kind="main" icon={<Check />} onPress={sketch.close}>
            {t("apply.footprint.close")}
          </Button>
        )}
        <Button icon={<Undo2 />} onPress={sketch.undo} isDisabled={!sketch.canUndo}>
          {t("apply.footprint.undo")}
        </Button>
        <Button icon={<Trash2 />} onPress={sketch.clear} isDisabled={outline.corners.length === 0}>
          {t("apply.footprint.clear")}
        </Button>
      </div>
      {outline.corners.length === 0 && <FromPlot sketch={sketch} />}
      {outline.isClosed && <Corners sketch={sketch} />}
    </>
  );
}

function hintOf({ outline, caught }: Sketch) {
  if (outline.chosen !== null) return "apply.footprint.hint.move";
  if (outline.isClosed) return "apply.footprint.hint.edit";
  if (outline.corners.length === 0) return "apply.footprint.hint.first";
  if (caught === "corner") return "apply.footprint.hint.corner";
  return caught === "edge" ? "apply.footprint.hint.edge" : "apply.footprint.hint.next";
}

/** The plot itself, set back from all its edges: for many a house the quickest beginning. */
function FromPlot({ sketch }: { sketch: Sketch }) {
  const { t } = useI18n();
  const [text, setText] = useState("0");
  const [hasFailed, setFailed] = useState(false);
  const start = () => {
    const metres = Number(text.replace(",", "."));
    const corners = Number.isFinite(metres) && metres >= 0 ? inset(sketch.plot, metres, sketch.plane) : null;
    setFailed(corners === null);
    if (corners) sketch.replace(corners);
  };
  return (
    <div className={styles.tools}>
      <Field
        label={t("apply.footprint.setback")}
        value={text}
        onChange={setText}
        error={hasFailed ? t("apply.footprint.nothingLeft") : undefined}
        input={{ inputMode: "decimal", dir: "ltr" }}
      />
      <Button onPress={start}>{t("apply.footprint.fromPlot")}</Button>
    </div>
  );
}

function Corners({ sketch }: { sketch: Sketch }) {
  const { t, format } = useI18n();
  const sides = sidesOf(sketch.outline.corners, sketch.plane);
  return (
    <details>
      <summary>{t("apply.footprint.sides", { count: sides.length })}</summary>
      <ol className={styles.corners}>
        {sides.map((length, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner has no other name than its place in the ring.
          <li key={index}>
            <span className="numeric">
              {t("apply.footprint.side", { number: index + 1, length: format.distance(length) })}
            </span>
            <IconButton
              label={t("apply.footprint.removeCorner", { number: index + 1 })}
              icon={<X />}
              onPress={() => sketch.remove(index)}
            />
          </li>
        ))}
      </ol>
    </details>
  );
}
