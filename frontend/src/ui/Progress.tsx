import { useI18n } from "../i18n/t";
import styles from "./Progress.module.css";

export interface ProgressProps {
  /** The step that is under way, in words. */
  title: string;
  done: number;
  /** 0 when it is not known how much there is: the bar then shows only that work goes on. */
  total: number;
  /** How much of how much, where it is not plainly counted (sizes); "" where the share says it all. */
  count?: string;
}

export function Progress({ title, done, total, count }: ProgressProps) {
  const { t, format } = useI18n();
  const fraction = total > 0 ? Math.min(1, done / total) : null;
  return (
    <div
      className={styles.progress}
      role="progressbar"
      aria-label={title}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={fraction === null ? undefined : Math.round(fraction * 100)}
    >
      <div className={styles.line}>
        <span>{title}</span>
        {fraction !== null && (
          <span className={styles.count}>
            {count === "" ? "" : `${count ?? t("common.doneOf", { done, total })} · `}
            {format.number(fraction, { style: "percent" })}
          </span>
        )}
      </div>
      <div className={styles.track}>
        <div
          className={fraction === null ? styles.unknown : styles.bar}
          style={fraction === null ? undefined : { inlineSize: `${fraction * 100}%` }}
        />
      </div>
    </div>
  );
}
