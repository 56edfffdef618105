import { useState } from "react";
import { Link } from "wouter";
import { useI18n } from "../../../i18n/t";
import type { Permit } from "../../../permits/shared/types";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Notice } from "../../../ui/Notice";
import { Select } from "../../../ui/Select";
import { toast } from "../../../ui/Toast";
import styles from "../permits.module.css";
import { useSessions } from "../queries";
import { usePutOnAgenda } from "./dossierQueries";

/** Puts a dossier on the agenda of a session that has not been closed, the next one unless another is chosen. */
export function AgendaForm({ permit, onClose }: { permit: Permit; onClose: () => void }) {
  const { t, format } = useI18n();
  const sessions = (useSessions().data ?? [])
    .filter((one) => one.commune === permit.commune_id && (one.state === "planned" || one.state === "open"))
    .toSorted((one, other) => one.starts_at.localeCompare(other.starts_at));
  const [chosen, setChosen] = useState<number | null>(null);
  const put = usePutOnAgenda(permit.id);
  const session = chosen ?? sessions[0]?.id ?? null;
  const go = () =>
    session !== null &&
    put.mutate(session, {
      onSuccess: () => {
        toast(t("permitDesk.stepDone", { step: t("permitDesk.step.agenda") }));
        onClose();
      },
    });
  return (
    <Dialog
      title={t("permitDesk.step.agenda")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isDisabled={session === null} isPending={put.isPending} onPress={go}>
            {t("permitDesk.step.agenda")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t("permitDesk.stepHelp.agenda")}</p>
        {sessions.length > 0 ? (
          <Select
            label={t("permitDesk.session")}
            value={session}
            onChange={setChosen}
            options={sessions.map((one) => ({
              value: one.id,
              title: `${format.dateTime(one.starts_at)} · ${one.number}`,
            }))}
          />
        ) : (
          <Notice level="info" action={<Link href="/desk/permits/sessions">{t("permitDesk.sessions")}</Link>}>
            {t("permitDesk.noSession")}
          </Notice>
        )}
        {put.error && (
          <Notice level="late" isLive>
            {put.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
