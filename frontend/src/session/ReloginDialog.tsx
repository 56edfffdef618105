import { useI18n } from "../i18n/t";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import styles from "./EntryPage.module.css";
import { LoginFault } from "./LoginFault";
import { loginAddress, resumeSession } from "./login";
import { PasswordField } from "./PasswordField";
import { useLogin } from "./useLogin";

/** Asks somebody whose session has ended for the password, over the page as it stands. */
export default function ReloginDialog({ username, onDone }: { username: string; onDone: () => void }) {
  const { t } = useI18n();
  const login = useLogin({
    username,
    onSession: (session) => {
      onDone();
      void resumeSession(session);
    },
  });
  const leave = () => location.assign(loginAddress(location.pathname + location.search));
  return (
    <Dialog title={t("session.expired.title")} isOpen onClose={leave} role="alertdialog" isKept>
      <form className={styles.form} onSubmit={login.submit} noValidate>
        <p>{t("session.expired.lead")}</p>
        <p>
          {t("session.login.username")}: <bdi className="latin">{username}</bdi>
        </p>
        <PasswordField
          label={t("session.login.password")}
          value={login.password}
          onChange={login.setPassword}
          autoComplete="current-password"
          autoFocus
        />
        <LoginFault {...login} />
        <Button kind="main" type="submit" isPending={login.isBusy} isDisabled={login.lockedFor > 0}>
          {t("session.login.submit")}
        </Button>
        <Button kind="quiet" onPress={leave}>
          {t("session.expired.other")}
        </Button>
      </form>
    </Dialog>
  );
}
