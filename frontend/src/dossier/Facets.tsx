import { ChevronDown } from "lucide-react";
import { Link } from "wouter";
import { parcelKey } from "../api/source";
import type { Facet, FacetTable } from "../api/types";
import { useI18n } from "../i18n/t";
import { Badge } from "../ui/Badge";
import styles from "./Facets.module.css";

export interface FacetsProps {
  facets: readonly Facet[];
  /** Where a row about another parcel leads. */
  parcelHref: (key: string) => string;
  /** One below the dossier's own heading. */
  level: "h2" | "h3";
}

/** The parts of a dossier, each one folding away; the heading tells how much is inside. */
export function Facets({ facets, parcelHref, level: Heading }: FacetsProps) {
  return facets.map((facet) => (
    <details key={facet.id} className={styles.facet} open>
      <summary className={styles.summary}>
        <Heading>{facet.title}</Heading>
        {facet.table && facet.table.rows.length > 1 && <Count rows={facet.table.rows.length} />}
        <ChevronDown aria-hidden size={18} className={styles.chevron} />
      </summary>
      <div className={styles.content}>
        {facet.entries.length > 0 && <Entries facet={facet} />}
        {facet.table && facet.table.rows.length > 0 && (
          <Rows title={facet.title} table={facet.table} parcelHref={parcelHref} />
        )}
        {facet.notes.map((note) => (
          <p key={note} className={styles.note}>
            {note}
          </p>
        ))}
      </div>
    </details>
  ));
}

function Count({ rows }: { rows: number }) {
  const { format } = useI18n();
  return <span className={styles.count}>{format.number(rows)}</span>;
}

function Entries({ facet }: { facet: Facet }) {
  const { format } = useI18n();
  return (
    <dl className={styles.entries}>
      {facet.entries.map((entry) => {
        const text = <bdi>{format.value(entry.value, entry.unit)}</bdi>;
        return (
          <div key={entry.id} className={styles.entry}>
            <dt>{entry.label}</dt>
            <dd>{entry.level ? <Badge level={entry.level}>{text}</Badge> : text}</dd>
          </div>
        );
      })}
    </dl>
  );
}

interface RowsProps {
  title: string;
  table: FacetTable;
  parcelHref: FacetsProps["parcelHref"];
}

function Rows({ title, table, parcelHref }: RowsProps) {
  const { format } = useI18n();
  const cell = (row: FacetTable["rows"][number], column: string, isFirst: boolean) => {
    const text = <bdi>{format.value(row[column] ?? null)}</bdi>;
    if (isFirst && typeof row.href === "string") return <Link href={row.href}>{text}</Link>;
    if (!isFirst || typeof row.slug !== "string") return text;
    return (
      <Link
        href={parcelHref(parcelKey(row.slug, row.commune_id as number, row.version as number | undefined))}
      >
        {text}
      </Link>
    );
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className={styles.scroll} aria-label={title} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.id} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={JSON.stringify(row)}>
              {table.columns.map((column, index) => (
                <td key={column.id}>{cell(row, column.id, index === 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
