import { useI18n } from "../i18n/t";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { toast } from "../ui/Toast";
import { PasswordForm } from "./PasswordForm";

export default function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const finish = () => {
    toast(t("session.password.saved"));
    onClose();
  };
  return (
    <Dialog title={t("session.password.title")} isOpen onClose={onClose}>
      <PasswordForm
        onChanged={finish}
        actions={(isBusy) => (
          <Button kind="main" type="submit" isPending={isBusy}>
            {t("session.password.save")}
          </Button>
        )}
      />
    </Dialog>
  );
}
