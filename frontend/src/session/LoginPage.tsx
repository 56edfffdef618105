import { Redirect, useLocation, useSearch } from "wouter";
import { acceptSession, useSession } from "../api/session";
import type { Session } from "../api/types";
import { setDigits, setLanguage } from "../i18n/language";
import { useI18n } from "../i18n/t";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { EntryPage } from "./EntryPage";
import styles from "./EntryPage.module.css";
import { LoginFault } from "./LoginFault";
import { safeReturn } from "./login";
import { PasswordField } from "./PasswordField";
import { useLogin } from "./useLogin";

/** Everything the page shows follows the person from here on: the account's language and digits. */
function adopt(session: Session): void {
  acceptSession(session);
  if (!session.user) return;
  void setLanguage(session.user.language);
  setDigits(session.user.arabic_digits ? "arab" : "latn");
}

export default function LoginPage() {
  const { t } = useI18n();
  const session = useSession();
  const [, navigate] = useLocation();
  const back = safeReturn(new URLSearchParams(useSearch()).get("next"));
  const login = useLogin({
    onSession: (accepted) => {
      adopt(accepted);
      navigate(back, { replace: true });
    },
  });
  if (session.data?.user) return <Redirect to={back} replace />;
  return (
    <EntryPage title={t("session.login.title")} lead={t("session.login.lead")}>
      <form className={styles.form} onSubmit={login.submit} noValidate>
        <Field
          label={t("session.login.username")}
          value={login.username}
          onChange={login.setUsername}
          name="username"
          input={{ autoComplete: "username", dir: "ltr" }}
          autoFocus
        />
        <PasswordField
          label={t("session.login.password")}
          value={login.password}
          onChange={login.setPassword}
          autoComplete="current-password"
        />
        <LoginFault {...login} />
        <Button kind="main" type="submit" isPending={login.isBusy} isDisabled={login.lockedFor > 0}>
          {t(login.isBusy ? "session.login.busy" : "session.login.submit")}
        </Button>
      </form>
      <p className={styles.hint}>{t("session.login.forgotten")}</p>
      {session.data?.settings.demo && <p className={styles.hint}>{t("session.login.demo")}</p>}
    </EntryPage>
  );
}
