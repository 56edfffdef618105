import { useState } from "react";
import { useI18n } from "../../i18n/t";
import { useUser } from "../../session/useCan";
import { usePersonName } from "../../session/usePersonName";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { toast } from "../../ui/Toast";
import { OneTimePassword } from "./OneTimePassword";
import { useChangePerson, useResetPassword } from "./queries";
import type { Person } from "./types";
import styles from "./users.module.css";

/** Whether and how the person gets in: a new one-time password, the account closed or open. */
export function Access({ person }: { person: Person }) {
  const { t } = useI18n();
  const nameOf = usePersonName();
  const isSelf = useUser()?.id === person.id;
  const change = useChangePerson(person.id);
  const [asked, setAsked] = useState<"reset" | "deactivate" | null>(null);
  const name = nameOf(person);
  const setActive = async (is_active: boolean) => {
    setAsked(null);
    try {
      await change.mutateAsync({ is_active });
      toast(t(is_active ? "users.activate.done" : "users.deactivate.done", { name }));
    } catch (error) {
      toast((error as Error).message, "late");
    }
  };
  return (
    <section className={styles.section} aria-labelledby="access">
      <h2 id="access" className={styles.subtitle}>
        {t("users.access")}
      </h2>
      <div className={styles.actions}>
        {!isSelf && <Button onPress={() => setAsked("reset")}>{t("users.reset.action")}</Button>}
        {person.is_active ? (
          <Button kind="danger" isDisabled={isSelf} onPress={() => setAsked("deactivate")}>
            {t("users.deactivate.action")}
          </Button>
        ) : (
          <Button onPress={() => void setActive(true)}>{t("users.activate.action")}</Button>
        )}
      </div>
      {isSelf && <p className={styles.help}>{t("users.deactivate.self")}</p>}
      <Reset person={person} isAsked={asked === "reset"} onEnd={() => setAsked(null)} />
      <Dialog
        title={t("users.deactivate.ask", { name })}
        isOpen={asked === "deactivate"}
        onClose={() => setAsked(null)}
        role="alertdialog"
        actions={
          <>
            <Button onPress={() => setAsked(null)}>{t("users.form.cancel")}</Button>
            <Button kind="danger" onPress={() => void setActive(false)}>
              {t("users.deactivate.action")}
            </Button>
          </>
        }
      >
        {t("users.deactivate.explain")}
      </Dialog>
    </section>
  );
}

/** Asked first, because the present password is lost for good; then the new one, once. */
function Reset({ person, isAsked, onEnd }: { person: Person; isAsked: boolean; onEnd: () => void }) {
  const { t } = useI18n();
  const name = usePersonName()(person);
  const reset = useResetPassword(person.id);
  const [password, setPassword] = useState("");
  const run = async () => {
    try {
      setPassword((await reset.mutateAsync()).password);
    } catch (error) {
      toast((error as Error).message, "late");
    }
    onEnd();
  };
  return (
    <>
      <Dialog
        title={t("users.reset.ask", { name })}
        isOpen={isAsked}
        onClose={onEnd}
        role="alertdialog"
        actions={
          <>
            <Button onPress={onEnd}>{t("users.form.cancel")}</Button>
            <Button kind="danger" isPending={reset.isPending} onPress={() => void run()}>
              {t("users.reset.action")}
            </Button>
          </>
        }
      >
        {t("users.reset.explain")}
      </Dialog>
      {password && <OneTimePassword name={name} password={password} onDone={() => setPassword("")} />}
    </>
  );
}
