import { type ReactNode, useState } from "react";
import { useI18n } from "../../../i18n/t";
import type { Permit } from "../../../permits/shared/types";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Notice } from "../../../ui/Notice";
import { toast } from "../../../ui/Toast";
import styles from "../permits.module.css";
import { PlanVisit } from "../works/PlanVisit";
import { AgendaForm } from "./AgendaForm";
import { type StepRequest, useStep } from "./dossierQueries";
import { CirculateForm, ComplementForm } from "./OpeningForms";
import { AppealForm, ExemptionForm, PaymentForm, ReferenceForm, RefusalForm, TextForm } from "./StepForms";
import type { Step } from "./steps";
import { VerdictForm } from "./VerdictForm";

export interface StepDialogProps {
  permit: Permit;
  step: Step;
  onClose: () => void;
}

export interface FormProps {
  permit: Permit;
  /** What would be sent; null while something is missing. */
  onChange: (body: unknown) => void;
}

interface Sent {
  method: StepRequest["method"];
  path: string;
  /** What is sent when there is nothing to fill in. */
  body?: unknown;
  Form?: (props: FormProps) => ReactNode;
}

type Asked = Exclude<Step, "agenda" | "visit" | "completionVisit">;

const SENT: Readonly<Record<Asked, Sent>> = {
  accept: { method: "POST", path: "acceptance" },
  complement: { method: "POST", path: "complement", Form: ComplementForm },
  circulate: { method: "POST", path: "circulation", Form: CirculateForm },
  conclude: { method: "POST", path: "conclusion", Form: VerdictForm },
  silence: { method: "POST", path: "silence", Form: ReferenceForm },
  fee: { method: "POST", path: "fee", body: {}, Form: ExemptionForm },
  cancelFee: { method: "DELETE", path: "fee" },
  payment: { method: "POST", path: "payments", Form: PaymentForm },
  sign: { method: "POST", path: "signature", body: {}, Form: TextForm },
  issue: { method: "POST", path: "issue" },
  refuse: { method: "POST", path: "refusal", Form: RefusalForm },
  appealAnswer: { method: "POST", path: "appeal/answer", Form: AppealForm },
  suspend: { method: "POST", path: "suspension", Form: TextForm },
  resume: { method: "DELETE", path: "suspension" },
  certify: { method: "POST", path: "certificate", body: {}, Form: TextForm },
};

/** Asks for what a step needs, says what it does, takes it. */
export function StepDialog({ permit, step, onClose }: StepDialogProps) {
  if (step === "agenda") return <AgendaForm permit={permit} onClose={onClose} />;
  if (step === "visit" || step === "completionVisit")
    return (
      <PlanVisit
        commune={permit.commune_id}
        permit={permit.id}
        purpose={step === "visit" ? "routine" : "completion"}
        onClose={onClose}
      />
    );
  return <Taken permit={permit} step={step} onClose={onClose} />;
}

function Taken({ permit, step, onClose }: StepDialogProps & { step: Asked }) {
  const { t } = useI18n();
  const { method, path, body: plain, Form } = SENT[step];
  const [body, setBody] = useState<unknown>(plain ?? null);
  const take = useStep(permit.id);
  const isReady = !Form || body !== null;
  const go = () =>
    take.mutate(
      { method, path, ...(body === null ? {} : { body }) },
      {
        onSuccess: () => {
          toast(t("permitDesk.stepDone", { step: t(`permitDesk.step.${step}`) }));
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t(`permitDesk.step.${step}`)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isDisabled={!isReady} isPending={take.isPending} onPress={go}>
            {t(`permitDesk.step.${step}`)}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t(`permitDesk.stepHelp.${step}`)}</p>
        {Form && <Form permit={permit} onChange={setBody} />}
        {take.error && (
          <Notice level="late" isLive>
            {take.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
