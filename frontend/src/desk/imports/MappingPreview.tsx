import { useMemo } from "react";
import { useI18n } from "../../i18n/t";
import { ShapesMap } from "../../map/ShapesMap";
import { useCommunes } from "../../session/useCommunes";
import { EmptyState } from "../../ui/EmptyState";
import { Skeleton } from "../../ui/Skeleton";
import { Table } from "../../ui/Table";
import { Tabs } from "../../ui/Tabs";
import styles from "./ColumnsStep.module.css";
import { columnsOf, readValue, ruleOf, textOf } from "./mapping";
import { usePreview, usePreviewShapes } from "./queries";
import type { Import, Mapping, Preview, Target } from "./types";

const NO_SHAPES: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

type MappingPreviewProps = { item: Import; mapping: Mapping; target: Target };

/** What the settings make of the first rows: as a table that follows each change, and on the map. */
export function MappingPreview({ item, mapping, target }: MappingPreviewProps) {
  const { t } = useI18n();
  const preview = usePreview(item.id, mapping);
  const shapes = usePreviewShapes(item.id, mapping);
  const home = useCommunes().data?.find((commune) => commune.id === item.commune_id)?.bbox ?? null;
  return (
    <section className={styles.preview} aria-label={t("imports.map.preview")}>
      <Tabs
        label={t("imports.map.preview")}
        items={[
          {
            id: "map",
            title: t("imports.map.previewMap"),
            content: (
              <div className={styles.map}>
                <ShapesMap
                  label={t("imports.map.previewMap")}
                  home={home}
                  shapes={shapes.data ?? NO_SHAPES}
                />
                {shapes.error && <p className={styles.mapFault}>{shapes.error.message}</p>}
              </div>
            ),
          },
          {
            id: "table",
            title: t("imports.map.previewTable"),
            content: preview.data ? (
              <Rows preview={preview.data} mapping={mapping} target={target} />
            ) : preview.error ? (
              <p className={styles.error}>{preview.error.message}</p>
            ) : (
              <Skeleton lines={8} />
            ),
          },
        ]}
      />
    </section>
  );
}

type Line = { index: number; cells: Record<string, string> };

function Rows({ preview, mapping, target }: { preview: Preview; mapping: Mapping; target: Target }) {
  const { t } = useI18n();
  const fields = target.fields.filter((field) => {
    const rule = ruleOf(mapping, field.id);
    return columnsOf(rule).length > 0 || rule.value;
  });
  const lines = useMemo(() => linesOf(preview, mapping, target), [preview, mapping, target]);
  if (lines.length === 0 || fields.length === 0) {
    return <EmptyState title={t("imports.map.previewNone")}>{t("imports.map.columnsLead")}</EmptyState>;
  }
  return (
    <>
      <p className={styles.help}>{t("imports.map.previewLead")}</p>
      <Table<Line>
        caption={t("imports.map.previewTable")}
        rows={lines}
        rowKey={(line) => line.index}
        columns={fields.map((field) => ({
          id: field.id,
          title: field.title,
          isNumeric: field.kind === "number" || field.kind === "integer",
          cell: (line) => <bdi>{line.cells[field.id] || "—"}</bdi>,
        }))}
      />
    </>
  );
}

/** Rows as fields: a choice shows its title, so that a wrong translation is seen at once. */
function linesOf(preview: Preview, mapping: Mapping, target: Target): Line[] {
  return preview.rows.map((row, index) => ({
    index,
    cells: Object.fromEntries(
      target.fields.map((field) => {
        const value = readValue(ruleOf(mapping, field.id), row);
        const choice = field.choices?.find((entry) => entry.value === value);
        return [field.id, choice?.title ?? textOf(value)];
      }),
    ),
  }));
}
