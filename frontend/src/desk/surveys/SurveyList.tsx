import { Globe } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { useI18n } from "../../i18n/t";
import { SurveyBadge } from "./Badges";
import styles from "./surveys.module.css";
import { Thumbnail } from "./Thumbnail";
import type { SurveyRow } from "./types";

interface SurveyListProps {
  rows: readonly SurveyRow[];
  selected: number | null;
  onSelect: (id: number) => void;
}

/** The flights month by month; pointing at one shows it on the map, its name opens it. */
export function SurveyList({ rows, selected, onSelect }: SurveyListProps) {
  const { t, format } = useI18n();
  const chosen = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row of another survey is another element.
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  return months(rows).map(({ month, surveys }) => (
    <section key={month} className={styles.month}>
      <h2>{format.date(`${month}-15`, { month: "long", year: "numeric" })}</h2>
      <ul aria-label={t("surveys.flights")}>
        {surveys.map((one) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys j and k do it, and the link opens it.
          <li
            key={one.id}
            ref={one.id === selected ? chosen : undefined}
            className={styles.flight}
            data-selected={one.id === selected || undefined}
            onClick={() => onSelect(one.id)}
          >
            <Thumbnail survey={one} />
            <span className={styles.flightText}>
              <Link href={`/desk/surveys/${one.id}`} className={styles.flightTitle}>
                <bdi>{one.title}</bdi>
              </Link>
              <span className={styles.small}>
                {format.dateTime(one.flown_at)} · <bdi className="latin">{one.number}</bdi>
              </span>
              <span className={styles.flightFacts}>
                <SurveyBadge state={one.state} />
                {one.kinds.map((kind) => (
                  <span key={kind} className={styles.kind}>
                    {t(`surveys.kindShort.${kind}`)}
                  </span>
                ))}
                {one.published_at && (
                  <span className={styles.public}>
                    <Globe aria-hidden size={14} />
                    {t("surveys.isPublic")}
                  </span>
                )}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  ));
}

function months(rows: readonly SurveyRow[]): { month: string; surveys: SurveyRow[] }[] {
  const found = new Map<string, SurveyRow[]>();
  for (const row of rows) {
    const month = row.flown_at.slice(0, 7);
    found.set(month, [...(found.get(month) ?? []), row]);
  }
  return [...found].map(([month, surveys]) => ({ month, surveys }));
}
