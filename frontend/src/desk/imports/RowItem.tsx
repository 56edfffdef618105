import { useI18n } from "../../i18n/t";
import { ClassMark } from "./ClassMark";
import styles from "./Report.module.css";
import type { ReportRow } from "./types";

export interface RowItemProps {
  row: ReportRow;
  isSelected: boolean;
  onSelect: () => void;
}

/** One row of the file in words; selected, it tells what it was and what it becomes. */
export function RowItem({ row, isSelected, onSelect }: RowItemProps) {
  const { t, format } = useI18n();
  const reason = row.detail || row.title || row.repair;
  return (
    <li className={styles.row} data-class={row.class}>
      <button
        type="button"
        className={styles.rowButton}
        {...(isSelected ? { "aria-current": "true" as const } : {})}
        aria-expanded={isSelected}
        onClick={onSelect}
      >
        <ClassMark of={row.class} />
        <span className={styles.rowText}>
          <span className={styles.rowHead}>
            <bdi className={styles.reference}>{row.reference || t("imports.report.noReference")}</bdi>
            <span className={styles.class}>{t(`imports.one.${row.class}`)}</span>
            {row.row !== null && (
              <span className={styles.line}>{t("imports.report.row", { row: format.number(row.row) })}</span>
            )}
          </span>
          {reason && <span className={styles.reason}>{reason}</span>}
        </span>
      </button>
      {isSelected && <RowDetail row={row} />}
    </li>
  );
}

function RowDetail({ row }: { row: ReportRow }) {
  const { t } = useI18n();
  const hasPlace = row.geometry !== null || row.point !== null;
  return (
    <div className={styles.detail}>
      {row.repair && row.repair !== row.detail && <p>{row.repair}</p>}
      <References title={t("imports.report.parents")} references={row.parents} />
      <References title={t("imports.report.children")} references={row.children} />
      <Differences differences={row.differences} />
      {!hasPlace && <p className={styles.help}>{t("imports.report.noPlace")}</p>}
    </div>
  );
}

function References({ title, references }: { title: string; references: string[] }) {
  if (references.length === 0) return null;
  return (
    <p className={styles.references}>
      <span>{title}</span>
      {references.map((reference) => (
        <bdi key={reference}>{reference}</bdi>
      ))}
    </p>
  );
}

function Differences({ differences }: { differences: ReportRow["differences"] }) {
  const { t } = useI18n();
  const entries = Object.entries(differences ?? {});
  if (entries.length === 0) return null;
  return (
    <table className={styles.differences}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t("imports.report.before")}</th>
          <th scope="col">{t("imports.report.after")}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(([field, [before, after]]) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td>
              <Value value={before} />
            </td>
            <td>
              <Value value={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ value }: { value: unknown }) {
  const { t, format } = useI18n();
  if (value === null || value === undefined || value === "") {
    return <span className={styles.empty}>{t("imports.report.none")}</span>;
  }
  if (typeof value === "number") return <span className="numeric">{format.number(value)}</span>;
  return <bdi>{typeof value === "string" ? value : JSON.stringify(value)}</bdi>;
}
