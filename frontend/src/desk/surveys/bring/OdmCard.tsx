import { Images, RotateCcw, X } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Notice } from "../../../ui/Notice";
import { Progress } from "../../../ui/Progress";
import { toast } from "../../../ui/Toast";
import { fetchingKey } from "../progress";
import styles from "../surveys.module.css";
import type { Survey } from "../types";
import { useOdmActions } from "./queries";
import { isAtWork, ODM_TONE, type OdmTask } from "./types";

interface OdmCardProps {
  survey: Survey;
  task: OdmTask;
}

/** Photos at the photogrammetry node: how far it is, whether it answers, how it ended. */
export function OdmCard({ survey, task }: OdmCardProps) {
  const { t, format } = useI18n();
  const { act } = useOdmActions(survey.id);
  const isGoing = isAtWork(task);
  const step = stepOf(task);
  const isTold = step !== "" && step === task.step;
  const size = format.number(task.resolution_cm, { maximumFractionDigits: 1 });
  const made = [
    t("surveys.kindShort.ortho"),
    ...(task.dsm ? [t("surveys.kindShort.dsm")] : []),
    ...(task.dtm ? [t("surveys.kindShort.dtm")] : []),
  ];
  return (
    <li className={styles.product}>
      <Images aria-hidden size={22} className={styles.fileMark} />
      <div className={styles.productText}>
        <div className={styles.choiceTitle}>
          <b>{t("surveys.bring.odmTitle", { count: task.photos })}</b>
          <Badge level={ODM_TONE[task.state]}>{task.state_title}</Badge>
        </div>
        <span className={styles.small}>
          {made.join(" · ")} · {t("surveys.pixel", { size })} ·{" "}
          {format.dateTime(task.finished_at ?? task.created_at)}
        </span>
        {isGoing && (
          <Progress
            title={t(fetchingKey(step))}
            done={Math.round(task.fraction * 100)}
            total={isTold ? 100 : 0}
            count=""
          />
        )}
        {isGoing && task.unanswered_since && (
          <Notice
            level="waiting"
            title={t("surveys.bring.silent", { time: format.dateTime(task.unanswered_since) })}
          >
            {t("surveys.bring.silentHelp")}
          </Notice>
        )}
        {task.error && (
          // Kept in the language of who asked for it.
          <Notice level="late" title={<bdi>{task.error.title}</bdi>}>
            <p dir="auto">{task.error.detail}</p>
          </Notice>
        )}
        <div className={styles.row}>
          {task.state === "failed" && (
            <Button
              size="small"
              icon={<RotateCcw aria-hidden />}
              isPending={act.isPending}
              onPress={() =>
                act.mutate(
                  { id: task.id, action: "retry" },
                  { onError: (error) => toast(error.message, "late") },
                )
              }
            >
              {t("surveys.retryFile")}
            </Button>
          )}
          {(isGoing || task.state === "failed") && <CancelTask survey={survey} task={task} />}
        </div>
      </div>
    </li>
  );
}

/** The step that is under way; what was told of the one before it holds no more once the state has moved. */
function stepOf({ state, step }: OdmTask): string {
  if (state === "running") return "photogrammetry";
  return state === "collecting" && step !== "unpack" ? "fetch" : step;
}

/** The photos are deleted with it, so it is asked first. */
function CancelTask({ survey, task }: OdmCardProps) {
  const { t } = useI18n();
  const [isAsked, setAsked] = useState(false);
  const { act } = useOdmActions(survey.id);
  const cancel = () =>
    act.mutate(
      { id: task.id, action: "cancel" },
      { onError: (error) => toast(error.message, "late"), onSettled: () => setAsked(false) },
    );
  return (
    <>
      <Button kind="quiet" size="small" icon={<X aria-hidden />} onPress={() => setAsked(true)}>
        {t("surveys.bring.giveUp")}
      </Button>
      <Dialog
        title={t("surveys.bring.odmCancelAsk")}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        role="alertdialog"
        actions={
          <>
            <Button onPress={() => setAsked(false)}>{t("common.cancel")}</Button>
            <Button kind="danger" isPending={act.isPending} onPress={cancel}>
              {t("surveys.bring.giveUp")}
            </Button>
          </>
        }
      >
        {t("surveys.bring.odmCancelHelp", { count: task.photos })}
      </Dialog>
    </>
  );
}
