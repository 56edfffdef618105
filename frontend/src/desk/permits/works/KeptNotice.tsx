import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import styles from "../permits.module.css";
import type { KeptVisit } from "./outbox";
import { useOutbox } from "./useOutbox";

/** A visit that was ended and is still here: why, and what can be done. */
export function KeptNotice({ visit }: { visit: KeptVisit }) {
  const { t, format } = useI18n();
  const { outbox, kept } = useOutbox();
  const isSending = kept.sending === visit.key;
  const photos = kept.photos.filter((one) => one.of === visit.key);
  const again = () => {
    outbox.change(visit.visit, { refusal: "" });
    void outbox.send();
  };
  const reopen = () => outbox.change(visit.visit, { heldAt: null, refusal: "" });
  return (
    <Notice
      level={visit.refusal ? "late" : "waiting"}
      isLive
      title={t(visit.refusal ? "permitDesk.visitRefused" : "permitDesk.keptUnsent")}
      action={
        <div className={styles.row}>
          <Button kind="main" isPending={isSending} onPress={again}>
            {t("permitDesk.sendNow")}
          </Button>
          <Button isDisabled={isSending} onPress={reopen}>
            {t("permitDesk.changeAgain")}
          </Button>
          {visit.refusal && (
            <Button kind="quiet" onPress={() => outbox.forget(visit.visit)}>
              {t("permitDesk.throwAway")}
            </Button>
          )}
        </div>
      }
    >
      <p>{visit.refusal || t("permitDesk.keptUnsentHelp")}</p>
      <p className={styles.small}>
        {visit.heldAt && format.dateTime(visit.heldAt)}
        {photos.length > 0 &&
          ` · ${t("permitDesk.photosSent", { sent: photos.filter((one) => one.isSent).length, count: photos.length })}`}
      </p>
    </Notice>
  );
}
