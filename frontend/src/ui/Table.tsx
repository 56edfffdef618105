import type { ReactNode } from "react";
import styles from "./Table.module.css";

export interface Column<Row> {
  id: string;
  title: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column, in tabular figures. */
  isNumeric?: boolean;
  width?: string;
}

export interface TableProps<Row> {
  /** Says what the table holds; read out, not shown. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  onSelect?: (row: Row) => void;
  selectedKey?: string | number | null;
  /** What stands in place of the rows when there are none. */
  empty?: ReactNode;
}

/** A plain table. With `onSelect` a click anywhere on a row selects it; give the row a link or button too. */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  onSelect,
  selectedKey,
  empty,
}: TableProps<Row>) {
  if (rows.length === 0 && empty) return empty;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className={styles.scroll} aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={column.isNumeric ? styles.numeric : undefined}
                style={column.width ? { inlineSize: column.width } : undefined}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row);
            return (
              <tr
                key={key}
                className={onSelect ? styles.selectable : undefined}
                data-selected={selectedKey === key || undefined}
                onClick={onSelect ? () => onSelect(row) : undefined}
              >
                {columns.map((column) => (
                  <td key={column.id} className={column.isNumeric ? styles.numeric : undefined}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
