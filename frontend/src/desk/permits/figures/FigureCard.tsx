import { Download } from "lucide-react";
import { apiUrl } from "../../../api/client";
import { useI18n } from "../../../i18n/t";
import { type Column, Table } from "../../../ui/Table";
import styles from "../permits.module.css";
import type { Figures } from "../queries";
import { Bars } from "./Bars";

export interface FigureCardProps<Row> {
  title: string;
  /** The table of the API that it shows. */
  table: keyof Figures;
  /** What the page is narrowed by: the file is narrowed by the same. */
  query: Record<string, string>;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  bars: (row: Row) => { title: string; value: number };
  unit: string;
}

/** A chart, its table, and the same table as the server's CSV. */
export function FigureCard<Row>({
  title,
  table,
  query,
  columns,
  rows,
  rowKey,
  bars,
  unit,
}: FigureCardProps<Row>) {
  const { t } = useI18n();
  return (
    <section className={styles.card}>
      <div className={styles.top}>
        <h2 className={styles.subtitle}>{title}</h2>
        {rows.length > 0 && (
          <a
            className={styles.row}
            href={apiUrl("/permits/figures.csv", { ...query, table })}
            download
            aria-label={`${t("permitDesk.csv")}: ${title}`}
          >
            <Download aria-hidden size={16} />
            {t("permitDesk.csv")}
          </a>
        )}
      </div>
      <Bars label={title} unit={unit} bars={rows.map(bars)} />
      <Table
        caption={title}
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        empty={<p className={styles.small}>{t("permitDesk.noFigures")}</p>}
      />
    </section>
  );
}
