import { useI18n } from "../../../i18n/t";
import styles from "../surveys.module.css";
import type { Survey } from "../types";
import { FetchCard } from "./FetchCard";
import { OdmCard } from "./OdmCard";
import { useFetches, useOdmTasks } from "./queries";

/** What was asked for and is not a file of the survey yet; what came of earlier ones, one press away. */
export function OnTheirWay({ survey }: { survey: Survey }) {
  const { t } = useI18n();
  const fetches = useFetches(survey.id).data ?? [];
  const tasks = useOdmTasks(survey.id).data ?? [];
  const isOver = ({ state }: { state: string }) => state === "done" || state === "cancelled";
  const [goneFetches, goneTasks] = [fetches.filter(isOver), tasks.filter(isOver)];
  const count = goneFetches.length + goneTasks.length;
  const list = (over: boolean) => (
    <ul
      className={styles.products}
      aria-label={t(over ? "surveys.bring.earlier" : "surveys.bring.onTheirWay", { count })}
    >
      {tasks
        .filter((one) => isOver(one) === over)
        .map((one) => (
          <OdmCard key={`odm ${one.id}`} survey={survey} task={one} />
        ))}
      {fetches
        .filter((one) => isOver(one) === over)
        .map((one) => (
          <FetchCard key={one.id} survey={survey} fetch={one} />
        ))}
    </ul>
  );
  return (
    <>
      {fetches.length + tasks.length > count && list(false)}
      {count > 0 && (
        <details className={styles.more}>
          <summary>{t("surveys.bring.earlier", { count })}</summary>
          {list(true)}
        </details>
      )}
    </>
  );
}
