import { useState } from "react";
import { apiUrl } from "../api/client";
import { ApiProblem } from "../api/problem";
import type { Bounds, ManifestLayer } from "../api/types";
import { useI18n } from "../i18n/t";
import { Choice } from "../ui/Choice";
import { Field } from "../ui/Field";
import { Select } from "../ui/Select";
import { Columns } from "./Columns";
import { Ending } from "./Ending";
import styles from "./exports.module.css";
import { type Offer, useEstimate, useExportActions, type Wanted } from "./queries";
import { useWanted } from "./useWanted";

export interface ExportFormProps {
  layer: ManifestLayer;
  offer: Offer;
  view: () => Bounds | null;
  isReduced: boolean;
}

/** Format, system, extent, filter, columns; and the rows that it would be. */
export function ExportForm({ layer, offer, view, isReduced }: ExportFormProps) {
  const { t } = useI18n();
  const form = useWanted(layer.id, offer);
  const { wanted, systems } = form;
  const estimate = useEstimate(wanted);
  const whole = useEstimate({ layer: layer.id, bbox: null, filter: "" });
  const { ask } = useExportActions();
  const [hasReadme, setReadme] = useState(false);
  const refusal = estimate.error instanceof ApiProblem ? estimate.error : null;
  const filterFault = refusal?.extra.field === "filter" ? refusal.detail : undefined;
  const rows = estimate.data?.rows ?? null;
  const isAtOnce = rows !== null && rows <= offer.stream_rows_max && !hasReadme;

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isAtOnce) location.assign(streamAddress(wanted));
        else ask.mutate(wanted);
      }}
    >
      <Select
        label={t("exports.format")}
        options={offer.formats.map((item) => ({ value: item.id, title: item.title, detail: item.purpose }))}
        value={wanted.format}
        onChange={form.setFormat}
        help={form.purpose}
      />
      {!isReduced && systems.length === 0 && <p className={styles.help}>{t("exports.degrees")}</p>}
      {!isReduced && systems.length > 0 && (
        <Select
          label={t("exports.crs")}
          options={systems.map((item) => ({ value: item.code, title: item.name, detail: item.code }))}
          value={wanted.crs}
          onChange={form.setCrs}
        />
      )}
      <Choice
        label={t("exports.extent")}
        options={[
          { value: "layer", title: t("exports.wholeLayer") },
          { value: "view", title: t("exports.mapView") },
        ]}
        value={wanted.bbox === null ? "layer" : "view"}
        onChange={(value) => form.setBbox(value === "view" ? view() : null)}
      />
      {!isReduced && (
        <>
          <Field
            label={t("exports.filter")}
            value={form.filter}
            onChange={form.setFilter}
            help={t("exports.filterHelp")}
            error={filterFault}
            input={{ dir: "ltr", placeholder: "area_m2 > 500" }}
          />
          <Columns fields={whole.data?.fields ?? []} chosen={wanted.columns} onChange={form.setColumns} />
        </>
      )}
      <Ending
        rows={rows}
        isCounting={estimate.isFetching}
        offer={offer}
        fault={filterFault ? null : (refusal ?? ask.error)}
        isReady={rows !== null && filterFault === undefined}
        isPending={ask.isPending}
        hasReadme={hasReadme}
        onReadme={setReadme}
      />
    </form>
  );
}

/** The address that gives a small file at once. */
function streamAddress({ layer, format, crs, bbox, filter, columns }: Wanted): string {
  return apiUrl(`/layers/${layer}/export.${format}`, {
    crs: crs || undefined,
    bbox: bbox?.join(","),
    filter: filter || undefined,
    columns: columns?.join(","),
  });
}
