import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ApiProblem } from "../api/problem";
import { useI18n } from "../i18n/t";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import styles from "./EntryPage.module.css";
import { LoginFault } from "./LoginPage";
import { isLoggedOut, loginAddress, resumeSession } from "./login";
import { PasswordField } from "./PasswordField";
import { useUser } from "./useCan";
import { useLogin } from "./useLogin";

/** Watches every answer of the server: one that says "please log in" to somebody who was asks for the password. */
export function ReloginDialog() {
  const client = useQueryClient();
  const user = useUser();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const judge = (error: unknown) => {
      if (error instanceof ApiProblem && isLoggedOut(error)) setOpen(true);
    };
    const queries = client.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") judge(event.action.error);
    });
    const mutations = client.getMutationCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") judge(event.action.error);
    });
    return () => {
      queries();
      mutations();
    };
  }, [client]);
  return user && isOpen ? <Relogin username={user.username} onDone={() => setOpen(false)} /> : null;
}

function Relogin({ username, onDone }: { username: string; onDone: () => void }) {
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
