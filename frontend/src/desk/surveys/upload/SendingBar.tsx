import type { ReactNode } from "react";
import { useI18n } from "../../../i18n/t";
import styles from "../surveys.module.css";

interface SendingBarProps {
  title: ReactNode;
  /** Names the bar where the title is no plain text. */
  name?: string;
  kept: number;
  sent: number;
  size: number;
  detail: string;
}

/** The full part is on the server for good; the pale one is on its way and may have to travel again. */
export function SendingBar({ title, name, kept, sent, size, detail }: SendingBarProps) {
  const { t, format } = useI18n();
  const share = (bytes: number) => (size > 0 ? bytes / size : 0);
  const label = name ?? (typeof title === "string" ? title : t("surveys.sendingFiles"));
  return (
    <div className={styles.bar}>
      <div className={styles.barLine}>
        <span>{title}</span>
        <span className={styles.small}>
          {t("surveys.keptOf", { kept: format.bytes(kept), size: format.bytes(size) })} ·{" "}
          {format.number(share(kept), { style: "percent" })}
        </span>
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share(kept) * 100)}
      >
        <div className={styles.onTheWay} style={{ inlineSize: `${share(sent) * 100}%` }} />
        <div className={styles.kept} style={{ inlineSize: `${share(kept) * 100}%` }} />
      </div>
      {detail && <span className={styles.small}>{detail}</span>}
    </div>
  );
}
