import { useI18n } from "../../i18n/t";
import { Check } from "../../ui/Check";
import type { MappingPartProps } from "./ColumnsStep";
import styles from "./ColumnsStep.module.css";
import { LABEL, ruleOf, withRule } from "./mapping";
import type { Labels } from "./types";

/** Which layers of a drawing hold the texts that name its outlines, and which the outlines. */
export function DrawingLabels({ mapping, onChange, source }: MappingPartProps) {
  const { t, format } = useI18n();
  const { drawing } = source;
  if (!drawing || Object.keys(drawing.texts).length === 0) return null;
  const labels: Labels = { layers: [], outlines: [], ...mapping.labels };
  const set = (next: Labels) => {
    if (next.layers.length > 0) onChange({ ...mapping, labels: next });
    else onChange({ ...withoutLabel(mapping), labels: null });
  };
  const layersOf = (kind: "texts" | "outlines", name: "layers" | "outlines") =>
    Object.entries(drawing[kind]).map(([layer, count]) => (
      <Check
        key={layer}
        title={`\u2068${layer}\u2069 (${format.number(count)})`}
        isSelected={labels[name].includes(layer)}
        onChange={(isSelected) =>
          set({
            ...labels,
            [name]: isSelected ? [...labels[name], layer] : labels[name].filter((other) => other !== layer),
          })
        }
      />
    ));
  return (
    <>
      <fieldset className={styles.join}>
        <legend>{t("imports.map.labels")}</legend>
        <p className={styles.help}>{t("imports.map.labelsLead")}</p>
        {layersOf("texts", "layers")}
      </fieldset>
      {labels.layers.length > 0 && (
        <fieldset className={styles.join}>
          <legend>{t("imports.map.outlines")}</legend>
          {layersOf("outlines", "outlines")}
        </fieldset>
      )}
    </>
  );
}

/** Without labels there is no column of that name, so no field may read it. */
function withoutLabel(mapping: MappingPartProps["mapping"]) {
  return Object.keys(mapping.fields)
    .filter((field) => ruleOf(mapping, field).column === LABEL)
    .reduce((kept, field) => withRule(kept, field, null), mapping);
}
