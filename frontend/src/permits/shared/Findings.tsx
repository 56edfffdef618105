import { useState } from "react";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import styles from "./Findings.module.css";
import { byGravity, OUTCOME_LOOK } from "./states";
import type { Finding, Measure, Outcome } from "./types";

export interface FindingsProps {
  findings: readonly Finding[];
  /** The finding whose ground the map shows. */
  chosen?: string | null;
  onChoose?: (key: string | null) => void;
}

/** Two findings of one check are told apart by their part (a zone, a side). */
export const keyOf = (finding: Finding) => `${finding.id}:${finding.part}`;

/** The answers of the checks, the gravest first; those that pass are folded away behind their number. */
export function Findings({ findings, chosen = null, onChoose }: FindingsProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const grave = byGravity(findings).filter((finding) => finding.outcome !== "pass");
  const passed = findings.filter((finding) => finding.outcome === "pass");
  const shown = isOpen || grave.length === 0 ? [...grave, ...passed] : grave;
  return (
    <div className={styles.findings}>
      <ul className={styles.list}>
        {shown.map((finding) => (
          <FindingItem
            key={keyOf(finding)}
            finding={finding}
            isChosen={chosen === keyOf(finding)}
            {...(onChoose ? { onChoose } : {})}
          />
        ))}
      </ul>
      {grave.length > 0 && passed.length > 0 && (
        <Button kind="quiet" size="small" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {t(isOpen ? "permits.checks.hidePassed" : "permits.checks.showPassed", { count: passed.length })}
        </Button>
      )}
    </div>
  );
}

interface ItemProps {
  finding: Finding;
  isChosen: boolean;
  onChoose?: (key: string | null) => void;
}

function FindingItem({ finding, isChosen, onChoose }: ItemProps) {
  const { t } = useI18n();
  const hasGround = finding.shapes.features.length > 0;
  return (
    <li className={styles.item} data-outcome={finding.outcome} data-finding={finding.id}>
      <OutcomeMark outcome={finding.outcome} />
      <div className={styles.text}>
        <p className={styles.title}>{finding.title}</p>
        <p>{finding.detail}</p>
        <MeasureLine measure={finding.measure} />
        {finding.article_ref && <p className={styles.article}>{finding.article_ref}</p>}
        {hasGround && onChoose && (
          <Button
            kind="quiet"
            size="small"
            aria-pressed={isChosen}
            className={styles.show ?? ""}
            onPress={() => onChoose(isChosen ? null : keyOf(finding))}
          >
            {t(isChosen ? "permits.checks.hideOnMap" : "permits.checks.showOnMap")}
          </Button>
        )}
      </div>
    </li>
  );
}

function OutcomeMark({ outcome }: { outcome: Outcome }) {
  const { t } = useI18n();
  const Shape = OUTCOME_LOOK[outcome].icon;
  return (
    <span className={styles.mark}>
      <Shape aria-hidden size={18} />
      <span className="visually-hidden">{t(`permits.outcome.${outcome}`)}</span>
    </span>
  );
}

function MeasureLine({ measure }: { measure: Measure | null }) {
  const { t, format } = useI18n();
  if (!measure || measure.given === null || measure.limit === null) return null;
  return (
    <p className={styles.measure}>
      {t(`permits.checks.sense.${measure.sense}`, {
        given: format.value(measure.given, measure.unit),
        limit: format.value(measure.limit, measure.unit),
      })}
    </p>
  );
}
