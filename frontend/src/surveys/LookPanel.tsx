import { useId } from "react";
import type { MessageKey } from "../i18n/language";
import { useI18n } from "../i18n/t";
import { Check } from "../ui/Check";
import { Choice } from "../ui/Choice";
import { Select } from "../ui/Select";
import styles from "./LookPanel.module.css";
import { PermittedChecks } from "./permitted/PermittedChecks";
import type { PermittedLayer } from "./permitted/usePermittedLayer";
import type { Arrangement, TileJson } from "./types";
import type { Viewer } from "./useViewer";

const OVERLAYS = ["parcels", "permits", "zones", "easements", "findings", "buildings"] as const;
const ARRANGEMENTS: readonly [Arrangement, MessageKey][] = [
  ["swipe", "surveys.view.swipe"],
  ["side", "surveys.view.side"],
  ["one", "surveys.view.one"],
];

interface LookPanelProps {
  viewer: Viewer;
  permitted: PermittedLayer;
}

/** How the survey is drawn: the look with its legend, the layout of two dates, contrast, what lies over it. */
export function LookPanel({ viewer, permitted }: LookPanelProps) {
  const { t } = useI18n();
  const { looks, look, address, before, change, adjust, setAdjust, manifest, choices, choose, survey } =
    viewer;
  const overlays = manifest?.layers.filter((layer) => OVERLAYS.some((id) => id === layer.id)) ?? [];
  return (
    <div className={styles.panel}>
      {before && (
        <Choice
          label={t("surveys.view.title")}
          options={ARRANGEMENTS.map(([value, title]) => ({ value, title: t(title) }))}
          value={address.arrangement}
          onChange={(arrangement) => change({ arrangement })}
        />
      )}
      <Select
        label={t("surveys.look.title")}
        options={looks}
        value={look}
        onChange={(next) => change({ look: next })}
      />
      {viewer.legend && <Legend told={viewer.legend} />}
      <Range
        label={t("surveys.opacity")}
        min={0}
        value={adjust.opacity}
        onChange={(opacity) => setAdjust((held) => ({ ...held, opacity }))}
      />
      <Range
        label={t("surveys.contrast")}
        min={-1}
        value={adjust.contrast}
        onChange={(contrast) => setAdjust((held) => ({ ...held, contrast }))}
      />
      {survey.data?.kinds.includes("dsm") && (
        <Check title={t("surveys.in3d")} isSelected={address.is3d} onChange={(is3d) => change({ is3d })} />
      )}
      <fieldset className={styles.overlays}>
        <legend>{t("surveys.overlays")}</legend>
        {overlays.map((layer) => (
          <Check
            key={layer.id}
            title={layer.title}
            isSelected={choices[layer.id]?.visible ?? layer.visible}
            onChange={(isVisible) => choose(layer.id, isVisible)}
          />
        ))}
        <PermittedChecks layer={permitted} />
      </fieldset>
    </div>
  );
}

interface RangeProps {
  label: string;
  min: number;
  value: number;
  onChange: (value: number) => void;
}

function Range({ label, min, value, onChange }: RangeProps) {
  const { format } = useI18n();
  const id = useId();
  return (
    <div className={styles.range}>
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id} className="numeric">
        {format.number(value, { style: "percent", maximumFractionDigits: 0 })}
      </output>
      <input
        id={id}
        type="range"
        min={min}
        max={1}
        step={0.05}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </div>
  );
}

/** The ends and the middle of a ramp, beside its colours. */
function Legend({ told: { legend = [], unit = "" } }: { told: TileJson }) {
  const { format } = useI18n();
  if (legend.length < 2) return null;
  const [first, last] = [legend[0], legend.at(-1)];
  const colours = legend.map(({ color }) => color).join(", ");
  const value = (number: number | undefined) =>
    `${format.number(number ?? 0, { maximumFractionDigits: 1 })}${unit ? ` ${unit}` : ""}`;
  return (
    <div className={styles.legend} dir="ltr">
      <span
        className={styles.ramp}
        style={{ background: `linear-gradient(90deg, ${colours})` }}
        aria-hidden
      />
      <span className="numeric">{value(first?.value)}</span>
      <span className="numeric">{value(last?.value)}</span>
    </div>
  );
}
