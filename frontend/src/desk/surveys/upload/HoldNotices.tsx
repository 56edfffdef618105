import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import type { Hold } from "./uploadStack";
import { useOnline } from "./useOnline";

interface HoldNoticesProps {
  isHeld: (hold: Hold) => boolean;
  onWake: () => void;
}

/** Why nothing travels although nobody paused it, and what the person can do about it. */
export function HoldNotices({ isHeld, onWake }: HoldNoticesProps) {
  const { t } = useI18n();
  const isOnline = useOnline();
  return (
    <>
      {(!isOnline || isHeld("offline")) && (
        <Notice level="waiting" isLive title={t("surveys.offline")}>
          {t("surveys.offlineHelp")}
        </Notice>
      )}
      {isOnline && isHeld("server") && (
        <Notice
          level="waiting"
          title={t("surveys.noServer")}
          action={
            <Button size="small" onPress={onWake}>
              {t("surveys.tryNow")}
            </Button>
          }
        >
          {t("surveys.noServerHelp")}
        </Notice>
      )}
      {isHeld("login") && (
        <Notice
          level="waiting"
          isLive
          title={t("surveys.loginAgain")}
          action={
            <Button size="small" onPress={onWake}>
              {t("surveys.goOn")}
            </Button>
          }
        >
          {t("surveys.loginAgainHelp")}
        </Notice>
      )}
    </>
  );
}
