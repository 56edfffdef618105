import { Pause, Play, RotateCcw, X } from "lucide-react";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import styles from "../surveys.module.css";
import { HoldNotices } from "../upload/HoldNotices";
import { paceText } from "../upload/paceText";
import { SendingBar } from "../upload/SendingBar";
import type { PhotoSender, PhotoSending } from "./photoSender";

interface PhotoProgressProps {
  sender: PhotoSender;
  sending: PhotoSending;
}

/** Photos on their way: how many are on the server for good, how long yet, what stands in the way. */
export function PhotoProgress({ sender, sending }: PhotoProgressProps) {
  const { t, format } = useI18n();
  const { photos, arrived, problem, failed, isPaused, holds } = sending;
  const isGoing = arrived + failed < photos;
  return (
    <div className={styles.sending}>
      <HoldNotices isHeld={(hold) => isGoing && holds.has(hold)} onWake={() => sender.wake()} />
      <SendingBar
        title={t("surveys.bring.photosOf", { done: arrived, count: photos })}
        kept={sending.kept}
        sent={sending.sent}
        size={sending.size}
        detail={isPaused ? t("surveys.standing.paused") : paceText(sending, t, format)}
      />
      {problem && (
        <Notice level="late" isLive title={t("surveys.bring.photosFailed", { count: failed })}>
          {problem.isOffline ? t("surveys.sendFailedHelp") : problem.message}
        </Notice>
      )}
      <div className={styles.row}>
        {isGoing && !isPaused && (
          <Button size="small" icon={<Pause aria-hidden />} onPress={() => sender.pause()}>
            {t("surveys.pause")}
          </Button>
        )}
        {isGoing && isPaused && (
          <Button size="small" kind="main" icon={<Play aria-hidden />} onPress={() => sender.resume()}>
            {t("surveys.resume")}
          </Button>
        )}
        {!isGoing && failed > 0 && (
          <Button size="small" kind="main" icon={<RotateCcw aria-hidden />} onPress={() => sender.retry()}>
            {t("surveys.retry")}
          </Button>
        )}
        <Button size="small" kind="quiet" icon={<X aria-hidden />} onPress={() => sender.cancel()}>
          {t("surveys.bring.stopSending")}
        </Button>
      </div>
      <p className={styles.small}>{t("surveys.bring.photosLeave")}</p>
    </div>
  );
}
