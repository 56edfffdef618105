import type { UseQueryResult } from "@tanstack/react-query";
import { type KeyboardEvent, useRef } from "react";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { Pager } from "../../ui/Pager";
import { Select } from "../../ui/Select";
import { Skeleton } from "../../ui/Skeleton";
import { ROWS_SIZE, type RowQuery } from "./queries";
import type { View } from "./Report";
import styles from "./Report.module.css";
import { RowItem } from "./RowItem";
import { keyOf } from "./reportShapes";
import type { ReportPage, ReportRow } from "./types";

export interface RowsProps {
  id: number;
  query: RowQuery;
  rows: UseQueryResult<ReportPage>;
  selected: string | null;
  onSelect: (row: ReportRow) => void;
  onLocate: (row: ReportRow) => void;
  onChange: View["change"];
}

/** The list of rows: j and k (or the arrows) move through it, Enter shows the row on the map. */
export function Rows({ query, rows, selected, onSelect, onLocate, onChange }: RowsProps) {
  const { t } = useI18n();
  const list = useRef<HTMLOListElement>(null);
  const items = rows.data?.items ?? [];
  const step = (by: number) => {
    const at = items.findIndex((row) => keyOf(row) === selected);
    const next = items[at === -1 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))];
    if (!next) return;
    onSelect(next);
    list.current?.querySelectorAll("button")[items.indexOf(next)]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    step(by);
  };
  return (
    <section className={styles.rows} aria-label={t("imports.report.rows")}>
      <ReasonFilter
        reasons={rows.data?.reasons ?? []}
        value={query.reason}
        onChange={(reason) => onChange({ reason })}
      />
      {rows.isPending && <Skeleton lines={8} />}
      {rows.error && <Problem problem={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.data && items.length === 0 && <p className={styles.help}>{t("imports.report.noRows")}</p>}
      <ol ref={list} className={styles.list} aria-label={t("imports.report.list")} onKeyDown={onKeyDown}>
        {items.map((row) => (
          <RowItem
            key={keyOf(row)}
            row={row}
            isSelected={keyOf(row) === selected}
            onSelect={() => (keyOf(row) === selected ? onLocate(row) : onSelect(row))}
          />
        ))}
      </ol>
      {rows.data && (
        <Pager
          page={query.page}
          size={ROWS_SIZE}
          total={rows.data.total}
          onChange={(page) => onChange({ page })}
        />
      )}
      {items.length > 0 && <p className={styles.keys}>{t("imports.report.keys")}</p>}
    </section>
  );
}

type ReasonFilterProps = {
  reasons: ReportPage["reasons"];
  value: string | null;
  onChange: (reason: string | null) => void;
};

function ReasonFilter({ reasons, value, onChange }: ReasonFilterProps) {
  const { t, format } = useI18n();
  if (reasons.length === 0) return null;
  return (
    <Select<string>
      label={t("imports.report.reasons")}
      value={value ?? ""}
      onChange={(reason) => onChange(reason || null)}
      options={[
        { value: "", title: t("imports.report.allReasons") },
        ...reasons.map(({ reason, title, count }) => ({
          value: reason,
          title: `${title} · ${format.number(count)}`,
        })),
      ]}
    />
  );
}
