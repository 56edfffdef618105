import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import { Select } from "../../../ui/Select";
import styles from "../permits.module.css";
import { useColleagues, usePlanVisit } from "../queries";
import { today } from "../today";
import { usePersonTitle } from "../usePersonTitle";
import { PURPOSES, type Purpose } from "./kinds";

interface PlanVisitProps {
  commune: number;
  permit?: number;
  offence?: number;
  purpose: Purpose;
  onClose: () => void;
}

export function PlanVisit({ commune, permit, offence, purpose: usual, onClose }: PlanVisitProps) {
  const { t } = useI18n();
  const [purpose, setPurpose] = useState<Purpose>(usual);
  const [day, setDay] = useState(today);
  const [inspector, setInspector] = useState<string>("");
  const colleagues = (useColleagues(commune).data ?? []).filter((one) => one.inspects);
  const title = usePersonTitle();
  const plan = usePlanVisit();
  const send = () =>
    plan.mutate(
      {
        commune,
        permit: permit ?? null,
        offence: offence ?? null,
        purpose,
        planned_on: day,
        inspector: Number(inspector) || null,
      },
      { onSuccess: onClose },
    );
  return (
    <Dialog
      title={t("permitDesk.planVisit")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isDisabled={!day} isPending={plan.isPending} onPress={send}>
            {t("permitDesk.planVisit")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Select<Purpose>
          label={t("permitDesk.purpose")}
          value={purpose}
          onChange={setPurpose}
          options={PURPOSES.map((value) => ({ value, title: t(`permitDesk.purpose.${value}`) }))}
        />
        <Field label={t("permitDesk.day")} type="date" value={day} onChange={setDay} />
        <Select<string>
          label={t("permitDesk.inspector")}
          value={inspector}
          onChange={setInspector}
          options={[
            { value: "", title: t("permitDesk.myself") },
            ...colleagues.map((one) => ({ value: String(one.id), title: title(one) })),
          ]}
        />
        {plan.error && (
          <Notice level="late" isLive>
            {plan.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
