import { useI18n } from "../i18n/t";
import styles from "./TimeStrip.module.css";
import type { Viewer } from "./useViewer";

/** The dates at which this ground was flown, oldest first: one is shown, another may be laid before it. */
export function TimeStrip({ viewer, onOpen }: { viewer: Viewer; onOpen: (id: number) => void }) {
  const { t, format } = useI18n();
  const { dates, before, survey, change } = viewer;
  const shown = survey.data;
  if (!shown || dates.length < 2) return null;
  const flown = (date: string) => format.date(date, { dateStyle: "medium" });
  return (
    <nav className={styles.strip} aria-label={t("surveys.dates")}>
      <ol>
        {dates.map((row) => {
          const isShown = row.id === shown.id;
          const isBefore = row.id === before?.id;
          const isEarlier = row.flown_at < shown.flown_at;
          return (
            <li key={row.id} data-shown={isShown || undefined} data-before={isBefore || undefined}>
              <button
                type="button"
                aria-current={isShown ? "true" : undefined}
                onClick={() => onOpen(row.id)}
              >
                <span className={styles.dot} aria-hidden />
                <time dateTime={row.flown_at}>{flown(row.flown_at)}</time>
              </button>
              {isEarlier && (
                <button
                  type="button"
                  className={styles.compare}
                  aria-pressed={isBefore}
                  onClick={() =>
                    change(
                      isBefore
                        ? { before: null, arrangement: "one" }
                        : { before: row.id, arrangement: "swipe" },
                    )
                  }
                >
                  {t(isBefore ? "surveys.compared" : "surveys.compareWith")}
                  <span className="visually-hidden"> {flown(row.flown_at)}</span>
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
