import { useEffect, useRef } from "react";
import { useI18n } from "../../../i18n/t";
import styles from "./findings.module.css";
import { FindingBadge, VerdictBadge } from "./looks";
import type { FindingRow } from "./types";

interface FindingListProps {
  rows: readonly FindingRow[];
  selected: number | null;
  onSelect: (id: number) => void;
}

/** The findings, the gravest first. */
export function FindingList({ rows, selected, onSelect }: FindingListProps) {
  const { t } = useI18n();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const row = list.current?.querySelector(`[data-finding="${selected}"]`);
    row?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  return (
    <ul ref={list} className={styles.list} aria-label={t("surveys.findings")}>
      {rows.map((one) => (
        <li key={one.id}>
          <button
            type="button"
            className={styles.finding}
            data-finding={one.id}
            data-state={one.state}
            aria-pressed={one.id === selected}
            onClick={() => onSelect(one.id)}
          >
            {one.pictures.after ? (
              <img src={one.pictures.after} alt="" loading="lazy" width={64} height={64} />
            ) : (
              <span className={styles.noPicture} />
            )}
            <span className={styles.findingText}>
              <VerdictBadge verdict={one.verdict} />
              <span className={styles.findingFacts}>
                <Size finding={one} />
              </span>
              <span className={styles.findingFacts}>
                {one.parcel ? <bdi className="latin">{one.parcel.reference}</bdi> : t("surveys.noParcel")}
                {" · "}
                <Confidence value={one.confidence} />
              </span>
              {one.state !== "open" && (
                <span>
                  <FindingBadge state={one.state} />
                </span>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** How large and how high, in short. */
export function Size({ finding }: { finding: FindingRow }) {
  const { format } = useI18n();
  const { area_m2: area, height_m: height } = finding;
  const sign = { up: "+", down: "−" }[finding.direction] ?? "";
  return (
    <b>
      {format.area(Math.round(area))}
      {height !== null && (
        <>
          {" · "}
          <bdi>
            {sign}
            {format.distance(Math.round(height * 10) / 10)}
          </bdi>
        </>
      )}
    </b>
  );
}

function Confidence({ value }: { value: number }) {
  const { t, format } = useI18n();
  return t("surveys.confidence", {
    share: format.number(value, { style: "percent", maximumFractionDigits: 0 }),
  });
}
