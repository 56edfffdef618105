import { FileUp, Pause, Play, RotateCcw, WifiOff, X } from "lucide-react";
import { useState } from "react";
import { FileTrigger } from "react-aria-components";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Notice } from "../../../ui/Notice";
import styles from "../surveys.module.css";
import { HoldNotices } from "./HoldNotices";
import { paceText } from "./paceText";
import { SendingBar } from "./SendingBar";
import type { Sending, SendingFile, Uploader } from "./uploader";
import type { Hold } from "./uploadStack";

interface SendingListProps {
  sending: Sending;
  uploader: Uploader;
  onChosen: (files: File[]) => void;
}

/** What is on its way: how much is on the server for good, how fast, how long yet, and what stands in the way. */
export function SendingList({ sending, uploader, onChosen }: SendingListProps) {
  const { t, format } = useI18n();
  const { files, speed, secondsLeft } = sending;
  if (files.length === 0) return null;
  const total = files.reduce((sum, one) => sum + one.size, 0);
  const kept = files.reduce((sum, one) => sum + one.kept, 0);
  const sent = files.reduce((sum, one) => sum + one.sent, 0);
  const isHeld = (hold: Hold) => files.some((one) => one.standing === "held" && one.hold === hold);
  return (
    <div className={styles.sending}>
      <HoldNotices isHeld={isHeld} onWake={() => uploader.wake()} />
      {files.length > 1 && (
        <SendingBar
          title={t("surveys.allFiles", { count: files.length })}
          kept={kept}
          sent={sent}
          size={total}
          detail={paceText({ speed, secondsLeft }, t, format)}
        />
      )}
      <ul className={styles.sendingFiles} aria-label={t("surveys.sendingFiles")}>
        {files.map((one) => (
          <Row
            key={one.id}
            file={one}
            detail={files.length === 1 ? paceText({ speed, secondsLeft }, t, format) : ""}
            uploader={uploader}
            onChosen={onChosen}
          />
        ))}
      </ul>
      <p className={styles.small}>{t("surveys.leaveThePage")}</p>
    </div>
  );
}

interface RowProps {
  file: SendingFile;
  detail: string;
  uploader: Uploader;
  onChosen: (files: File[]) => void;
}

function Row({ file, detail, uploader, onChosen }: RowProps) {
  const { t } = useI18n();
  return (
    <li className={styles.sendingFile} data-standing={file.standing}>
      <SendingBar
        title={<bdi className={styles.fileName}>{file.name}</bdi>}
        name={file.name}
        kept={file.kept}
        sent={file.sent}
        size={file.size}
        detail={[t(`surveys.kindShort.${file.kind}`), t(`surveys.standing.${file.standing}`), detail]
          .filter(Boolean)
          .join(" · ")}
      />
      {file.standing === "lost" && (
        <Notice
          level="waiting"
          title={t("surveys.chooseAgain")}
          action={
            <FileTrigger onSelect={(list) => onChosen([...(list ?? [])])}>
              <Button size="small" icon={<FileUp aria-hidden />}>
                {t("surveys.chooseSame")}
              </Button>
            </FileTrigger>
          }
        >
          {t("surveys.chooseAgainHelp", { name: `\u2068${file.name}\u2069` })}
        </Notice>
      )}
      {file.problem && (
        <Notice level="late" isLive title={file.problem.title || t("surveys.sendFailed")}>
          {file.problem.isOffline ? t("surveys.sendFailedHelp") : file.problem.detail}
        </Notice>
      )}
      <Acts file={file} uploader={uploader} />
    </li>
  );
}

function Acts({ file, uploader }: { file: SendingFile; uploader: Uploader }) {
  const { t } = useI18n();
  const { id, name, standing } = file;
  const label = (text: string) => `${text}: ${name}`;
  const isGoing = standing === "sending" || standing === "waiting" || standing === "held";
  return (
    <div className={styles.row}>
      {isGoing && (
        <Button
          size="small"
          icon={<Pause aria-hidden />}
          aria-label={label(t("surveys.pause"))}
          onPress={() => uploader.pause(id)}
        >
          {t("surveys.pause")}
        </Button>
      )}
      {standing === "paused" && (
        <Button
          size="small"
          kind="main"
          icon={<Play aria-hidden />}
          aria-label={label(t("surveys.resume"))}
          onPress={() => uploader.resume(id)}
        >
          {t("surveys.resume")}
        </Button>
      )}
      {standing === "failed" && (
        <Button
          size="small"
          kind="main"
          icon={<RotateCcw aria-hidden />}
          aria-label={label(t("surveys.retry"))}
          onPress={() => uploader.retry(id)}
        >
          {t("surveys.retry")}
        </Button>
      )}
      {standing !== "attaching" && <CancelSending file={file} uploader={uploader} />}
      {standing === "held" && <WifiOff aria-hidden size={16} className={styles.fileMark} />}
    </div>
  );
}

/** What was sent is lost when it is given up, so it is asked first. */
function CancelSending({ file, uploader }: { file: SendingFile; uploader: Uploader }) {
  const { t } = useI18n();
  const [isAsked, setAsked] = useState(false);
  const press = () => (file.kept > 0 ? setAsked(true) : uploader.cancel(file.id));
  return (
    <>
      <Button
        size="small"
        kind="quiet"
        icon={<X aria-hidden />}
        aria-label={`${t("surveys.giveUp")}: ${file.name}`}
        onPress={press}
      >
        {t("surveys.giveUp")}
      </Button>
      <Dialog
        title={t("surveys.giveUpAsk")}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        role="alertdialog"
        actions={
          <>
            <Button onPress={() => setAsked(false)}>{t("surveys.goOnSending")}</Button>
            <Button kind="danger" onPress={() => uploader.cancel(file.id)}>
              {t("surveys.giveUp")}
            </Button>
          </>
        }
      >
        {t("surveys.giveUpHelp", { name: `\u2068${file.name}\u2069` })}
      </Dialog>
    </>
  );
}
