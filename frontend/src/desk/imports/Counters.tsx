import { useI18n } from "../../i18n/t";
import { ClassMark } from "./ClassMark";
import styles from "./Report.module.css";
import { CLASSES } from "./states";
import type { Counts, RowClass } from "./types";

// Unchanged rows are counted, not listed: there is nothing to look at in them.
const LISTED = CLASSES.filter((name) => name !== "unchanged");

export interface CountersProps {
  counts: Counts;
  selected: RowClass | null;
  onSelect: (name: RowClass | null) => void;
}

const FOUND = ["by_title", "by_place", "missed"] as const;

/** Of the parcels that past permits name: how many were found, and how. */
function References({ counts }: { counts: Counts }) {
  const { t, format } = useI18n();
  return (
    <p className={styles.totals} data-testid="references">
      <span>
        <strong className="numeric">{format.number(counts.references)}</strong> {t("imports.references")}
      </span>
      {FOUND.map((name) => (
        <span key={name}>
          <strong className="numeric">{format.number(counts[`references_${name}`])}</strong>{" "}
          {t(`imports.references.${name}`)}
        </span>
      ))}
    </p>
  );
}

/** The numbers of the report, each of them a filter of the list. */
export function Counters({ counts, selected, onSelect }: CountersProps) {
  const { t, format } = useI18n();
  return (
    <section aria-label={t("imports.report.title")}>
      <p className={styles.totals}>
        <span>
          <strong className="numeric">{format.number(counts.read)}</strong> {t("imports.class.read")}
        </span>
        <span>
          <strong className="numeric">{format.number(counts.unchanged)}</strong>{" "}
          {t("imports.class.unchanged")}
        </span>
        {counts.cut > 0 && (
          <span>
            <strong className="numeric">{format.number(counts.cut)}</strong> {t("imports.report.cut")}
          </span>
        )}
      </p>
      {counts.references > 0 && <References counts={counts} />}
      <fieldset className={styles.counters}>
        <legend className="visually-hidden">{t("imports.report.filters")}</legend>
        {LISTED.map((name) => (
          <button
            key={name}
            type="button"
            className={styles.counter}
            aria-pressed={selected === name}
            disabled={counts[name] === 0}
            onClick={() => onSelect(selected === name ? null : name)}
          >
            <span className={styles.number}>{format.number(counts[name])}</span>
            <span className={styles.class}>
              <ClassMark of={name} size={14} />
              {t(`imports.class.${name}`)}
            </span>
          </button>
        ))}
      </fieldset>
    </section>
  );
}
