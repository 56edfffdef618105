import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Check } from "../../../ui/Check";
import { Field } from "../../../ui/Field";
import { Select } from "../../../ui/Select";
import { TextArea } from "../../../ui/TextArea";
import styles from "../permits.module.css";
import { today } from "../today";
import { ReasonChoice } from "./ReasonChoice";
import type { FormProps } from "./StepDialog";

/** Keeps a form's values and tells, at each change, what would be sent; null while something is missing. */
function useValues<T extends object>(
  start: T,
  isReady: (values: T) => boolean,
  onChange: FormProps["onChange"],
) {
  const [values, setValues] = useState(start);
  const set = (change: Partial<T>) => {
    const next = { ...values, ...change };
    setValues(next);
    onChange(isReady(next) ? next : null);
  };
  return [values, set] as const;
}

export function TextForm({ onChange }: FormProps) {
  const { t } = useI18n();
  const [{ text }, set] = useValues({ text: "" }, () => true, onChange);
  return <TextArea label={t("permitDesk.text")} value={text} onChange={(next) => set({ text: next })} />;
}

export function ReferenceForm({ onChange }: FormProps) {
  const { t } = useI18n();
  const [{ reference }, set] = useValues({ reference: "" }, (one) => one.reference.trim() !== "", onChange);
  return (
    <Field
      label={t("permitDesk.attestation")}
      value={reference}
      onChange={(next) => set({ reference: next })}
      isRequired
    />
  );
}

export function ExemptionForm({ onChange }: FormProps) {
  const { t } = useI18n();
  const [{ exemption }, set] = useValues({ exemption: "" }, () => true, onChange);
  return (
    <Field
      label={t("permitDesk.exemption")}
      help={t("permitDesk.exemptionHelp")}
      value={exemption}
      onChange={(next) => set({ exemption: next })}
    />
  );
}

const METHODS = ["cash", "cheque", "transfer", "card"] as const;

export function PaymentForm({ permit, onChange }: FormProps) {
  const { t } = useI18n();
  const order = permit.fees.find((one) => !one.cancelled_at);
  const paid = order?.payments.reduce((sum, one) => sum + Number(one.amount), 0) ?? 0;
  const due = (Number(order?.amount ?? 0) - paid).toFixed(2);
  const [values, set] = useValues(
    { amount: due, method: "" as (typeof METHODS)[number] | "", reference: "", paid_on: today() },
    (one) => Number(one.amount) > 0 && one.method !== "" && one.paid_on !== "",
    onChange,
  );
  return (
    <>
      <div className={styles.pair}>
        <Field
          label={t("permitDesk.amount")}
          value={values.amount}
          onChange={(amount) => set({ amount })}
          input={{ inputMode: "decimal", dir: "ltr" }}
        />
        <Field
          label={t("permitDesk.paidOn")}
          type="date"
          value={values.paid_on}
          onChange={(paid_on) => set({ paid_on })}
        />
      </div>
      <Select
        label={t("permitDesk.method")}
        value={values.method || null}
        onChange={(method) => set({ method })}
        options={METHODS.map((value) => ({ value, title: t(`permitDesk.method.${value}`) }))}
      />
      <Field
        label={t("permitDesk.paymentReference")}
        value={values.reference}
        onChange={(reference) => set({ reference })}
        input={{ dir: "ltr" }}
      />
    </>
  );
}

export function RefusalForm({ permit, onChange }: FormProps) {
  const { t } = useI18n();
  const [values, set] = useValues(
    { text: "", reasons: [] as number[], ways_of_appeal: t("permitDesk.waysOfAppeal.usual") },
    (one) => one.reasons.length > 0 && one.ways_of_appeal.trim() !== "",
    onChange,
  );
  return (
    <>
      <ReasonChoice
        commune={permit.commune_id}
        chosen={values.reasons}
        onChange={(reasons) => set({ reasons })}
      />
      <TextArea label={t("permitDesk.text")} value={values.text} onChange={(text) => set({ text })} />
      <TextArea
        label={t("permitDesk.waysOfAppeal")}
        value={values.ways_of_appeal}
        onChange={(ways_of_appeal) => set({ ways_of_appeal })}
        isRequired
      />
    </>
  );
}

export function AppealForm({ onChange }: FormProps) {
  const { t } = useI18n();
  const [values, set] = useValues({ allowed: false, note: "" }, (one) => one.note.trim() !== "", onChange);
  return (
    <>
      <Check
        title={t("permitDesk.allowAppeal")}
        help={t("permitDesk.allowAppealHelp")}
        isSelected={values.allowed}
        onChange={(allowed) => set({ allowed })}
      />
      <TextArea
        label={t("permitDesk.appealAnswer")}
        value={values.note}
        onChange={(note) => set({ note })}
        isRequired
      />
    </>
  );
}
