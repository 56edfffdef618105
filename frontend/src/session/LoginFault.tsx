import { useI18n } from "../i18n/t";
import { Notice } from "../ui/Notice";
import type { useLogin } from "./useLogin";

type Fault = Pick<ReturnType<typeof useLogin>, "fault" | "lockedFor" | "lockedText">;

/** What is wrong with the credentials, or how long to wait; the clock itself is not read out each second. */
export function LoginFault({ fault, lockedFor, lockedText }: Fault) {
  const { t } = useI18n();
  if (lockedFor > 0) {
    return (
      <Notice level="late" title={<span role="alert">{t("session.login.locked")}</span>}>
        <span className="numeric">{lockedText}</span>
      </Notice>
    );
  }
  return fault ? (
    <Notice level="late" isLive>
      {fault}
    </Notice>
  ) : null;
}
