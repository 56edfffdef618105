import { Plus } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Select } from "../../ui/Select";
import styles from "./ColumnsStep.module.css";
import { columnsOf } from "./mapping";
import type { FieldRule, TargetField } from "./types";

export interface ValuesTableProps {
  field: TargetField;
  rule: FieldRule;
  onChange: (rule: FieldRule) => void;
}

/** What each value of the file means, and what becomes of any other. */
export function ValuesTable({ field, rule, onChange }: ValuesTableProps) {
  const { t } = useI18n();
  const [typed, setTyped] = useState("");
  const values = rule.values ?? {};
  const choices = (field.choices ?? []).map((choice) => ({ value: choice.value, title: choice.title }));
  const refuse = { value: "", title: t("imports.map.valueRefuse") };
  const setValue = (from: string, to: string) => onChange({ ...rule, values: { ...values, [from]: to } });
  const add = () => {
    if (typed.trim()) setValue(typed.trim(), "");
    setTyped("");
  };
  return (
    <details className={styles.values} open={Object.values(values).includes("")}>
      <summary>{t("imports.map.values", { column: `\u2068${columnsOf(rule).join(" + ")}\u2069` })}</summary>
      <p className={styles.help}>{t("imports.map.valuesLead")}</p>
      <ul className={styles.valueList}>
        {Object.entries(values).map(([from, to]) => (
          <li key={from}>
            <Select<string>
              label={`\u2068${from}\u2069`}
              value={to}
              onChange={(value) => setValue(from, value)}
              options={[refuse, ...choices]}
            />
          </li>
        ))}
        <li>
          <Select<string>
            label={t("imports.map.valueDefault")}
            value={rule.default ?? ""}
            onChange={(value) => onChange({ ...rule, default: value || null })}
            options={[refuse, ...choices]}
          />
        </li>
      </ul>
      <div className={styles.addValue}>
        <Field
          label={t("imports.map.valueNew")}
          value={typed}
          onChange={setTyped}
          onKeyDown={(event) => event.key === "Enter" && add()}
          input={{ dir: "auto" }}
        />
        <Button icon={<Plus aria-hidden />} onPress={add} isDisabled={!typed.trim()}>
          {t("imports.map.valueAdd")}
        </Button>
      </div>
    </details>
  );
}
