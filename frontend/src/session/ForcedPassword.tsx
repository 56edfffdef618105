import { useQueryClient } from "@tanstack/react-query";
import { logOut } from "../api/session";
import { useI18n } from "../i18n/t";
import { Button } from "../ui/Button";
import { toast } from "../ui/Toast";
import { EntryPage } from "./EntryPage";
import { PasswordForm } from "./PasswordForm";

/** Stands in place of the desk until the one-time password has been replaced. */
export function ForcedPassword() {
  const { t } = useI18n();
  const client = useQueryClient();
  const proceed = async () => {
    toast(t("session.password.saved"));
    await client.invalidateQueries();
  };
  return (
    <EntryPage title={t("session.password.forcedTitle")} lead={t("session.password.forcedLead")}>
      <PasswordForm
        isOneTime
        onChanged={() => void proceed()}
        actions={(isBusy) => (
          <>
            <Button kind="main" type="submit" isPending={isBusy}>
              {t("session.password.save")}
            </Button>
            <Button kind="quiet" onPress={() => void logOut()}>
              {t("session.menu.logout")}
            </Button>
          </>
        )}
      />
    </EntryPage>
  );
}
