import { useState } from "react";
import { useI18n } from "../../i18n/t";
import { Badge, type Level } from "../../ui/Badge";
import { Check } from "../../ui/Check";
import { Field } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { Select } from "../../ui/Select";
import type { MappingPartProps } from "./ColumnsStep";
import styles from "./ColumnsStep.module.css";
import { GarbledTexts } from "./GarbledTexts";
import { normalCrs } from "./mapping";
import type { Detection } from "./types";

const OTHER = "other";
const CONFIDENCE: Record<Detection["confidence"], Level> = { high: "ok", medium: "info", low: "waiting" };

/** What was read of the file, and the two things that can be read wrongly: its layer and its coordinates. */
export function SourceFacts(props: MappingPartProps & { layers: readonly string[] }) {
  const { mapping, onChange, source, layers } = props;
  const { t, format } = useI18n();
  const facts = [
    [t("imports.map.format"), source.driver],
    [t("imports.map.features"), format.number(source.features)],
    [t("imports.map.geometry"), Object.keys(source.geometry_types).join(", ")],
    [t("imports.map.encoding"), source.encoding],
  ];
  return (
    <section className={styles.section} aria-labelledby="source">
      <h2 id="source" className={styles.subtitle}>
        {t("imports.map.source")}
      </h2>
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([title, value]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>
                <bdi className="numeric">{value}</bdi>
              </dd>
            </div>
          ))}
      </dl>
      {layers.length > 1 && (
        <Select<string>
          label={t("imports.map.layer")}
          value={mapping.layer ?? source.layer ?? null}
          onChange={(layer) => onChange({ ...mapping, layer })}
          options={layers.map((layer) => ({ value: layer, title: layer }))}
        />
      )}
      {source.remarks.map((remark) => (
        <Notice key={remark} level="info">
          {remark}
        </Notice>
      ))}
      <GarbledTexts mapping={mapping} onChange={onChange} source={source} />
      {source.crs && <CrsChoice {...props} detection={source.crs} />}
    </section>
  );
}

function CrsChoice({ mapping, onChange, source, detection }: MappingPartProps & { detection: Detection }) {
  const { t } = useI18n();
  const code = mapping.crs ?? detection.code ?? "";
  const isListed = source.crs_candidates.some((candidate) => candidate.code === code);
  const [isOther, setOther] = useState(!isListed && code !== "");
  const choose = (value: string) => {
    setOther(value === OTHER);
    if (value !== OTHER) onChange({ ...mapping, crs: value });
  };
  return (
    <>
      <Select<string>
        label={t("imports.map.crs")}
        value={isOther ? OTHER : code || null}
        onChange={choose}
        options={[
          ...source.crs_candidates.map((crs) => ({ value: crs.code, title: crs.name, detail: crs.code })),
          { value: OTHER, title: t("imports.map.crsOther") },
        ]}
      />
      {isOther && (
        <Field
          label={t("imports.map.crsCode")}
          value={mapping.crs ?? ""}
          onChange={(crs) => onChange({ ...mapping, crs })}
          error={mapping.crs && !normalCrs(mapping.crs) ? t("imports.map.crsBad") : undefined}
          input={{ dir: "ltr", placeholder: "EPSG:26191" }}
        />
      )}
      <p className={styles.reason}>
        <Badge level={CONFIDENCE[detection.confidence]}>
          {t(`imports.map.confidence.${detection.confidence}`)}
        </Badge>
        <span>{detection.reason}</span>
      </p>
      <Check
        isSelected={mapping.swap_axes}
        onChange={(swap_axes) => onChange({ ...mapping, swap_axes })}
        title={t("imports.map.swap")}
      />
    </>
  );
}
