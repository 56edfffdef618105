import { useI18n } from "../../i18n/t";
import styles from "./surveys.module.css";
import type { Campaign, SurveyRow } from "./types";

interface TimeLineProps {
  rows: readonly SurveyRow[];
  campaigns: readonly Campaign[];
  selected: number | null;
  onSelect: (id: number) => void;
}

/** A year where all flights are of one day. */
const LEAST_MS = 90 * 86_400_000;

/** The flights on an axis of time, a line for each campaign: what can be compared with what is seen at once. */
export function TimeLine({ rows, campaigns, selected, onSelect }: TimeLineProps) {
  const { t, format } = useI18n();
  const times = rows.map((one) => Date.parse(one.flown_at));
  const first = Math.min(...times);
  const last = Math.max(...times);
  const span = Math.max(last - first, LEAST_MS);
  const begin = (first + last - span) / 2;
  const at = (time: number) => `${((time - begin) / span) * 100}%`;
  const lines = [null, ...campaigns.map((one) => one.id)]
    .map((id) => ({ id, surveys: rows.filter((one) => one.campaign_id === id) }))
    .filter((line) => line.surveys.length > 0);
  const nameOf = (id: number | null) => {
    const campaign = campaigns.find((one) => one.id === id);
    return campaign ? format.name(campaign.name) : t("surveys.noCampaign");
  };
  return (
    <section className={styles.timeLine} aria-label={t("surveys.timeLine")}>
      <div className={styles.axis} aria-hidden>
        {yearMarks(begin, begin + span).map(({ time, year }) => (
          <span key={time} style={{ insetInlineStart: at(time) }}>
            {format.date(`${year}-06-15`, { year: "numeric" })}
          </span>
        ))}
      </div>
      {lines.map(({ id, surveys }) => (
        <div key={id ?? 0} className={styles.timeRow}>
          {lines.length > 1 && <span className={styles.small}>{nameOf(id)}</span>}
          <div className={styles.rail}>
            {surveys.map((one) => (
              <button
                key={one.id}
                type="button"
                className={styles.moment}
                data-state={one.state}
                aria-pressed={one.id === selected}
                style={{ insetInlineStart: at(Date.parse(one.flown_at)) }}
                title={`${format.date(one.flown_at)} · ${one.title}`}
                aria-label={`${format.date(one.flown_at)}, ${one.title}`}
                onClick={() => onSelect(one.id)}
              />
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

/** The beginnings of years within a time, and its own beginning. */
function yearMarks(begin: number, end: number): { time: number; year: number }[] {
  const firstYear = new Date(begin).getFullYear();
  const years = Array.from(
    { length: new Date(end).getFullYear() - firstYear },
    (_, index) => firstYear + index + 1,
  );
  const marks = years.map((year) => ({ time: Date.UTC(year, 0, 1), year }));
  const isCrowded = marks[0] && (marks[0].time - begin) / (end - begin) < 0.15;
  return isCrowded ? marks : [{ time: begin, year: firstYear }, ...marks];
}
