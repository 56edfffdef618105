import { useEffect, useState } from "react";
import { useI18n } from "../../i18n/t";
import { Notice } from "../../ui/Notice";
import { Progress } from "../../ui/Progress";
import styles from "./imports.module.css";
import type { Import, ImportState } from "./types";

const SLOW_MS = 90_000;

type Work = Extract<ImportState, "reading" | "checking" | "applying" | "undoing">;

/** What the worker is doing, truthfully: the step in words and a real fraction, or none where none is known. */
export function ProgressPanel({ item }: { item: Import }) {
  const { t } = useI18n();
  const { progress } = item;
  const isStuck = useIsStuck(`${item.state} ${progress?.step} ${progress?.done}`);
  const step = progress?.title || t("imports.progress.waiting");
  return (
    <div className={styles.column}>
      <h2 className={styles.subtitle}>{t(`imports.progress.${item.state as Work}`)}</h2>
      <Progress title={step} done={progress?.done ?? 0} total={progress?.total ?? 0} />
      <p className={styles.help}>{t("imports.progress.leave")}</p>
      {isStuck && <Notice level="waiting">{t("imports.progress.slow")}</Notice>}
    </div>
  );
}

/** Whether nothing has moved for a good while. */
function useIsStuck(signature: string): boolean {
  const [stuck, setStuck] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setStuck(signature), SLOW_MS);
    return () => clearTimeout(timer);
  }, [signature]);
  return stuck === signature;
}
