import { type FormEvent, useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Check } from "../../../ui/Check";
import { Field } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import { Select } from "../../../ui/Select";
import { missing, type RuleField, type RuleValues, refusals } from "./ruleForm";

/** The state of a form over `fields`: what is written, what is wrong, and sending it. */
export function useRuleForm(
  fields: readonly RuleField[],
  given: RuleValues,
  save: (values: RuleValues) => Promise<unknown>,
) {
  const { t } = useI18n();
  const [values, setValues] = useState(given);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const empty = missing(fields, values, t("permitDesk.fillIn"));
    setFaults(empty);
    if (Object.keys(empty).length > 0 || isBusy) return;
    setBusy(true);
    save(values)
      .catch((error: unknown) => setFaults(refusals(fields, error)))
      .finally(() => setBusy(false));
  };
  return {
    fields,
    values,
    set: (change: RuleValues) => setValues({ ...values, ...change }),
    faults,
    isBusy,
    submit,
  };
}

export function RuleFields({ form }: { form: ReturnType<typeof useRuleForm> }) {
  return (
    <>
      {form.faults.whole && (
        <Notice level="late" isLive>
          {form.faults.whole}
        </Notice>
      )}
      {form.fields.map((field) => (
        <OneField
          key={field.name}
          field={field}
          value={form.values[field.name] ?? ""}
          error={form.faults[field.name]}
          onChange={(value) => form.set({ [field.name]: value })}
        />
      ))}
    </>
  );
}

interface OneFieldProps {
  field: RuleField;
  value: string | boolean;
  error: string | undefined;
  onChange: (value: string | boolean) => void;
}

function OneField({ field, value, error, onChange }: OneFieldProps) {
  if (field.kind === "check")
    return <Check title={field.label} isSelected={value === true} onChange={onChange} />;
  if (field.kind === "choice")
    return (
      <Select<string>
        label={field.label}
        value={String(value) || null}
        onChange={onChange}
        options={field.options ?? []}
        error={error}
        isDisabled={field.isReadOnly ?? false}
      />
    );
  return (
    <Field
      label={field.label}
      help={field.help}
      type={field.kind === "date" ? "date" : "text"}
      value={String(value)}
      onChange={onChange}
      error={error}
      isRequired={field.isRequired ?? false}
      isReadOnly={field.isReadOnly ?? false}
      input={{ dir: field.dir ?? "auto" }}
    />
  );
}
