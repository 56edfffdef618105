import { useI18n } from "../../../i18n/t";
import styles from "./bars.module.css";

interface BarsProps {
  label: string;
  unit: string;
  bars: readonly { title: string; value: number }[];
}

/** A plain bar chart with its labels on it; the same numbers stand in the table beneath. */
export function Bars({ label, unit, bars }: BarsProps) {
  const { format } = useI18n();
  const most = Math.max(...bars.map((bar) => bar.value), 0);
  if (most === 0) return null;
  return (
    <figure className={styles.bars} aria-label={`${label}: ${unit}`}>
      <figcaption>{unit}</figcaption>
      {bars.map((bar) => (
        <div key={bar.title} aria-hidden className={styles.line}>
          <span>{bar.title}</span>
          <span className={styles.track}>
            <span className={styles.bar} style={{ inlineSize: `${(bar.value / most) * 100}%` }} />
          </span>
          <b className="numeric">{format.number(bar.value, { maximumFractionDigits: 1 })}</b>
        </div>
      ))}
    </figure>
  );
}
