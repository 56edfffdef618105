import { useState } from "react";
import { useLocation } from "wouter";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { toast } from "../../ui/Toast";
import { useImportActions } from "./queries";
import type { Import } from "./types";

/** Gives the import up. The file is lost, so it is asked first. */
export function CancelImport({ item }: { item: Import }) {
  const { t } = useI18n();
  const [, navigate] = useLocation();
  const [isAsked, setAsked] = useState(false);
  const { cancel } = useImportActions(item.id);
  // Awaited, not called back: the cancelled import takes this button away before a callback would come.
  const run = async () => {
    try {
      await cancel.mutateAsync();
      navigate("/desk/imports");
    } catch (error) {
      setAsked(false);
      toast((error as Error).message, "late");
    }
  };
  return (
    <>
      <Button kind="quiet" size="small" onPress={() => setAsked(true)}>
        {t("imports.cancel.action")}
      </Button>
      <Dialog
        title={t("imports.cancel.ask", { number: item.number })}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        role="alertdialog"
        actions={
          <>
            <Button onPress={() => setAsked(false)}>{t("imports.cancel.keep")}</Button>
            <Button kind="danger" isPending={cancel.isPending} onPress={() => void run()}>
              {t("imports.cancel.action")}
            </Button>
          </>
        }
      >
        {t("imports.cancel.explain", { file: `\u2068${item.file.name}\u2069` })}
      </Dialog>
    </>
  );
}
