import { useEffect, useMemo, useState } from "react";
import { useSearchParams } from "wouter";
import type { Bounds } from "../../api/types";
import { useI18n } from "../../i18n/t";
import { boundsOf } from "../../map/places";
import { ShapesMap } from "../../map/ShapesMap";
import { useCommunes } from "../../session/useCommunes";
import { Notice } from "../../ui/Notice";
import { Counters } from "./Counters";
import { Decision } from "./Decision";
import { Downloads } from "./Downloads";
import { useRows } from "./queries";
import styles from "./Report.module.css";
import { Rows } from "./Rows";
import { keyOf, selectionOf, shapesOf } from "./reportShapes";
import { changeTotal } from "./states";
import type { Counts, Import, ReportRow, RowClass } from "./types";
import { useKin } from "./useKin";

/** The account of every row: the counts are filters, the list and the map are one selection. */
export function Report({ item, counts }: { item: Import; counts: Counts }) {
  const { t, format } = useI18n();
  const view = useView();
  const rows = useRows(item.id, `${item.checked_at} ${item.state}`, view.query);
  const items = useMemo(() => rows.data?.items ?? [], [rows.data]);
  const selected = items.find((row) => keyOf(row) === view.row) ?? null;
  const [target, setTarget] = useState<{ bounds: Bounds } | null>(null);
  const locate = (row: ReportRow) => {
    const bounds = boundsOf(selectionOf(row, []).features);
    if (bounds) setTarget({ bounds });
  };
  const select = (row: ReportRow) => {
    view.change({ row: keyOf(row) });
    locate(row);
  };
  useLocateOnArrival(selected, locate);
  const kin = useKin(item, selected);
  const shapes = useMemo(() => shapesOf(items), [items]);
  const selection = useMemo(() => selectionOf(selected, kin), [selected, kin]);
  const home = useCommunes().data?.find((commune) => commune.id === item.commune_id)?.bbox ?? null;
  const isSame = changeTotal(counts) === 0 && counts.refused === 0;
  return (
    <div className={styles.report}>
      <div className={styles.side}>
        <div className={styles.scroll}>
          {item.error && (
            <Notice level="waiting" title={item.error.title}>
              {item.error.detail}
            </Notice>
          )}
          <Counters
            counts={counts}
            selected={view.query.class}
            onSelect={(name) => view.change({ class: name })}
          />
          {isSame && <Notice level="ok">{t("imports.report.same")}</Notice>}
          <div className={styles.meta}>
            {item.checked_at && (
              <span>{t("imports.report.checkedAt", { when: format.dateTime(item.checked_at) })}</span>
            )}
            <Downloads id={item.id} />
          </div>
          <Rows
            id={item.id}
            query={view.query}
            rows={rows}
            selected={view.row}
            onSelect={select}
            onLocate={locate}
            onChange={view.change}
          />
        </div>
        <Decision item={item} counts={counts} />
      </div>
      <div className={styles.map}>
        <ShapesMap
          label={t("imports.report.map")}
          home={home}
          shapes={shapes}
          selection={selection}
          target={target}
          onPick={(feature) => view.change({ row: String(feature.properties?.key) })}
        />
      </div>
    </div>
  );
}

/** A link to a row opens with the map at its place. */
function useLocateOnArrival(selected: ReportRow | null, locate: (row: ReportRow) => void): void {
  const [hasArrived, setArrived] = useState(false);
  useEffect(() => {
    if (hasArrived || !selected) return;
    setArrived(true);
    locate(selected);
  }, [hasArrived, selected, locate]);
}

/** What is looked at, in the address: class, reason, page and the selected row. */
function useView() {
  const [params, setParams] = useSearchParams();
  const query = {
    class: params.get("class") as RowClass | null,
    reason: params.get("reason"),
    page: Number(params.get("page")) || 1,
  };
  const change = (next: Partial<typeof query> & { row?: string | null }) => {
    const isOtherList = "class" in next || "reason" in next;
    const kept = {
      ...query,
      row: params.get("row"),
      ...(isOtherList ? { page: 1, row: null } : {}),
      ...("class" in next ? { reason: null } : {}),
      ...("page" in next ? { row: null } : {}),
      ...next,
    };
    const pairs = Object.entries(kept).filter(([name, value]) => value && !(name === "page" && value === 1));
    setParams(new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])), { replace: true });
  };
  return { query, row: params.get("row"), change };
}

export type View = ReturnType<typeof useView>;
