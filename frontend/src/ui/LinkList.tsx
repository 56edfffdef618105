import type { ReactNode } from "react";
import { Link } from "wouter";
import styles from "./LinkList.module.css";

export interface LinkColumn<Row> {
  id: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** A track of the grid: "2fr", "120px". */
  width: string;
  /** Left out on a phone, where the row is a card. */
  isDeskOnly?: boolean;
}

export interface LinkListProps<Row> {
  label: string;
  columns: readonly LinkColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  href: (row: Row) => string;
}

/** A list whose rows are links: in columns at the desk, as cards on a phone. */
export function LinkList<Row>({ label, columns, rows, rowKey, href }: LinkListProps<Row>) {
  const tracks = columns.map((column) => `minmax(0, ${column.width})`).join(" ");
  return (
    <div className={styles.frame} style={{ "--tracks": tracks } as React.CSSProperties}>
      <div className={styles.heads} aria-hidden>
        {columns.map((column) => (
          <span key={column.id}>{column.title}</span>
        ))}
      </div>
      <ul aria-label={label}>
        {rows.map((row) => (
          <li key={rowKey(row)} className={styles.item}>
            <Link href={href(row)} className={styles.row}>
              {columns.map((column) => (
                <span key={column.id} className={column.isDeskOnly ? styles.deskOnly : undefined}>
                  {column.cell(row)}
                </span>
              ))}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
